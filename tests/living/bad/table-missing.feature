Feature: F
  Scenario: S
    Given these incidents:
    When the client is reviewed
    Then the verdict is "talk"
