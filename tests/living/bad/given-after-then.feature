Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    When the client is reviewed
    Then the verdict is "talk"
    Given the client pays by the hour
