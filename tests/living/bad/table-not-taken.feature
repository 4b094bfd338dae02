Feature: F
  Scenario: S
    Given the client pays by the hour
      | yes |
    When the client is reviewed
    Then the verdict is "talk"
