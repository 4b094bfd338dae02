Feature: F
  Scenario: S
    Given this client file:
      """
      client: One
      as_of: 2026-05-01
      facts: {mind_changes: 5}
      """
    And this client file:
      """
      client: Two
      as_of: 2026-06-01
      facts: {mind_changes: 2}
      """
    When the client is reviewed
    Then mind_changes is 5
