Feature: Five verdicts
  Part at once, part, prepare to part, talk, keep. The harshest that applies is the verdict, and
  what nobody knows is said, never guessed.

  Background:
    Given we know of nothing that could make us liable
    And nobody in the firm feels misused
    And the team likes the client 4 out of 5
    And the client brings in EUR 20000
    And the client costs us EUR 8000
    And the client takes 8% of our hours
    And the client brings in 10% of our revenue

  Rule: The harshest row that holds is the verdict

    Scenario: Nothing speaks against the client
      Given nothing else happened
      When the client is reviewed
      Then the verdict is "keep"
      And the verdict is final
      And the only possible verdict is "keep"

    Scenario: A concern
      Given a client who once threatened us with a bad review
      And nothing else happened
      When the client is reviewed
      Then the verdict is "talk"

    Scenario: A ground that nobody mentioned to the client
      Given these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | no   | 2     |
        | 2026-04-10 | extra | no   | 2     |
        | 2026-06-10 | extra | no   | 2     |
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
      And the verdict is final

    Scenario: A ground that went on after we mentioned it
      Given these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | no   | 2     |
        | 2026-04-10 | extra | no   | 2     |
        | 2026-06-10 | extra | no   | 2     |
      And we agreed on 100 hours of work
      And warnings: date 2026-03-01, about extras
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"
      And the verdict is final

    Scenario: The same, and we cannot do without the turnover
      Given these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | no   | 2     |
        | 2026-04-10 | extra | no   | 2     |
        | 2026-06-10 | extra | no   | 2     |
      And we agreed on 100 hours of work
      And warnings: date 2026-03-01, about extras
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "prepare to part"
      And the verdict is final

    Scenario: One experience that is enough
      Given incidents: date 2026-06-10, kind price-cut
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"
      And the verdict is final

    Scenario: One experience that is enough, and we cannot do without the turnover
      Given incidents: date 2026-06-10, kind price-cut
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "prepare to part"
      And the verdict is final

    Scenario: Two such experiences
      Given these incidents:
        | date       | kind      |
        | 2026-06-10 | price-cut |
      And recommendations: date 2026-04-10, followed no, rescue_asked yes, resolved yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    Scenario: Two such experiences, and we cannot do without the turnover
      Given incidents: date 2026-06-10, kind price-cut
      And recommendations: date 2026-04-10, followed no, rescue_asked yes, resolved yes
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "prepare to part"

    Scenario Outline: Two grounds, and both went on after we mentioned them
      Given these incidents:
        | date       | kind                | work   |
        | 2026-06-10 | competitor-pressure | agreed |
      And contacts: at 2026-06-10 22:15, reason question
      And these warnings:
        | date       | about               |
        | 2026-03-01 | competitor-pressure |
        | 2026-03-01 | out-of-hours        |
      But the client brings in <share> of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "<verdict>"

      Examples:
        | share | verdict         |
        | 10%   | part            |
        | 40%   | prepare to part |

    Scenario Outline: We live from this client, so a talk it is: <what happened>
      Given incidents: date 2026-06-10, kind <kind>, work agreed
      And warnings: date 2026-03-01, about <matter>
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

      Examples:
        | what happened                       | kind                | matter    |
        | a concern that went on after a talk | ultimatum           | ultimatum |
        | a ground that nobody mentioned      | competitor-pressure | payment   |

    Scenario: Two concerns are still a talk
      Given incidents: date 2026-06-10, kind ultimatum
      And the team likes the client 1 out of 5
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

    Scenario: A red flag outweighs everything else
      Given these incidents:
        | date       | kind      | deliberate |
        | 2026-06-10 | price-cut |            |
        | 2026-07-10 | ultimatum |            |
        | 2026-08-10 | lie       | yes        |
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part at once"
      And the verdict is final
      And "price cut after agreement" is a reason

    Scenario: Talking about one ground does not settle the other
      Given these changes:
        | date       | kind           | paid | hours |
        | 2026-02-10 | extra          | no   | 2     |
        | 2026-03-10 | change-of-mind |      |       |
        | 2026-04-10 | extra          | no   | 2     |
        | 2026-05-10 | change-of-mind |      |       |
        | 2026-06-10 | extra          | no   | 2     |
        | 2026-07-10 | change-of-mind |      |       |
      And the client pays a fixed price
      And we agreed on 100 hours of work
      And warnings: date 2026-07-20, about extras
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "the work grows, the budget does not" is a reason
      And "keeps changing their mind" is a reason
      And the verdict is "talk"

  Rule: What nobody knows leaves several verdicts possible

    Scenario: The mildest is the verdict: at least this
      Given legal_risk_known is unknown
      And nothing else happened
      When the client is reviewed
      Then the verdict is "keep"
      And the verdict is provisional
      And the possible verdicts are "part at once" and "keep"
      And legal_risk_known is asked

    Scenario: Everybody is content, or so it seems
      Given feels_misused is unknown
      And nothing else happened
      When the client is reviewed
      Then the possible verdicts are "talk" and "keep"

    Scenario: Nobody knows what share of the turnover it is
      Given incidents: date 2026-06-10, kind price-cut
      And revenue_share is unknown
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "prepare to part"
      And the possible verdicts are "part" and "prepare to part"
      And the verdict could still become "part"
      And the verdict would become "part" if revenue_share is 10%

    Scenario: Nobody noted whether the client was told
      Given these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | no   | 2     |
        | 2026-04-10 | extra | no   | 2     |
        | 2026-06-10 | extra | no   | 2     |
      And we agreed on 100 hours of work
      And warnings are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
      And the possible verdicts are "part" and "talk"

    Scenario: What is unknown cannot soften what is known
      Given a client who once became aggressive
      And legal_risk_known is unknown
      When the client is reviewed
      Then the verdict is final
      And the verdict can no longer become "talk"
