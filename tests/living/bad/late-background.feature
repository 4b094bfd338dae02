Feature: F
  Scenario: S
    Given a client
    When the client is reviewed
    Then "lying" is undetermined
  Background:
    Given a client who once became aggressive
