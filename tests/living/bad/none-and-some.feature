Feature: F
  Scenario: S
    Given there were no incidents
    And incidents: date 2026-06-30, kind lie, deliberate yes
    And contacts: at 2026-06-30 22:00
    And contacts are not recorded
    When the client is reviewed on 2026-11-01
    Then the verdict is "part at once"
