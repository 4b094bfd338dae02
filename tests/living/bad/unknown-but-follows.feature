Feature: F
  Scenario: S
    Given we have cash for 6 months
    And can_do_without is unknown
    When the client is reviewed
    Then can_do_without is yes
