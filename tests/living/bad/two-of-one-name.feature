Feature: F
  Rule: One
    Scenario: The same
    Given a client who changed their mind 3 times
    When the client is reviewed
    Then the verdict is "talk"
  Rule: Two
    Scenario: The same
    Given a client who changed their mind 3 times
    When the client is reviewed
    Then the verdict is "talk"
