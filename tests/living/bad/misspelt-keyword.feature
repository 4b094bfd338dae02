Feature: F
  Given the client pays by the hour
  Scenario: S
    Gven a client who once became aggressive
    When the client is reviewed
    Then "lying" is undetermined
  Scenario: T
    nothing else happened
    When the client is reviewed
    Then "lying" is not found
