@rule:price-cut-after-agreement
Feature: Cutting the price after shaking hands on it
  Fine beforehand: everybody may bargain. Once the price is agreed it is the price. One such
  experience is enough, so stay firm, collect the money and part.

  Rule: Once is enough

    Scenario Outline: How often it takes
      Given a client who cut an agreed price <how often>
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then "price cut after agreement" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | how often  | outcome   | verdict |
        | zero times | not found | keep    |
        | one time   | found     | part    |
        | two times  | found     | part    |

    Scenario: Nobody has to give a second chance
      Given incidents: date 2026-07-02, kind price-cut
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"
      And the report says "one such experience is enough"

    Scenario: No diary of incidents
      Given a client
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed
      Then "price cut after agreement" is undetermined

  Rule: Collect first, then part

    Scenario: They paid less than we agreed, and the rest is still open
      Given a client who once cut an agreed price
      And 1 invoice is still open
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part"
      And the plan contains "collect what is owed first"

  Rule: An ultimatum is not yet a price cut

    Scenario: "Less now, or the full sum in three months"
      Given incidents: date 2026-07-02, kind ultimatum
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "price cut after agreement" is not found
      And the reason is "threat of a bad review, or an ultimatum"
      And the verdict is "talk"

    Scenario: And then they paid less
      Given these incidents:
        | date       | kind      |
        | 2026-07-02 | ultimatum |
        | 2026-07-30 | price-cut |
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "price cut after agreement"
      And the verdict is "part"
