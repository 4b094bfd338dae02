@rule:after-hours
Feature: The telephone at night, at a criminal lawyer
  Somebody who has been arrested does not wait until eight. Such a call is the profession, and
  belongs to it at any hour. A new idea about the bill can wait.

  Background:
    Given warnings: date 2026-01-05, about out-of-hours

  Rule: An arrest at three in the morning is fine

    Scenario Outline: Why the client called
      Given contacts: at 2026-06-10 03:00, reason <reason>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples: Reasons that we accept
        | reason         | outcome   |
        | arrest         | not found |
        | police-station | not found |
        | custody        | not found |
        | house-search   | not found |
        | interrogation  | not found |

      Examples: And others
        | reason   | outcome      |
        | new-idea | found        |
        | invoice  | found        |
        | unknown  | undetermined |

    Scenario: It was an arrest, so it is not even a near miss
      Given contacts: at 2026-06-10 03:00, reason arrest
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then contacts outside office hours is 0
      And the verdict is "keep"

  Rule: The office is open until seven

    Scenario Outline: The clock on a Monday
      Given contacts: at 2026-10-26 <time>, reason question
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "contact outside office hours" is <outcome>

      Examples:
        | time  | outcome   |
        | 07:59 | found     |
        | 08:00 | not found |
        | 18:30 | not found |
        | 19:00 | not found |
        | 19:01 | found     |
