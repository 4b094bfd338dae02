Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    Then the verdict is "talk"
