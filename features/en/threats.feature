@rule:threats
Feature: Threats of a bad review, and ultimatums
  "Less now, or the full sum in three months." The garage owner who heard that stayed calm and asked
  why his client thought that reasonable. A threat is a reason to talk, not a reason to part.

  Scenario Outline: How often it takes
    Given a client who threatened us with a bad review or an ultimatum <how often>
    And nothing else happened
    When the client is reviewed
    Then "threat of a bad review, or an ultimatum" is <outcome>
    And the verdict is "<verdict>"

    Examples:
      | how often  | outcome   | verdict |
      | zero times | not found | keep    |
      | one time   | found     | talk    |
      | five times | found     | talk    |

  Scenario Outline: What is a threat of this sort
    Given incidents: date 2026-08-20, kind <kind>, deliberate no, work wanted
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then "threat of a bad review, or an ultimatum" is <outcome>

    Examples:
      | kind                | outcome   |
      | review-threat       | found     |
      | ultimatum           | found     |
      | threatening         | not found |
      | belittling          | not found |
      | price-cut           | not found |
      | competitor-pressure | not found |
      | lie                 | not found |
      | other               | not found |

  Scenario: Stay calm and ask why
    Given a client who once gave us an ultimatum
    And nothing else happened
    When the client is reviewed
    Then the plan contains "ask why"
    And the report says "ask kindly why the client thinks this reasonable"

  Scenario: Told once, and they threatened again: still a talk
    Given these incidents:
      | date       | kind          |
      | 2026-02-20 | review-threat |
      | 2026-08-20 | review-threat |
    And warnings: date 2026-03-01, about review-threat
    And the client brings in 5% of our revenue
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the reason is "threat of a bad review, or an ultimatum"
    And the verdict is "talk"

  Scenario: Nobody kept a diary of incidents
    Given a client
    And incidents are not recorded
    And nothing else happened
    When the client is reviewed
    Then "threat of a bad review, or an ultimatum" is undetermined
