@rule:changes-mind
Feature: Two changes of mind are enough here

  Background:
    Given the client pays a fixed price

  Rule: The limit is two

    @border
    Scenario Outline: Changes of mind: <times>
      Given a client who changed their mind <times> times
      And nothing else happened
      When the client is reviewed
      Then the verdict is "<verdict>"

      Examples:
        | times | verdict |
        | 1     | keep    |
        | 2     | talk    |

      @to-confirm
      Examples:
        | times | verdict |
        | three | talk    |

  Scenario: Told by records
    Given these changes:
      | date       | kind           |
      | 2026-02-01 | change of mind |
      | 2026-08-01 | change of mind |
    When the client is reviewed on 2026-11-01
    Then the reason is "changes-mind"
    And the reason is not "scope-creep"
