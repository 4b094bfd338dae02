Feature: F
  Scenario: S
    Given these incidents:
      | date | kind |
    When the client is reviewed on 2026-11-01
    Then "lying" is not found
