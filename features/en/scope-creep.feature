@rule:scope-creep
Feature: The work grows, the budget does not
  One small favour is a favour. Three that nobody pays for are a second project, and so are extra
  hours above a fifth of what was agreed.

  Rule: Three unpaid extras

    Scenario Outline: How many favours
      Given a client who left <extras> unpaid
      And nothing else happened
      When the client is reviewed
      Then "the work grows, the budget does not" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | extras       | outcome   | verdict |
        | zero extras  | not found | keep    |
        | one extra    | not found | keep    |
        | two extras   | not found | keep    |
        | three extras | found     | talk    |
        | four extras  | found     | talk    |

    Scenario: Extras that were paid are simply work
      Given these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | yes  | 4     |
        | 2026-03-10 | extra | no   | 1     |
        | 2026-04-10 | extra | yes  | 2     |
        | 2026-05-10 | extra | no   | 1     |
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then unpaid extras is 2
      And "the work grows, the budget does not" is not found

    Scenario Outline: Was the third one paid
      Given these changes:
        | date       | kind  | paid   | hours |
        | 2026-02-10 | extra | no     | 1     |
        | 2026-03-10 | extra | no     | 1     |
        | 2026-04-10 | extra | <paid> | 1     |
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "the work grows, the budget does not" is <outcome>

      Examples:
        | paid    | outcome      |
        | yes     | not found    |
        | no      | found        |
        | unknown | undetermined |

  Rule: A fifth of the agreed hours

    Scenario Outline: How many hours
      Given <unpaid> extra hours were not paid for
      And 2 extras were not paid for
      And we agreed on <agreed> hours of work
      And nothing else happened
      When the client is reviewed
      Then "the work grows, the budget does not" is <outcome>

      Examples: A fifth is still fine, more is not
        | unpaid | agreed | outcome   |
        | 19     | 100    | not found |
        | 20     | 100    | not found |
        | 20.1   | 100    | found     |
        | 21     | 100    | found     |

      Examples: The same hours on a smaller job
        | unpaid | agreed | outcome   |
        | 9      | 45     | not found |
        | 9      | 44     | found     |

      Examples: Nothing was agreed at all
        | unpaid | agreed | outcome   |
        | 0      | 0      | not found |
        | 1      | 0      | found     |

    Scenario: One big favour is enough
      Given changes: date 2026-02-10, kind extra, paid no, hours 30
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "the work grows, the budget does not"

    Scenario Outline: Was the big favour paid
      Given changes: date 2026-02-10, kind extra, paid <paid>, hours 30
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "the work grows, the budget does not" is <outcome>

      Examples:
        | paid    | outcome      |
        | yes     | not found    |
        | no      | found        |
        | unknown | undetermined |

    Scenario: Nobody knows how many hours were agreed
      Given changes: date 2026-02-10, kind extra, paid no, hours 30
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "the work grows, the budget does not" is undetermined
      And agreed_hours is asked

  Rule: Talk first, part when it goes on

    Background:
      Given the client brings in 5% of our revenue
      And we agreed on 100 hours of work
      And these changes:
        | date       | kind  | paid | hours |
        | 2026-02-10 | extra | no   | 1     |
        | 2026-04-10 | extra | no   | 1     |
        | 2026-06-10 | extra | no   | 1     |

    Scenario: Nobody mentioned that extras cost money
      Given nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

    Scenario: We said so in March
      Given warnings: date 2026-03-01, about extras
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part"

    Scenario: We said so on the day of the last one
      Given warnings: date 2026-06-10, about extras
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "talk"

  Rule: A change of mind is not an extra

    Scenario: Three times another colour
      Given these changes:
        | date       | kind           | paid | hours |
        | 2026-02-10 | change-of-mind | no   | 1     |
        | 2026-04-10 | change-of-mind | no   | 1     |
        | 2026-06-10 | change-of-mind | no   | 30    |
      And we agreed on 100 hours of work
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "the work grows, the budget does not" is not found
