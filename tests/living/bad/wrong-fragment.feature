Feature: F
  Scenario: S
    Given this file:
      """
      facts:
        billed_hourli: no
      """
    When the client is reviewed
    Then the verdict is "talk"
