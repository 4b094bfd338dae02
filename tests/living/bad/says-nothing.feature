Feature: F
  Scenario: S
    Given a client
    When the client is reviewed
    Then the report says ""
    And the report says "**"
