Feature: Can we do without the turnover?
  Even with every reason to part, a firm first asks what happens when this client is gone. A small
  share of the revenue, new work in sight, or a cushion of three months: one of them is enough.

  Background:
    Given a client who once cut an agreed price

  Rule: One of three is enough

    Scenario Outline: A quarter of the revenue
      Given the client brings in <share> of our revenue
      And no new work covers the loss of revenue
      And we have cash for 0 months
      And nothing else happened
      When the client is reviewed
      Then the verdict is "<verdict>"

      Examples:
        | share  | verdict         |
        | 24%    | part            |
        | 24.99% | part            |
        | 25%    | prepare to part |
        | 26%    | prepare to part |
        | 80%    | prepare to part |

    Scenario Outline: Three months of cash
      Given the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for <cash> months
      And nothing else happened
      When the client is reviewed
      Then the verdict is "<verdict>"

      Examples:
        | cash | verdict         |
        | 2    | prepare to part |
        | 2.9  | prepare to part |
        | 3    | part            |
        | 4    | part            |

    Scenario: New work in sight covers it
      Given the client brings in 40% of our revenue
      And new work covers the loss of their revenue
      And we have cash for 0 months
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part"

  Rule: Nobody has to know all three

    Scenario Outline: One yes is enough, and only three times no is a no
      Given revenue_share is <share>
      And pipeline_covers is <new work>
      And cash_months is <cash>
      And nothing else happened
      When the client is reviewed
      Then firm can do without this revenue is <answer>

      Examples:
        | share   | new work | cash    | answer  |
        | 10%     | unknown  | unknown | yes     |
        | unknown | yes      | unknown | yes     |
        | unknown | unknown  | 6       | yes     |
        | 40%     | unknown  | 1       | unknown |
        | unknown | no       | 1       | unknown |
        | 40%     | no       | unknown | unknown |
        | 40%     | no       | 1       | no      |

    Scenario: We worked it out ourselves
      Given we can do without their revenue
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part"

    Scenario: No answer at all: prepare at least
      Given nothing else happened
      When the client is reviewed
      Then the verdict is "prepare to part"
      And the verdict could still become "part"
      And the verdict would become "part" if pipeline_covers is yes

  Rule: A red flag does not wait for the bank

    Scenario Outline: Aggression, with or without a cushion
      Given a client who once became aggressive
      And revenue_share is 60%
      And cash_months is <cash>
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part at once"
      And the plan does not contain "replace the revenue first"

      Examples:
        | cash |
        | 0    |
        | 12   |

  Rule: A talk does not need it

    Scenario: A concern, and we live from this client
      Given the client never cut an agreed price
      And someone in the firm feels misused
      And revenue_share is 80%
      And cash_months is 0
      And pipeline_covers is no
      And nothing else happened
      When the client is reviewed
      Then the verdict is "talk"
