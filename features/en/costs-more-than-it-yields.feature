@rule:costs-more-than-it-yields
Feature: Costing more than it yields
  A year of loss can be the beginning of something good. A loss that will never change is a ground
  to part, once we have laid the figures on the table and it did not help.

  Rule: A loss, and no hope of better

    Scenario Outline: What it costs
      Given a client who brings in EUR 10000
      And the client costs us EUR <cost>
      And it is clear that the loss will not change
      And nothing else happened
      When the client is reviewed
      Then "costs more than it yields" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | cost     | outcome   | verdict |
        | 9999.99  | not found | keep    |
        | 10000    | not found | keep    |
        | 10000.01 | found     | talk    |
        | 12000    | found     | talk    |

    Scenario: It can still change
      Given a client who brings in EUR 10000
      And the client costs us EUR 12000
      And the loss may still change
      And nothing else happened
      When the client is reviewed
      Then "costs more than it yields" is not found
      And "costs more than it yields" is a near miss
      And the verdict is "keep"
      And the report says "this can still change"

    Scenario Outline: Something that nobody knows
      Given revenue from this client is <revenue>
      And cost of serving this client is <cost>
      And loss that will not change is <for ever>
      And nothing else happened
      When the client is reviewed
      Then "costs more than it yields" is <outcome>

      Examples:
        | revenue   | cost      | for ever | outcome      |
        | EUR 10000 | EUR 12000 | unknown  | undetermined |
        | EUR 10000 | EUR 9000  | unknown  | not found    |
        | EUR 10000 | unknown   | yes      | undetermined |
        | unknown   | EUR 12000 | yes      | undetermined |
        | unknown   | unknown   | no       | not found    |

  Rule: Figures on the table first

    Background:
      Given a client who brings in EUR 10000
      And the client costs us EUR 12000
      And it is clear that the loss will not change
      And the client brings in 5% of our revenue

    Scenario: Nobody has talked about it
      Given nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

    Scenario Outline: We proposed another fee
      Given repair attempts: date 2026-05-04, about <matter>, worked <worked>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "<verdict>"

      Examples:
        | matter | worked | verdict |
        | profit | no     | part    |
        | profit | yes    | talk    |
        | fit    | no     | talk    |

    Scenario: Only saying so is not an attempt to repair
      Given warnings: date 2026-05-04, about profit
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
