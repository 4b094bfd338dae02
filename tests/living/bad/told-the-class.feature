Feature: F
  Scenario: S
    Given scorecard_agreed is yes
    And client_class is D
    When the client is reviewed
    Then "class-d" is not found
