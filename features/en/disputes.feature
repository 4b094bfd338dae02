@rule:constant-disputes
Feature: Disputing every invoice
  Anybody may question a bill, and whoever is right about it is simply right. It becomes wearing
  when at least three disputes were without good reason, and every second invoice is one of them.

  Rule: At least three, and at least half

    Scenario Outline: How many disputes are constant
      Given <due> invoices fell due
      And <disputed> of them were disputed without good reason
      And nothing else happened
      When the client is reviewed
      Then "constant invoice disputes" is <outcome>

      Examples: Three is many
        | due | disputed | outcome   |
        | 2   | 2        | not found |
        | 3   | 3        | found     |
        | 4   | 4        | found     |

      Examples: Half of the invoices
        | due | disputed | outcome   |
        | 7   | 3        | not found |
        | 6   | 3        | found     |
        | 5   | 3        | found     |

      Examples: Half of many
        | due | disputed | outcome   |
        | 100 | 49       | not found |
        | 100 | 50       | found     |
        | 100 | 51       | found     |

    Scenario: Not a single dispute
      Given 6 invoices fell due
      And 0 of them were disputed without good reason
      And nothing else happened
      When the client is reviewed
      Then "constant invoice disputes" is not found

  Rule: Only the disputes in which the client was wrong

    Scenario Outline: The third dispute tips the scales
      Given these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-01-31 | 2026-01-30 | yes      | no              |
        | 2026-02-28 | 2026-02-27 | yes      | no              |
        | 2026-03-31 | 2026-03-30 | yes      | <founded>       |
        | 2026-04-30 | 2026-04-29 | no       |                 |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "constant invoice disputes" is <outcome>

      Examples:
        | founded | outcome      |
        | no      | found        |
        | yes     | not found    |
        | unknown | undetermined |

    Scenario: A dispute that was founded still counts as an invoice
      Given these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-01-31 | 2026-01-30 | yes      | no              |
        | 2026-02-28 | 2026-02-27 | yes      | no              |
        | 2026-03-31 | 2026-03-30 | yes      | no              |
        | 2026-04-30 | 2026-04-29 | yes      | yes             |
        | 2026-05-31 | 2026-05-29 | no       |                 |
        | 2026-06-30 | 2026-06-29 | no       |                 |
        | 2026-07-31 | 2026-07-30 | no       |                 |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then unfounded disputes is 3
      And invoices fallen due is 7
      And "constant invoice disputes" is not found

    Scenario: An invoice that is not due yet does not count, disputed or not
      Given these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-01-31 | 2026-01-30 | yes      | no              |
        | 2026-02-28 | 2026-02-27 | yes      | no              |
        | 2026-11-01 |            | yes      | no              |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then unfounded disputes is 2
      And "constant invoice disputes" is not found

  Rule: Talk first, part when it goes on

    Background:
      Given the client brings in 5% of our revenue
      And these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-02-28 | 2026-02-27 | yes      | no              |
        | 2026-04-30 | 2026-04-29 | yes      | no              |
        | 2026-06-30 | 2026-06-29 | yes      | no              |

    Scenario: Nobody ever asked what is wrong with our invoices
      Given nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "constant invoice disputes"
      And the verdict is "talk"

    Scenario: We agreed on a way to settle objections, and it went on
      Given repair attempts: date 2026-05-04, about disputes, worked no
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    Scenario: We agreed on a way to settle objections, and it stopped
      Given repair attempts: date 2026-07-04, about disputes, worked yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

  Rule: What nobody noted, nobody knows

    Scenario: Three disputes, and nobody knows of how many invoices
      Given a client who disputed 3 invoices without good reason
      When the client is reviewed
      Then "constant invoice disputes" is undetermined

    Scenario: Nobody noted whether it was disputed at all
      Given these invoices:
        | due        | paid       | disputed | dispute_founded |
        | 2026-01-31 | 2026-01-30 | yes      | no              |
        | 2026-02-28 | 2026-02-27 | yes      | no              |
        | 2026-03-31 | 2026-03-30 | unknown  | no              |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "constant invoice disputes" is undetermined

    Scenario: Nobody can find the ledger
      Given a client
      And invoices are not recorded
      And nothing else happened
      When the client is reviewed
      Then "constant invoice disputes" is undetermined
