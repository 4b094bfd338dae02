@rule:class-d
Feature: Class D, before anybody signed off the criteria
  Thirteen criteria sort clients into A, B, C and D. Agreement on them matters more than arithmetic:
  until a firm has signed off criteria and weights, the class is shown and nothing follows from it.

  Scenario: The lowest score on everything, and no more than a near miss
    Given a client with this file:
      """
      scores:
        decent_fee: {score: 1}
        can_afford: {score: 1}
        improvable: {score: 1}
        wants_change: {score: 1}
        open_to_advice: {score: 1}
        positive_mindset: {score: 1}
        refers_others: {score: 1}
        pays_well: {score: 1}
        case_study: {score: 1}
        well_known: {score: 1}
        attends_events: {score: 1}
        liked_by_you: {score: 1}
        liked_by_team: {score: 2}
      """
    And nothing else happened
    When the client is reviewed
    Then the class is D
    And "class D" is not found
    And "class D" is a near miss
    And the verdict is "keep"
    And the report says "not signed off"
    And the report says "Discuss the criteria and weights within the firm, and sign them off"

  Scenario: Nobody scored the client
    Given a client
    And nothing else happened
    When the client is reviewed
    Then the class is A, B, C or D
    And "class D" is not found
