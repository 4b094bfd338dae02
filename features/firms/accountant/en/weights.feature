@rule:class-d
Feature: What each criterion weighs at this accountant
  A decent fee, being open to advice and paying well weigh three; wanting to change, referring
  others and the liking of the team weigh two; the other seven weigh one.

  Background: A client who scores three on everything, exactly at the border of B
    Given the client gets 3 out of 5 for the fee they pay
    And the client gets 3 out of 5 for being able to afford advice
    And the client gets 3 out of 5 for results that can be improved
    And the client gets 3 out of 5 for wanting to change
    And the client gets 3 out of 5 for being open to advice
    And the client gets 3 out of 5 for a positive outlook
    And the client gets 3 out of 5 for referring others
    And the client gets 3 out of 5 for paying well
    And the client gets 3 out of 5 as a case study
    And the client gets 3 out of 5 for a well-known name
    And the client gets 3 out of 5 for coming to our events
    And the owner likes the client 3 out of 5
    And the team likes the client 3 out of 5

  Rule: Three is two and one

    Scenario Outline: A point of <heavy> against two lighter ones
      Given <heavy> is <score>
      And <middle> is <other>
      And <light> is <other>
      When the client is reviewed
      Then the class is B

      Examples: The heavy one lower
        | heavy          | score | middle        | light      | other |
        | decent_fee     | 2     | wants_change  | can_afford | 4     |
        | open_to_advice | 2     | refers_others | improvable | 4     |
        | pays_well      | 2     | liked_by_team | case_study | 4     |

      Examples: The heavy one higher
        | heavy          | score | middle        | light      | other |
        | decent_fee     | 4     | wants_change  | can_afford | 2     |
        | open_to_advice | 4     | refers_others | improvable | 2     |
        | pays_well      | 4     | liked_by_team | case_study | 2     |

    Scenario Outline: Two light ones do not make up for <heavy>
      Given <heavy> is 2
      And well_known is 4
      And attends_events is 4
      When the client is reviewed
      Then the class is C

      Examples:
        | heavy          |
        | decent_fee     |
        | open_to_advice |
        | pays_well      |

  Rule: Two is one and one

    Scenario Outline: A point of <middle> against two light ones
      Given <middle> is <score>
      And <light> is <other>
      And <second> is <other>
      When the client is reviewed
      Then the class is B

      Examples: The middle one lower
        | middle        | score | light      | second           | other |
        | wants_change  | 2     | can_afford | improvable       | 4     |
        | refers_others | 2     | well_known | positive_mindset | 4     |
        | liked_by_team | 2     | case_study | attends_events   | 4     |

      Examples: The middle one higher
        | middle        | score | light      | second           | other |
        | wants_change  | 4     | can_afford | improvable       | 2     |
        | refers_others | 4     | well_known | positive_mindset | 2     |
        | liked_by_team | 4     | case_study | attends_events   | 2     |

  Rule: One is one

    Scenario Outline: A point of <one> against a point of <another>
      Given <one> is 2
      And <another> is 4
      When the client is reviewed
      Then the class is B

      Examples:
        | one              | another          |
        | can_afford       | improvable       |
        | improvable       | positive_mindset |
        | positive_mindset | case_study       |
        | case_study       | well_known       |
        | well_known       | attends_events   |
        | attends_events   | liked_by_you     |
        | liked_by_you     | can_afford       |
