Feature: What this firm does differently
  Each scenario is an example that the policy is held to: change a number in rules/policy.yaml, and
  `adieu test` says which example no longer holds. Write down what the partners agree on, and no more.

  Rule: We look back a year and a half

    @rule:late-payment
    Scenario Outline: Two late invoices are worth a talk, if they are not too long ago
      Given these invoices:
        | due        | paid       |
        | 2026-08-31 | 2026-09-20 |
        | <due>      | 2026-07-01 |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "late payment" is <outcome>

      Examples:
        | due        | outcome   |
        | 2025-05-01 | not found |
        | 2025-05-02 | found     |

  Rule: Our door opens at half past eight

    @rule:after-hours
    Scenario Outline: The clock on a Monday, once the client was told
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at 2026-10-26 <time>, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples:
        | time  | outcome   |
        | 08:29 | found     |
        | 08:30 | not found |
        | 18:30 | not found |
        | 18:31 | found     |

  Rule: Whoever goes on ignoring our advice can be parted with

    @rule:ignores-advice
    Scenario Outline: Four times no, and when we talked about it
      Given these recommendations:
        | date       | followed | rescue_asked |
        | 2026-01-15 | no       | no           |
        | 2026-03-15 | no       | no           |
        | 2026-05-15 | no       | no           |
        | 2026-07-15 | no       | no           |
      And warnings: date <told>, about advice that is not followed
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "ignores advice"
      And the verdict is "<verdict>"

      Examples:
        | told       | verdict |
        | 2026-06-01 | part    |
        | 2026-08-01 | talk    |
