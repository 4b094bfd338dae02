@rule:plays-off-competitors
Feature: Playing us off against our rivals
  Asking three firms for a quote is good practice. Using their price or their deadline as pressure
  on work that is already agreed, or under way, is not.

  Rule: It depends on how far the work was

    Scenario Outline: "The others can do it for less"
      Given incidents: date 2026-08-20, kind competitor-pressure, work <work>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "plays off competitors on agreed work" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | work        | outcome      | verdict |
        | wanted      | not found    | keep    |
        | agreed      | found        | talk    |
        | in-progress | found        | talk    |
        | unknown     | undetermined | keep    |

    Scenario Outline: How often it takes
      Given a client who used rivals as pressure on agreed work <how often>
      And nothing else happened
      When the client is reviewed
      Then "plays off competitors on agreed work" is <outcome>

      Examples:
        | how often  | outcome   |
        | zero times | not found |
        | one time   | found     |
        | two times  | found     |

    Scenario: Other trouble on agreed work is another matter
      Given incidents: date 2026-08-20, kind ultimatum, work agreed
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "plays off competitors on agreed work" is not found

  Rule: Talk first, part when it goes on

    Background:
      Given the client brings in 5% of our revenue
      And these incidents:
        | date       | kind                | work   |
        | 2026-03-02 | competitor-pressure | agreed |
        | 2026-08-20 | competitor-pressure | agreed |

    Scenario: They never heard that we mind
      Given nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
      And the report says "quotes are welcome before an agreement"

    Scenario: They heard it in March, and did it again in August
      Given warnings: date 2026-03-03, about competitor-pressure
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    Scenario: They heard it in September, and it has been quiet since
      Given warnings: date 2026-09-01, about competitor-pressure
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
