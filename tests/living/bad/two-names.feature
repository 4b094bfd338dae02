Feature: F
  Scenario: S
    Given a client named "A"
    And a client named "B"
    When the client is reviewed
    Then the verdict is "keep"
