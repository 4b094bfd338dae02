@rule:always-late @rule:late-payment
Feature: Paying late
  An invoice is late on the day after its due date. Two of them are worth a talk. When hardly any
  is paid on time it has become a habit, and a habit that survives a warning is a reason to part.

  Rule: Two late invoices are worth a talk

    @rule:late-payment
    Scenario Outline: How many late invoices
      Given 20 invoices fell due
      And <late> of them were late
      And nothing else happened
      When the client is reviewed
      Then "late payment" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | late  | outcome   | verdict |
        | zero  | not found | keep    |
        | one   | not found | keep    |
        | two   | found     | talk    |
        | three | found     | talk    |

    @rule:late-payment
    Scenario: One late invoice is a near miss
      Given 20 invoices fell due
      And 1 of them was paid late
      And nothing else happened
      When the client is reviewed
      Then "late payment" is a near miss

  Rule: Four out of five is a habit

    @rule:always-late
    Scenario Outline: What share is a habit
      Given <due> invoices fell due
      And <late> of them were late
      And nothing else happened
      When the client is reviewed
      Then "always pays late" is <outcome>

      Examples: At eighty percent, just beside it and beyond
        | due | late | outcome   |
        | 100 | 79   | not found |
        | 100 | 80   | found     |
        | 100 | 81   | found     |

      Examples: A habit takes five invoices
        | due | late | outcome   |
        | 4   | 4    | not found |
        | 5   | 3    | not found |
        | 5   | 4    | found     |
        | 5   | 5    | found     |
        | 6   | 5    | found     |

    @rule:late-payment
    Scenario: The habit covers the single cases
      Given 10 invoices fell due
      And 9 of them were late
      And nothing else happened
      When the client is reviewed
      Then the reason is "always pays late"
      And "late payment" is superseded
      And the report says "which is 90%"
      And the verdict is "talk"

    @rule:always-late
    Scenario: All four late, and too few to call it a habit
      Given 4 invoices fell due
      And 4 of them were late
      And nothing else happened
      When the client is reviewed
      Then "always pays late" is a near miss
      And the reason is "late payment"
      And the report says "too few to be a habit"

    @rule:always-late
    Scenario: No invoice at all is no bad payer
      Given a client
      And no invoices
      And nothing else happened
      When the client is reviewed
      Then "always pays late" is not found
      And "late payment" is not found

  Rule: When an invoice is late

    @rule:late-payment
    Scenario Outline: The day it was paid
      Given invoices: due 2026-06-30, paid <paid>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then late invoices is <late>

      Examples:
        | paid       | late |
        | 2026-06-29 | 0    |
        | 2026-06-30 | 0    |
        | 2026-07-01 | 1    |
        | 2026-09-15 | 1    |

    @rule:late-payment
    Scenario Outline: Still open, on the day itself and the day after
      Given this client file:
        """
        invoices:
          - {number: "17", due: 2026-10-15}
        """
      And nothing else happened
      When the client is reviewed on <today>
      Then invoices fallen due is <due>
      And late invoices is <late>

      Examples:
        | today      | due | late |
        | 2026-10-14 | 0   | 0    |
        | 2026-10-15 | 0   | 0    |
        | 2026-10-16 | 1   | 1    |

    @rule:late-payment
    Scenario Outline: Whoever disputes for good reason may wait with paying
      Given these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-04-30 | 2026-06-12 | yes      | <founded>       |
        | 2026-05-31 | 2026-07-20 | no       |                 |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "late payment" is <outcome>

      Examples:
        | founded | outcome      |
        | yes     | not found    |
        | no      | found        |
        | unknown | undetermined |

    @rule:always-late @rule:late-payment
    Scenario: Nobody can find the ledger
      Given a client
      And invoices are not recorded
      And nothing else happened
      When the client is reviewed
      Then "always pays late" is undetermined
      And "late payment" is undetermined
      And the verdict could still become "talk"

    @rule:late-payment
    Scenario: Nobody noted whether it was paid in time
      Given these invoices:
        | due        | paid    |
        | 2026-06-30 | unknown |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then late invoices is unknown
      And open invoices is unknown

    @rule:late-payment
    Scenario: Nobody noted whether the invoice was disputed, only that the client was right
      Given invoices: due 2026-06-30, paid 2026-07-20, disputed unknown, dispute_founded yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then late invoices is unknown

    @rule:always-late
    Scenario Outline: Somebody remembers half of it
      Given invoices fallen due is <due>
      And late invoices is <late>
      When the client is reviewed
      Then "always pays late" is <outcome>

      Examples:
        | due     | late    | outcome      |
        | 10      | unknown | undetermined |
        | unknown | 10      | undetermined |
        | 4       | unknown | not found    |

    @rule:always-late
    Scenario: "Nearly all of them", said the bookkeeper
      Given 90% of the invoices were late
      When the client is reviewed
      Then "always pays late" is undetermined

  Rule: A habit that survives a warning

    Background:
      Given the client brings in 5% of our revenue
      And these invoices:
        | due        | paid       |
        | 2026-01-31 | 2026-03-15 |
        | 2026-03-31 | 2026-05-02 |
        | 2026-05-31 | 2026-07-11 |
        | 2026-07-31 | 2026-09-01 |
        | 2026-09-30 | 2026-10-22 |

    @rule:always-late
    Scenario: We never said anything
      Given nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "always pays late"
      And the verdict is "talk"

    @rule:always-late
    Scenario: We asked, and the next invoices were late again
      Given warnings: date 2026-06-15, about payment
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    @rule:always-late
    Scenario: We asked only after the last one fell due
      Given warnings: date 2026-10-05, about payment
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

    @rule:late-payment
    Scenario: Late now and then stays a talk, even after we asked
      Given these invoices:
        | due        | paid       |
        | 2026-02-10 | 2026-02-10 |
        | 2026-04-10 | 2026-04-09 |
        | 2026-06-10 | 2026-06-10 |
      And warnings: date 2026-03-15, about payment
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "late payment"
      And the verdict is "talk"

    @rule:always-late
    Scenario: We talked, but about something else
      Given warnings: date 2026-06-15, about disputes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
