@rule:ignores-advice
Feature: Ignored advice at a web agency
  Whoever hires us and then designs the website themselves does not need us. Here ignored advice is
  a ground to part, once we have talked about it.

  Background:
    Given the client brings in 5% of our revenue
    And these recommendations:
      | date       | followed | rescue_asked |
      | 2026-01-15 | no       | no           |
      | 2026-03-15 | yes      | no           |
      | 2026-05-15 | no       | no           |
      | 2026-07-15 | no       | no           |

  Scenario: We never talked about it
    Given nothing else happened
    When the client is reviewed on 2026-11-01
    Then the reason is "ignores advice"
    And the verdict is "talk"

  Scenario Outline: We talked, and then
    Given warnings: date <told>, about <matter>
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the verdict is "<verdict>"

    Examples:
      | told       | matter | verdict |
      | 2026-07-14 | advice | part    |
      | 2026-07-15 | advice | talk    |
      | 2026-07-14 | extras | talk    |

  Scenario: Half of it is still enough
    Given these recommendations:
      | date       | followed | rescue_asked |
      | 2026-08-15 | yes      | no           |
      | 2026-09-15 | yes      | no           |
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then "ignores advice" is not found
