@rule:lying
Feature: Lies
  Without trust there is no relationship, so one deliberate lie is enough. A misunderstanding is
  not a lie, and somebody has to say which of the two it was.

  Scenario Outline: How many lies we can live with
    Given a client who told <how many> on purpose
    And nothing else happened
    When the client is reviewed
    Then "deliberate lies" is <outcome>
    And the verdict is "<verdict>"

    Examples:
      | how many   | outcome   | verdict      |
      | zero lies  | not found | keep         |
      | one lie    | found     | part at once |
      | three lies | found     | part at once |

  Rule: A misunderstanding is not a lie

    Scenario Outline: Was it on purpose
      Given incidents: date 2026-06-18, kind lie, deliberate <on purpose>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "deliberate lies" is <outcome>

      Examples:
        | on purpose | outcome      |
        | yes        | found        |
        | no         | not found    |
        | unknown    | undetermined |

    Scenario: Nobody asked what the client meant
      Given incidents: date 2026-06-18, kind lie
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "deliberate lies" is undetermined
      And the report says "Was the untrue statement of 18 June 2026 deliberate, and not a misunderstanding?"
      And the verdict could still become "part at once"

  Rule: A lie is a lie, but not everything is

    Scenario: An ultimatum, meant from the heart
      Given incidents: date 2026-06-18, kind ultimatum, deliberate yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "deliberate lies" is not found
      And the verdict is "talk"
