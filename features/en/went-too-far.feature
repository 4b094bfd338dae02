@rule:went-too-far
Feature: Going too far, again and again
  We tried to repair it, and it did not work. We tried again, and it did not work. Whoever goes on
  with the same thing after two honest attempts has had their chance.

  Rule: Two attempts that did not work, and then once more

    Scenario Outline: How well the second attempt worked
      Given incidents: date 2026-08-20, kind review-threat
      And these repair attempts:
        | date       | about         | worked   |
        | 2026-03-02 | review-threat | no       |
        | 2026-05-04 | review-threat | <second> |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is <outcome>

      Examples:
        | second  | outcome      |
        | no      | found        |
        | yes     | not found    |
        | unknown | undetermined |

    Scenario: One attempt is too few
      Given incidents: date 2026-08-20, kind review-threat
      And repair attempts: date 2026-03-02, about review-threat, worked no
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is not found
      And the verdict is "talk"

    Scenario: Three attempts are more than enough
      Given incidents: date 2026-08-20, kind review-threat
      And these repair attempts:
        | date       | about         | worked |
        | 2026-03-02 | review-threat | no     |
        | 2026-05-04 | review-threat | no     |
        | 2026-06-04 | review-threat | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is found

    Scenario Outline: The second attempt comes first
      Given incidents: date 2026-08-20, kind review-threat
      And these repair attempts:
        | date       | about         | worked |
        | 2024-03-02 | review-threat | no     |
        | <second>   | review-threat | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is <outcome>

      Examples: Strictly before, by the calendar
        | second     | outcome   |
        | 2026-08-19 | found     |
        | 2026-08-20 | not found |
        | 2026-08-21 | not found |

    Scenario: A warning is not an attempt to repair
      Given incidents: date 2026-08-20, kind review-threat
      And these warnings:
        | date       | about         |
        | 2026-03-02 | review-threat |
        | 2026-05-04 | review-threat |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is not found

    Scenario: Two attempts, about two different things
      Given incidents: date 2026-08-20, kind review-threat
      And these repair attempts:
        | date       | about         | worked |
        | 2026-03-02 | review-threat | no     |
        | 2026-05-04 | ultimatum     | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is not found

    Scenario Outline: How often they went on
      Given a client who went on <how often> in spite of failed repair attempts
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then "keeps going too far" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | how often  | outcome   | verdict |
        | zero times | not found | keep    |
        | one time   | found     | part    |
        | two times  | found     | part    |

  Rule: Incidents that their own rule discounts do not count

    Scenario Outline: The same conduct, but innocent
      Given incidents: date 2026-08-20, kind <kind>, deliberate <on purpose>, work <work>
      And these repair attempts:
        | date       | about  | worked |
        | 2026-03-02 | <kind> | no     |
        | 2026-05-04 | <kind> | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is <outcome>

      Examples: Quotes for work that is only wanted
        | kind                | on purpose | work   | outcome   |
        | competitor-pressure | unknown    | wanted | not found |
        | competitor-pressure | unknown    | agreed | found     |
        | review-threat       | unknown    | wanted | found     |

      Examples: A misunderstanding
        | kind          | on purpose | work    | outcome   |
        | lie           | no         | unknown | not found |
        | lie           | yes        | unknown | found     |
        | review-threat | no         | unknown | found     |

      Examples: Nobody knows which it was
        | kind                | on purpose | work    | outcome      |
        | lie                 | unknown    | agreed  | undetermined |
        | competitor-pressure | no         | unknown | undetermined |

    Scenario: No excuse makes a demand reasonable here
      Given incidents: date 2026-08-20, kind unreasonable-demand, reason arrest
      And these repair attempts:
        | date       | about               | worked |
        | 2026-03-02 | unreasonable-demand | no     |
        | 2026-05-04 | unreasonable-demand | no     |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is found

  Rule: The attempts that make it count are also the attempts to repair

    Scenario: Two talks, a third bad review announced, and we can do without
      Given incidents: date 2026-08-20, kind review-threat
      And these repair attempts:
        | date       | about         | worked |
        | 2026-03-02 | review-threat | no     |
        | 2026-05-04 | review-threat | no     |
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

  Rule: What nobody noted, nobody knows

    Scenario: Nobody kept a diary of incidents
      Given repair attempts: date 2026-03-02, about ultimatum, worked no
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "keeps going too far" is undetermined
