Feature: F
  Scenario: S
    Given late_shares is 80%
    When the client is reviewed
    Then the verdict is "talk"
