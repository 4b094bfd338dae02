@rule:after-hours
Feature: Calling after hours
  We are there from eight to six, Monday to Friday, by the clock of the client. Whoever knows that
  and calls at night all the same, misuses our time. Whoever was never told gets told first.

  Rule: What is outside office hours

    Scenario Outline: The clock on a Monday
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at 2026-10-26 <time>, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples:
        | time  | outcome   |
        | 03:00 | found     |
        | 07:59 | found     |
        | 08:00 | not found |
        | 12:30 | not found |
        | 18:00 | not found |
        | 18:01 | found     |
        | 23:59 | found     |

    Scenario Outline: The day of the week, at ten in the morning
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at <day> 10:00, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples:
        | day        | outcome   |
        # Friday, Saturday, Sunday, Monday
        | 2026-10-23 | not found |
        | 2026-10-24 | found     |
        | 2026-10-25 | found     |
        | 2026-10-26 | not found |

    Scenario Outline: Somebody called that day, but nobody wrote down when
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at <day>, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples: On a Saturday the clock does not matter
        | day        | outcome      |
        | 2026-10-23 | undetermined |
        | 2026-10-24 | found        |

  Rule: Told first, and on an earlier day

    Scenario Outline: When we told the client
      Given warnings: date <told>, about <matter>
      And contacts: at 2026-06-10 22:15, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples:
        | told       | matter       | outcome   |
        | 2020-02-14 | out-of-hours | found     |
        | 2026-06-09 | out-of-hours | found     |
        | 2026-06-10 | out-of-hours | not found |
        | 2026-06-11 | out-of-hours | not found |
        | 2026-06-09 | extras       | not found |

    Scenario: Every Sunday, and nobody ever said a word
      Given these contacts:
        | at               | reason   |
        | 2026-06-07 21:40 | new-idea |
        | 2026-06-14 22:05 | new-idea |
        | 2026-06-21 09:30 | new-idea |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then contacts outside office hours is 3
      And "contact outside office hours" is not found
      And "contact outside office hours" is a near miss
      And the verdict is "keep"
      And the report says "Tell the client when the firm can be reached, and record it"

    Scenario: Told twice, and then a call at night
      Given these warnings:
        | date       | about        |
        | 2026-02-03 | out-of-hours |
        | 2026-04-03 | out-of-hours |
      And contacts: at 2026-06-10 22:15, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is found

    Scenario: Nobody noted what the client was told
      Given contacts: at 2026-06-10 22:15, reason question
      And warnings are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is undetermined

    Scenario Outline: How often after being told
      Given a client who called outside office hours 9 times
      And the client called outside office hours <how often> after being told
      And nothing else happened
      When the client is reviewed
      Then "contact outside office hours" is <outcome>

      Examples:
        | how often  | outcome   |
        | zero times | not found |
        | one time   | found     |
        | two times  | found     |

  Rule: We accept no excuse in advance

    Scenario: An idea at three in the morning
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at 2026-06-10 03:00, reason new-idea
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "contact outside office hours"

  Rule: The warning that makes it count is also the attempt to repair

    Scenario: We told the client once, and the telephone rang at night again
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at 2026-06-10 22:15, reason question
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    Scenario: The same, and we cannot do without the client
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts: at 2026-06-10 22:15, reason question
      And we cannot do without their revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "prepare to part"

  Rule: What nobody noted, nobody knows

    Scenario: Nobody keeps a list of calls, but the client was told
      Given warnings: date 2026-01-05, about out-of-hours
      And contacts are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is undetermined
      And the verdict could still become "talk"
