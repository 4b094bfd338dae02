Feature: F
  Scenario: S
    Given a client who changed their mind <n> times
    When the client is reviewed
    Then the verdict is "talk"
