@rule:belittling @rule:mental-abuse
Feature: Belittling
  Remarks about somebody's sex, origin or looks, or simply treating people as if they were stupid.
  The first time we say that it has to stop. The order matters: it happened, we told the client,
  and it happened again.

  Rule: The first time is a reason to talk

    @rule:belittling
    Scenario Outline: How many remarks it takes
      Given a client who belittled somebody <how often>
      And nothing else happened
      When the client is reviewed
      Then "belittling remarks" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | how often   | outcome   | verdict |
        | zero times  | not found | keep    |
        | one time    | found     | talk    |
        | three times | found     | talk    |

    @rule:mental-abuse
    Scenario: Nobody has told the client yet
      Given incidents: date 2026-05-12, kind belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "belittling that goes on after a warning" is not found
      And "belittling that goes on after a warning" is a near miss
      And the report says "Tell the client that this has to stop, and record the day"
      And the verdict is "talk"

    @rule:belittling
    Scenario: We told the client and it stopped, but it did happen
      Given incidents: date 2026-05-12, kind belittling
      And warnings: date 2026-05-13, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "belittling remarks"
      And the reason is not "belittling that goes on after a warning"
      And the verdict is "talk"

  Rule: Again, after being told, is the end

    @rule:mental-abuse
    Scenario: It happened, we said so, and it happened again
      Given these incidents:
        | date       | kind       |
        | 2026-02-03 | belittling |
        | 2026-05-12 | belittling |
      And warnings: date 2026-02-04, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then belittled_again is 1
      And the reason is "belittling that goes on after a warning"
      And "belittling remarks" is superseded
      And the verdict is "part at once"

    @rule:mental-abuse
    Scenario Outline: Told on an earlier day, or it does not count
      Given incidents: date 2026-05-12, kind belittling
      And warnings: date <told>, about <matter>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "belittling that goes on after a warning" is <outcome>

      Examples: The day
        | told       | matter     | outcome   |
        | 2026-05-11 | belittling | found     |
        | 2026-05-12 | belittling | not found |
        | 2026-05-13 | belittling | not found |

      Examples: However long ago
        | told       | matter     | outcome |
        | 2019-09-02 | belittling | found   |

      Examples: Told about something else
        | told       | matter       | outcome   |
        | 2026-05-11 | out-of-hours | not found |
        | 2026-05-11 | threatening  | not found |

    @rule:mental-abuse
    Scenario: Told twice, and it happened again
      Given incidents: date 2026-05-12, kind belittling
      And these warnings:
        | date       | about      |
        | 2026-02-03 | belittling |
        | 2026-04-03 | belittling |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "belittling that goes on after a warning"

    @rule:mental-abuse
    Scenario: Something else happened after that
      Given these incidents:
        | date       | kind       |
        | 2026-02-02 | belittling |
        | 2026-05-12 | ultimatum  |
      And warnings: date 2026-02-03, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "belittling that goes on after a warning" is not found
      And the verdict is "talk"

    @rule:mental-abuse
    Scenario: Making peace is telling them too
      Given incidents: date 2026-05-12, kind belittling
      And repair attempts: date 2026-04-01, about belittling, worked yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "belittling that goes on after a warning"

    @rule:mental-abuse
    Scenario Outline: How often after being told
      Given a client who belittled somebody 3 times
      And the client belittled somebody <how often> after being told
      And nothing else happened
      When the client is reviewed
      Then "belittling that goes on after a warning" is <outcome>

      Examples:
        | how often  | outcome   |
        | zero times | not found |
        | one time   | found     |
        | two times  | found     |

  Rule: Said behind our back counts too

    Scenario: A supplier heard it and told us
      Given these incidents:
        | date       | kind       | hearsay |
        | 2026-02-03 | belittling | no      |
        | 2026-05-12 | belittling | yes     |
      And warnings: date 2026-02-04, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "belittling that goes on after a warning"
      And the report says "hearsay"

  Rule: What nobody noted, nobody knows

    Scenario: No diary of incidents
      Given a client
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed
      Then "belittling remarks" is undetermined
      And "belittling that goes on after a warning" is undetermined

    Scenario: No record of what the client was told
      Given incidents: date 2026-05-12, kind belittling
      And warnings are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "belittling that goes on after a warning" is undetermined
      And the verdict is "talk"
      And the verdict could still become "part at once"
