Feature: F
  Scenario: S
    And the client pays by the hour
    When the client is reviewed
    Then the verdict is "talk"
