Feature: F
  Scenario: S
    Given late_share is 180%
    And billed_hourly is perhaps
    And contacts:
      | at         |
      | last night |
    When the client is reviewed
    Then the verdict is "talk"
