Feature: F
  Scenario: S
    Given this client file:
      """
      as_of: 2026-05-01
      """
    When the client is reviewed on 2027-05-01
    Then the verdict is "keep"
