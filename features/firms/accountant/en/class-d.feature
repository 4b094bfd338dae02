@rule:class-d
Feature: Class D, at an accountant who signed off the criteria
  This firm agreed on its criteria and on what each weighs. So a D means something: a ground to
  part, with both gates before it. What the owner thinks of the client never decides it.

  Background: A client who scores two on everything, exactly at the border of C
    Given the client gets 2 out of 5 for the fee they pay
    And the client gets 2 out of 5 for being able to afford advice
    And the client gets 2 out of 5 for results that can be improved
    And the client gets 2 out of 5 for wanting to change
    And the client gets 2 out of 5 for being open to advice
    And the client gets 2 out of 5 for a positive outlook
    And the client gets 2 out of 5 for referring others
    And the client gets 2 out of 5 for paying well
    And the client gets 2 out of 5 as a case study
    And the client gets 2 out of 5 for a well-known name
    And the client gets 2 out of 5 for coming to our events
    And the owner likes the client 2 out of 5
    And the team likes the client 2 out of 5

  Rule: D is a ground, just below the border

    Scenario: Exactly at the border is C
      Given nothing else happened
      When the client is reviewed
      Then the class is C
      And "class D" is not found
      And the verdict is "keep"

    Scenario Outline: One point lower or higher on <criterion>
      Given <criterion> is <score>
      And nothing else happened
      When the client is reviewed
      Then the class is <class>
      And "class D" is <outcome>

      Examples:
        | criterion      | score | class | outcome   |
        | well_known     | 1     | D     | found     |
        | open_to_advice | 1     | D     | found     |
        | well_known     | 3     | C     | not found |

    Scenario: The signature stands under it
      Given the client gets 1 out of 5 for paying well
      And nothing else happened
      When the client is reviewed
      Then the reason is "class D"
      And the verdict is "talk"
      And the report does not say "not signed off"

  Rule: The owner's liking never decides

    Scenario: Only the owner's dislike makes it a D
      Given the owner likes the client 1 out of 5
      And nothing else happened
      When the client is reviewed
      Then the class is D
      And "class D" is not found
      And "class D" is a near miss
      And the verdict is "keep"

    Scenario: Only the owner's sympathy keeps it out of D
      Given the client gets 1 out of 5 for a well-known name
      And the owner likes the client 3 out of 5
      And nothing else happened
      When the client is reviewed
      Then the class is C
      And "class D" is not found

    Scenario: A D with the owner and without
      Given the client gets 1 out of 5 for a well-known name
      And the owner likes the client 2 out of 5
      And nothing else happened
      When the client is reviewed
      Then the class is D
      And "class D" is found

    Scenario: The owner would rather not say
      Given the client gets 1 out of 5 for a well-known name
      And liked_by_you is unknown
      And nothing else happened
      When the client is reviewed
      Then the class is C or D
      And "class D" is undetermined
      And the verdict could still become "talk"

    Scenario: A D for certain, but only because the owner dislikes the client
      Given the client gets 1 out of 5 for the fee they pay
      And case_study is unknown
      And the owner likes the client 1 out of 5
      And nothing else happened
      When the client is reviewed
      Then the class is D
      And "class D" is undetermined
      And the verdict could still become "talk"

  Rule: Nobody is marked down for what nobody asked

    Scenario Outline: Referring others
      Given the client gets 3 out of 5 for results that can be improved
      And refers_others is <refers>
      And nothing else happened
      When the client is reviewed
      Then the class is <class>
      And "class D" is <outcome>

      Examples:
        | refers  | class | outcome   |
        | 1       | D     | found     |
        | 2       | C     | not found |
        | unknown | C     | not found |

  Rule: Both gates stand before it

    Scenario Outline: We talked about working together, and it did not help
      Given the client gets 1 out of 5 for the fee they pay
      And repair attempts: date 2026-05-04, about <matter>, worked <worked>
      And the client brings in <share> of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "class D" is found
      And the verdict is "<verdict>"

      Examples:
        | matter  | worked | share | verdict         |
        | fit     | no     | 5%    | part            |
        | fit     | no     | 40%   | prepare to part |
        | fit     | yes    | 5%    | talk            |
        | payment | no     | 5%    | talk            |

    Scenario: Nobody talked about it yet
      Given the client gets 1 out of 5 for the fee they pay
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then the verdict is "talk"
      And the report says "Choose together one or two points to improve"
