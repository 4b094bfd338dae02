Feature: F
  Scenario: S
    Given incidents: date 2026-03-04, kind belittling
    When the client is reviewed
    Then the verdict is "talk"
