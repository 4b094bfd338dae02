@rule:ignores-advice
Feature: Ignoring advice
  A client who follows less than half of what we recommend does not need an adviser but a pair of
  hands. That is worth a talk, and by itself never more than a talk.

  Scenario Outline: How much of our advice
    Given a client whom we advised <given> times
    And the client followed <followed> of them
    And nothing else happened
    When the client is reviewed
    Then "ignores advice" is <outcome>
    And the verdict is "<verdict>"

    Examples: Half is enough
      | given | followed | outcome   | verdict |
      | 100   | 49       | found     | talk    |
      | 100   | 50       | not found | keep    |
      | 100   | 51       | not found | keep    |

    Examples: Nobody can tell from three recommendations
      | given | followed | outcome   | verdict |
      | 3     | 0        | not found | keep    |
      | 4     | 0        | found     | talk    |
      | 4     | 1        | found     | talk    |
      | 4     | 2        | not found | keep    |
      | 5     | 2        | found     | talk    |
      | 5     | 3        | not found | keep    |

  Scenario: Nobody noted what became of the fourth recommendation
    Given these recommendations:
      | date       | followed | rescue_asked |
      | 2026-01-15 | yes      | no           |
      | 2026-03-15 | no       | no           |
      | 2026-05-15 | no       | no           |
      | 2026-07-15 | unknown  | no           |
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then "ignores advice" is undetermined
    And the verdict could still become "talk"
    And the report says "Was the recommendation of 15 July 2026 followed?"

  Scenario: Nobody kept track of our advice
    Given a client
    And recommendations are not recorded
    And nothing else happened
    When the client is reviewed
    Then "ignores advice" is undetermined

  Scenario: We told the client, and it went on: still a talk
    Given these recommendations:
      | date       | followed | rescue_asked |
      | 2026-01-15 | no       | no           |
      | 2026-03-15 | no       | no           |
      | 2026-05-15 | no       | no           |
      | 2026-07-15 | no       | no           |
    And warnings: date 2026-02-01, about advice
    And the client brings in 5% of our revenue
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the reason is "ignores advice"
    And the verdict is "talk"
