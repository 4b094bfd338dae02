@rule:drains-staff
Feature: Charming to the owner, vicious to the staff
  Some clients are all smiles in the boardroom. The team knows better, and deserves to be heard.

  Rule: Aggression or belittling aimed at the staff

    Scenario Outline: Who had to endure it
      Given incidents: date 2026-08-20, kind <kind>, aimed at <whom>
      And the team likes the client 4 out of 5
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "hard on the staff" is <outcome>

      Examples:
        | kind          | whom         | outcome      |
        | belittling    | the staff    | found        |
        | threatening   | the staff    | found        |
        | review-threat | the staff    | not found    |
        | belittling    | the owner    | not found    |
        | belittling    | someone else | not found    |
        | belittling    | unknown      | undetermined |
        | review-threat | unknown      | not found    |

    Scenario Outline: How often it takes
      Given a client who was hard on our staff <how often>
      And the team likes the client 4 out of 5
      And nothing else happened
      When the client is reviewed
      Then "hard on the staff" is <outcome>

      Examples:
        | how often  | outcome   |
        | zero times | not found |
        | one time   | found     |
        | two times  | found     |

  Rule: Or the lowest score the team can give

    Scenario Outline: What the team thinks
      Given the team likes the client <score> out of 5
      And nothing else happened
      When the client is reviewed
      Then "hard on the staff" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | score | outcome   | verdict |
        | 1     | found     | talk    |
        | 2     | not found | keep    |
        | 3     | not found | keep    |
        | 5     | not found | keep    |

    Scenario: What the owner thinks is another matter
      Given the owner likes the client 1 out of 5
      And the team likes the client 3 out of 5
      And nothing else happened
      When the client is reviewed
      Then "hard on the staff" is not found

    Scenario: Nobody asked the team
      Given a client
      And nothing else happened
      When the client is reviewed
      Then "hard on the staff" is undetermined
      And liked_by_team is asked

    Scenario: The team dreads the client, and nobody kept a diary
      Given the team likes the client 1 out of 5
      And incidents are not recorded
      And nothing else happened
      When the client is reviewed
      Then "hard on the staff" is found
      And the verdict is "talk"

  Rule: A talk, unless something worse happened

    Scenario: They did it again after we said that staff deserve respect
      Given these incidents:
        | date       | kind       | aimed at  |
        | 2026-02-20 | belittling | the staff |
        | 2026-08-20 | belittling | the staff |
      And warnings: date 2026-03-01, about belittling
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "hard on the staff" is found
      And the reason is "belittling that goes on after a warning"
      And the verdict is "part at once"

    Scenario: It went on after we talked, but nobody remembers when
      Given a client who was once hard on our staff
      And repair_tried.drains-staff is yes
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then the reason is "hard on the staff"
      And the verdict is "talk"
