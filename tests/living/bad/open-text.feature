Feature: F
  Scenario: S
    Given this file:
      """
      facts: {}
    When the client is reviewed
    Then the verdict is "talk"
