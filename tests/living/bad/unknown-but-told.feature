Feature: F
  Scenario: S
    Given invoices: due 2026-06-30, paid 2026-07-20
    And late invoices is unknown
    When the client is reviewed on 2026-11-01
    Then late invoices is 1
