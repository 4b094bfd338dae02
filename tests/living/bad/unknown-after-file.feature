Feature: F
  Scenario: S
    Given this client file:
      """
      facts: {mind_changes: 5, billed_hourly: no}
      """
    And mind_changes is unknown
    When the client is reviewed
    Then mind_changes is 5
