Feature: What counts, and for how long
  We look back twelve months from the day of the review. What happened before then is forgotten;
  what we told the client is not.

  Rule: Twelve months, and not a day more

    Scenario Outline: An incident, reviewed on All Saints' Day
      Given incidents: date <date>, kind belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then belittling incidents is <count>

      Examples:
        | date       | count |
        | 2025-10-31 | 0     |
        | 2025-11-01 | 0     |
        | 2025-11-02 | 1     |
        | 2026-05-20 | 1     |
        | 2026-10-31 | 1     |
        | 2026-11-01 | 1     |

    Scenario Outline: An invoice counts on its due date, whenever it was sent or paid
      Given invoices: issued 2025-09-01, due <due>, paid 2026-04-01
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then late invoices is <count>

      Examples:
        | due        | count |
        | 2025-11-01 | 0     |
        | 2025-11-02 | 1     |

    Scenario Outline: A call, a change, a recommendation
      Given contacts: at <date> 22:00
      And changes: date <date>, kind change-of-mind
      And recommendations: date <date>, followed no, rescue_asked no
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then contacts outside office hours is <count>
      And changes of mind is <count>
      And recommendations is <count>

      Examples:
        | date       | count |
        | 2025-11-01 | 0     |
        | 2025-11-02 | 1     |
        | 2026-10-30 | 1     |

    Scenario: A leap day does not stretch the year
      Given incidents: date 2027-02-28, kind belittling
      And nothing else happened
      When the client is reviewed on 2028-02-28
      Then belittling incidents is 0

  Rule: What we told the client counts for ever

    @rule:mental-abuse
    Scenario: Told seven years ago
      Given incidents: date 2026-05-20, kind belittling
      And warnings: date 2019-01-15, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "belittling that goes on after a warning"

    @rule:went-too-far
    Scenario: Two old attempts to repair, and here we are again
      Given incidents: date 2026-05-20, kind ultimatum
      And these repair attempts:
        | date       | about     | worked |
        | 2018-03-02 | ultimatum | no     |
        | 2021-05-04 | ultimatum | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is found

  Rule: A year later, the same client looks different

    @rule:physical-abuse
    Scenario Outline: It was a year ago
      Given incidents: date 2026-03-04, kind threatening
      And nothing else happened
      When the client is reviewed on <today>
      Then the verdict is "<verdict>"

      Examples:
        | today      | verdict      |
        | 2026-03-04 | part at once |
        | 2027-03-03 | part at once |
        | 2027-03-04 | keep         |

  Rule: Nothing recorded is not the same as nothing happened

    Scenario: A section that nobody kept is unknown
      Given a client
      And incidents are not recorded
      When the client is reviewed
      Then price cuts after agreement is unknown

    Scenario: A section that is empty says that nothing happened
      Given a client
      And no incidents
      When the client is reviewed
      Then price cuts after agreement is 0
