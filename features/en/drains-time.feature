@rule:drains-time
Feature: Taking more time than it is worth
  A client who brings in a tenth of the turnover may take a tenth of our hours, or a bit more. Twice
  as much is worth a talk.

  Scenario Outline: What share of our hours
    Given a client who takes <hours> of our hours
    And the client brings in <revenue> of our revenue
    And nothing else happened
    When the client is reviewed
    Then "takes more time than it is worth" is <outcome>
    And the verdict is "<verdict>"

    Examples: Twice the share of the revenue
      | hours | revenue | outcome   | verdict |
      | 10%   | 10%     | not found | keep    |
      | 19%   | 10%     | not found | keep    |
      | 20%   | 10%     | found     | talk    |
      | 21%   | 10%     | found     | talk    |

    Examples: A client who brings in nothing yet
      | hours | revenue | outcome   | verdict |
      | 0%    | 0%      | not found | keep    |
      | 1%    | 0%      | found     | talk    |

    Examples: A client we hardly see
      | hours | revenue | outcome   | verdict |
      | 0%    | 10%     | not found | keep    |

  Scenario: Nobody keeps timesheets
    Given a client who brings in 10% of our revenue
    And nothing else happened
    When the client is reviewed
    Then "takes more time than it is worth" is undetermined
    And hours_share is asked

  Scenario: Nobody keeps timesheets, and the client brings in nothing
    Given a client who brings in 0% of our revenue
    And nothing else happened
    When the client is reviewed
    Then "takes more time than it is worth" is undetermined

  Scenario: Nobody worked out the share of the revenue
    Given a client who takes 10% of our hours
    And nothing else happened
    When the client is reviewed
    Then "takes more time than it is worth" is undetermined

  Scenario: A talk, and never more than that
    Given a client who takes 40% of our hours
    And the client brings in 5% of our revenue
    And repair attempts: date 2026-05-04, about profit, worked no
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the reason is "takes more time than it is worth"
    And the verdict is "talk"
