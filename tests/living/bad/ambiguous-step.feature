Feature: F
  Scenario: S
    Given the client pays 2
    When the client is reviewed
    Then the verdict is "talk"
