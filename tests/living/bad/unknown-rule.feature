Feature: F
  Scenario: S
    Given a client who changed their mind 3 times
    When the client is reviewed
    Then the reason is "change-mind"
    And the verdict is "tlak"
    And the plan contains "ask-wy"
