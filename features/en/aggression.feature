@rule:physical-abuse
Feature: Aggression
  Rage, a mug against the wall, names shouted down the telephone: nobody has to put up with that.
  Once is enough, and an apology changes nothing.

  Rule: Once is enough

    Scenario Outline: How much aggression is too much
      Given a client who became aggressive <how often>
      And nothing else happened
      When the client is reviewed
      Then "aggression or threats" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | how often  | outcome   | verdict      |
        | zero times | not found | keep         |
        | one time   | found     | part at once |
        | two times  | found     | part at once |

    Scenario: Nothing can change that verdict any more
      Given a client who once became aggressive
      When the client is reviewed
      Then the verdict is "part at once"
      And the verdict is final
      And the report says "once is enough"

    Scenario: It happened yesterday
      Given incidents: date 2026-10-31, kind threatening, aimed at the owner
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "aggression or threats"

  Rule: An apology changes nothing

    Scenario: Flowers the next morning, and calm ever since
      Given incidents: date 2026-03-04, kind threatening
      And repair attempts: date 2026-03-05, about threatening, worked yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "aggression or threats"
      And the verdict is "part at once"

  Rule: Neither the turnover nor the bank account is a reason to wait

    Scenario: The biggest client of all, and nothing in reserve
      Given a client who once became aggressive
      And the client brings in 60% of our revenue
      And we have cash for 0 months
      And no new work covers the loss of their revenue
      When the client is reviewed
      Then the verdict is "part at once"
      And the plan contains "make sure that everybody is safe"
      And the plan does not contain "replace the revenue first"

  Rule: Other rudeness has its own rules

    Scenario: An unkind remark is not aggression
      Given incidents: date 2026-05-12, kind belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "aggression or threats" is not found
      And the verdict is "talk"

    Scenario: Nobody kept a diary of incidents
      Given a client
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed
      Then "aggression or threats" is undetermined
      And the verdict is provisional
      And the verdict could still become "part at once"
