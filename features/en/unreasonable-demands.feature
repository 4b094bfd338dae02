@rule:unreasonable-demands
Feature: Unreasonable demands
  Every firm sets its own bar. Once the client knows where it lies, a second demand far above it is
  too much. Before that, the first move is ours.

  Rule: Two of them, after we said what we will and will not do

    Scenario Outline: How many demands are too many
      Given a client who made 5 unreasonable demands
      And the client made <how many> after being told
      And nothing else happened
      When the client is reviewed
      Then "unreasonable demands" is <outcome>

      Examples:
        | how many                  | outcome   |
        | zero unreasonable demands | not found |
        | one unreasonable demand   | not found |
        | two unreasonable demands  | found     |
        | 3 unreasonable demands    | found     |

    Scenario: A weekend's work, twice, after a clear conversation
      Given these incidents:
        | date       | kind                | reason   | note                           |
        | 2026-04-17 | unreasonable-demand | new-idea | a new menu by Monday           |
        | 2026-06-05 | unreasonable-demand | new-idea | another one, again on a Friday |
        | 2026-09-11 | unreasonable-demand | new-idea | and a third                    |
      And warnings: date 2026-05-04, about unreasonable-demand
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then demands_after_told is 2
      And the reason is "unreasonable demands"
      And the verdict is "part at once"
      And the plan does not contain "make sure that everybody is safe"

  Rule: Whoever was never told is told first

    Scenario: Four demands, and nobody ever said a word
      Given these incidents:
        | date       | kind                | reason   |
        | 2026-04-17 | unreasonable-demand | new-idea |
        | 2026-06-05 | unreasonable-demand | new-idea |
        | 2026-06-12 | unreasonable-demand | new-idea |
        | 2026-09-11 | unreasonable-demand | new-idea |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "unreasonable demands" is not found
      And "unreasonable demands" is a near miss
      And the verdict is "keep"
      And the report says "Tell the client what the firm will and will not do, and record it"

    Scenario: Told on the very day of the second demand
      Given these incidents:
        | date       | kind                | reason   |
        | 2026-06-05 | unreasonable-demand | new-idea |
        | 2026-09-11 | unreasonable-demand | new-idea |
      And warnings: date 2026-06-05, about unreasonable-demand
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then demands_after_told is 1
      And "unreasonable demands" is a near miss

    Scenario: Told twice, and two demands after that
      Given these incidents:
        | date       | kind                | reason   |
        | 2026-06-05 | unreasonable-demand | new-idea |
        | 2026-09-11 | unreasonable-demand | new-idea |
      And these warnings:
        | date       | about               |
        | 2026-02-03 | unreasonable-demand |
        | 2026-04-03 | unreasonable-demand |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "unreasonable demands" is found

    Scenario: Told, and after that only rude
      Given these incidents:
        | date       | kind       |
        | 2026-06-05 | ultimatum  |
        | 2026-09-11 | belittling |
      And warnings: date 2026-02-03, about unreasonable-demand
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then demands_after_told is 0
      And "unreasonable demands" is not found

    Scenario: Nobody noted what the client was told
      Given these incidents:
        | date       | kind                | reason   |
        | 2026-06-05 | unreasonable-demand | new-idea |
        | 2026-09-11 | unreasonable-demand | new-idea |
      And warnings are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "unreasonable demands" is undetermined

    Scenario: Told about the telephone at night, not about the demands
      Given these incidents:
        | date       | kind                | reason   |
        | 2026-06-05 | unreasonable-demand | new-idea |
        | 2026-09-11 | unreasonable-demand | new-idea |
      And warnings: date 2026-01-05, about out-of-hours
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "unreasonable demands" is not found

    Scenario: No demands at all, so not even a near miss
      Given a client
      And nothing else happened
      When the client is reviewed
      Then "unreasonable demands" is not found
      And "unreasonable demands" is not a near miss

  Rule: We accept no excuse in advance

    Scenario: A new idea at three in the morning is no emergency
      Given these incidents:
        | date       | kind                | reason |
        | 2026-06-05 | unreasonable-demand | arrest |
        | 2026-09-11 | unreasonable-demand |        |
      And warnings: date 2026-01-05, about unreasonable-demand
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "unreasonable demands"

  Rule: What nobody noted, nobody knows

    Scenario: No diary of incidents
      Given a client
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed
      Then "unreasonable demands" is undetermined
