Feature: F
  Scenario: S
    Given incidents: date 2026-06-30, kind lie
    When the client is reviewed on 2026-11-01
    Then "incidents[1].deliberate" is not asked
