@rule:feels-misused
Feature: Feeling misused
  A feeling is worth listening to. It is a reason to talk, and never by itself a reason to part.

  Scenario: Somebody says so at the coffee machine
    Given someone in the firm feels misused
    And nothing else happened
    When the client is reviewed
    Then the reason is "someone feels misused"
    And the verdict is "talk"

  Scenario: Even after we talked about how we work together
    Given someone in the firm feels misused
    And repair attempts: date 2026-05-04, about fit, worked no
    And the client brings in 5% of our revenue
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the verdict is "talk"

  Scenario: Nobody minds
    Given nobody in the firm feels misused
    And nothing else happened
    When the client is reviewed
    Then "someone feels misused" is not found
    And the verdict is "keep"

  Scenario: Nobody asked the team
    Given a client
    And nothing else happened
    When the client is reviewed
    Then "someone feels misused" is undetermined
    And feels_misused is asked
    And the verdict could still become "talk"
