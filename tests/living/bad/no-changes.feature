Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    When the client is reviewed
    Then the verdict would become "keep" if the moon is full
