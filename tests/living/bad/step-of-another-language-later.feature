Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    Als de klant wordt beoordeeld
    Then the verdict is "talk"
