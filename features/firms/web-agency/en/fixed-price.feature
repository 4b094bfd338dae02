@rule:changes-mind @rule:scope-creep
Feature: Fixed prices at a web agency
  We build websites for a fixed price, so every change and every extra comes out of our own pocket.
  Two are enough here where others allow three, and a tenth of the hours where others allow a fifth.

  Rule: Two changes of mind

    @rule:changes-mind
    Scenario Outline: Another colour, another menu
      Given a client who changed their mind <how often>
      And the client pays a fixed price
      And nothing else happened
      When the client is reviewed
      Then "keeps changing their mind" is <outcome>

      Examples:
        | how often   | outcome   |
        | one time    | not found |
        | two times   | found     |
        | three times | found     |

    @rule:changes-mind
    Scenario: By the hour, and we can stand it, nobody minds
      Given a client who changed their mind 8 times
      And the client pays by the hour
      And we can stand redoing work
      And nothing else happened
      When the client is reviewed
      Then "keeps changing their mind" is excused

  Rule: Two favours, or a tenth of the hours

    @rule:scope-creep
    Scenario Outline: How many favours
      Given a client who left <extras> unpaid
      And nothing else happened
      When the client is reviewed
      Then "the work grows, the budget does not" is <outcome>

      Examples:
        | extras       | outcome   |
        | one extra    | not found |
        | two extras   | found     |
        | three extras | found     |

    @rule:scope-creep
    Scenario Outline: How many hours
      Given 1 extra was not paid for
      And <unpaid> extra hours were not paid for
      And we agreed on 80 hours of work
      And nothing else happened
      When the client is reviewed
      Then "the work grows, the budget does not" is <outcome>

      Examples:
        | unpaid | outcome   |
        | 7      | not found |
        | 8      | not found |
        | 8.5    | found     |
        | 9      | found     |
