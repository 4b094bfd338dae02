@rule:class-d
Feature: Sorting clients into A, B, C and D
  Each of thirteen criteria gets one to five, and all weigh the same until the firm says otherwise.
  The mean becomes a score of 0 to 100: A begins at 75, B at 50, C at 25.
  Whoever is in A is served first.

  Background:
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

  Rule: A class begins exactly at its border

    Scenario: All threes are exactly half way: B
      When the client is reviewed
      Then the class is B

    Scenario Outline: All threes, but for one criterion: <criterion>
      Given <criterion> is <score>
      When the client is reviewed
      Then the class is <class>

      Examples: One point less, and it is a C, whichever criterion it is
        | criterion        | score | class |
        | decent_fee       | 2     | C     |
        | can_afford       | 2     | C     |
        | improvable       | 2     | C     |
        | wants_change     | 2     | C     |
        | open_to_advice   | 2     | C     |
        | positive_mindset | 2     | C     |
        | refers_others    | 2     | C     |
        | pays_well        | 2     | C     |
        | case_study       | 2     | C     |
        | well_known       | 2     | C     |
        | attends_events   | 2     | C     |
        | liked_by_you     | 2     | C     |
        | liked_by_team    | 2     | C     |

      Examples: One point more changes nothing
        | criterion  | score | class |
        | decent_fee | 4     | B     |
        | pays_well  | 5     | B     |

    Scenario Outline: Every criterion weighs the same: one down, another up
      Given <down> is 2
      And <up> is 4
      When the client is reviewed
      Then the class is B

      Examples:
        | down             | up               |
        | decent_fee       | can_afford       |
        | can_afford       | improvable       |
        | improvable       | wants_change     |
        | wants_change     | open_to_advice   |
        | open_to_advice   | positive_mindset |
        | positive_mindset | refers_others    |
        | refers_others    | pays_well        |
        | pays_well        | case_study       |
        | case_study       | well_known       |
        | well_known       | attends_events   |
        | attends_events   | liked_by_you     |
        | liked_by_you     | liked_by_team    |
        | liked_by_team    | decent_fee       |

    Scenario Outline: From all <all> to one point beside it
      Given can_afford is <all>
      And improvable is <all>
      And wants_change is <all>
      And open_to_advice is <all>
      And positive_mindset is <all>
      And refers_others is <all>
      And pays_well is <all>
      And case_study is <all>
      And well_known is <all>
      And attends_events is <all>
      And liked_by_you is <all>
      And liked_by_team is <all>
      But the client gets <fee> out of 5 for the fee they pay
      When the client is reviewed
      Then the class is <class>

      Examples: Twos: the border of C
        | all | fee | class |
        | 2   | 1   | D     |
        | 2   | 2   | C     |
        | 2   | 3   | C     |

      Examples: Fours: the border of A
        | all | fee | class |
        | 4   | 3   | B     |
        | 4   | 4   | A     |
        | 4   | 5   | A     |

      Examples: The two ends
        | all | fee | class |
        | 1   | 1   | D     |
        | 5   | 5   | A     |

    Scenario Outline: Half a point below the border
      Given can_afford is <all>
      And improvable is <all>
      And wants_change is <all>
      And open_to_advice is <all>
      And positive_mindset is <all>
      And refers_others is <all>
      And pays_well is <all>
      And case_study is <all>
      And well_known is <all>
      And attends_events is <all>
      And liked_by_you is <all>
      And liked_by_team is <all>
      But decent_fee is <fee>
      When the client is reviewed
      Then the class is <class>

      Examples:
        | all | fee | class |
        | 2   | 1.5 | D     |
        | 3   | 2.5 | C     |
        | 4   | 3.5 | B     |

  Rule: A client whom nobody asked to refer others is not marked down for it

    Scenario Outline: One better, and what they do when asked
      Given the client gets 4 out of 5 for paying well
      And refers_others is <refers>
      When the client is reviewed
      Then the class is <class>

      Examples:
        | refers  | class |
        | 1       | C     |
        | 2       | B     |
        | unknown | B     |

    Scenario: Nobody asked, so it is left out, even exactly at the border
      Given nobody ever asked the client to refer others
      When the client is reviewed
      Then the class is B

  Rule: What nobody scored makes a range

    Scenario: The fee could tip it either way
      Given decent_fee is unknown
      When the client is reviewed
      Then the class is B or C
      And the report says "B or C"

    Scenario: A known name is unknown, and everything else is splendid
      Given well_known is unknown
      And the client gets 5 out of 5 for paying well
      And the client gets 5 out of 5 for being open to advice
      When the client is reviewed
      Then the class is B

  Rule: Until the criteria are signed off, the class decides nothing

    Scenario: Shown, and marked as not signed off
      Given nothing else happened
      When the client is reviewed
      Then the report says "not signed off"
      And "class D" is not found
