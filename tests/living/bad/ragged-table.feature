Feature: F
  Scenario: S
    Given incidents:
      | date | kind |
      | 2026-01-01 |
    When the client is reviewed
    Then the verdict is "talk"
