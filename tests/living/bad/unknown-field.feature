Feature: F
  Scenario: S
    Given incidents:
      | dat        | kind       |
      | 2026-01-01 | belittling |
    And incidents: date 2026-01-01, moon full
    When the client is reviewed
    Then the verdict is "talk"
