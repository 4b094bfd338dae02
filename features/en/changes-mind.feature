@rule:changes-mind
Feature: Changing one's mind
  Who changes their mind over and over makes work that has to be done again. That is a reason to
  talk, and in the end to part, unless redoing it is paid for and no burden.

  Rule: Three changes of mind in a year are too many

    Scenario: Three times in a year, at a fixed price
      Given a client who changed their mind 3 times
      And the client pays a fixed price
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"
      And the reason is "changes-mind"
      And the report says "3 changes of mind"

    Scenario Outline: How often is too often
      Given a client who changed their mind <times> times
      And the client pays a fixed price
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is <outcome>

      Examples:
        | times | outcome   |
        | two   | not found |
        | three | found     |
        | four  | found     |

    Scenario: Extra work is not a change of mind
      Given these changes:
        | date       | kind           | paid |
        | 2026-02-01 | extra          | yes  |
        | 2026-03-01 | change-of-mind |      |
        | 2026-04-01 | extra          | yes  |
        | 2026-05-01 | change-of-mind |      |
      And the client pays a fixed price
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then changes of mind is 2
      And "changes-mind" is not found

    Scenario: Only what happened within the past year counts
      Given these changes:
        | date       | kind           |
        | 2025-10-31 | change-of-mind |
        | 2026-02-01 | change-of-mind |
        | 2026-08-01 | change-of-mind |
      And the client pays a fixed price
      When the client is reviewed on 2026-11-01
      Then changes of mind is 2
      And "changes-mind" is not found
      And "changes-mind" is a near miss

  Rule: Who pays by the hour may change their mind, if we can stand it

    Scenario: By the hour, and redoing is no burden
      Given a client who changed their mind 5 times
      And the client pays by the hour
      And we can stand redoing work
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is excused
      And the reason is not "changes-mind"
      And the verdict is "keep"

    Scenario: By the hour, but redoing is a burden
      Given a client who changed their mind 5 times
      And the client pays by the hour
      And redoing work is a burden
      And nothing else happened
      When the client is reviewed
      Then the reason is "changes-mind"
      And the verdict is "talk"
      And the verdict would become "keep" if tolerates_rework is yes

    Scenario: Nobody said whether we can stand redoing
      Given a client who changed their mind 5 times
      And the client pays by the hour
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is undetermined
      And the verdict is provisional
      And the verdict could still become "talk"
      And tolerates_rework is asked

    Scenario: A fixed price, whatever we can stand
      Given a client who changed their mind 5 times
      And the client pays a fixed price
      And we can stand redoing work
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is found

    Scenario: Nobody knows what the client pays for, but redoing is a burden anyway
      Given a client who changed their mind 5 times
      And redoing work is a burden
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is found
      And billed_hourly is not asked

    Scenario: Nobody knows what the client pays for, and we can stand it
      Given a client who changed their mind 5 times
      And we can stand redoing work
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is undetermined
      And billed_hourly is asked

    Scenario: By the hour, redoing is no burden, and nobody counted
      Given a client who pays by the hour
      And we can stand redoing work
      And changes are not recorded
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is not a reason
      And the verdict is "keep"

    Scenario: At a fixed price, and nobody counted
      Given a client who pays a fixed price
      And changes are not recorded
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is undetermined
      And the verdict could still become "talk"

  Rule: Who was told and goes on can be parted with

    Scenario: We spoke up after the last time, and it stopped
      Given these changes:
        | date       | kind           |
        | 2026-01-10 | change-of-mind |
        | 2026-03-10 | change-of-mind |
        | 2026-06-10 | change-of-mind |
      And warnings: date 2026-06-10, about mind-changes
      And the client pays a fixed price
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

    Scenario: It went on after a warning, and we can do without the revenue
      Given these changes:
        | date       | kind           |
        | 2026-01-10 | change-of-mind |
        | 2026-03-10 | change-of-mind |
        | 2026-06-10 | change-of-mind |
      And boundaries: date 2026-04-01, about mind-changes
      And the client pays a fixed price
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "fire"
      And the plan contains "tell-in-person"
