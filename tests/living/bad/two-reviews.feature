Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    When the client is reviewed
    When the client is reviewed on 2026-11-01
    Then the verdict is "talk"
