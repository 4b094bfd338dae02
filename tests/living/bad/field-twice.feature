Feature: F
  Scenario: S
    Given incidents: date 2026-06-30, kind lie, kind ultimatum
    And these incidents:
      | date       | kind | kind      |
      | 2026-06-30 | lie  | ultimatum |
    When the client is reviewed on 2026-11-01
    Then the verdict is "talk"
