@rule:unreasonable-demands
Feature: What a client may ask of a criminal lawyer
  Dropping everything to drive to a police station is a great deal to ask, and exactly what we are
  for. Our bar lies elsewhere than that of a consultant.

  Background:
    Given warnings: date 2026-01-05, about unreasonable-demand

  Scenario Outline: Twice, after we told the client what we will and will not do
    Given these incidents:
      | date       | kind                | reason   |
      | 2026-06-05 | unreasonable-demand | <first>  |
      | 2026-09-11 | unreasonable-demand | <second> |
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then "unreasonable demands" is <outcome>

    Examples:
      | first        | second        | outcome      |
      | new-idea     | new-idea      | found        |
      | arrest       | new-idea      | not found    |
      | custody      | interrogation | not found    |
      | house-search | arrest        | not found    |
      | unknown      | new-idea      | undetermined |
      | unknown      | arrest        | not found    |

  @rule:went-too-far
  Scenario Outline: And once more, after two attempts to repair that did not work
    Given incidents: date 2026-09-11, kind unreasonable-demand, reason <reason>
    And these repair attempts:
      | date       | about               | worked |
      | 2026-03-02 | unreasonable-demand | no     |
      | 2026-05-04 | unreasonable-demand | no     |
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then "keeps going too far" is <outcome>

    Examples:
      | reason   | outcome      |
      | new-idea | found        |
      | arrest   | not found    |
      | unknown  | undetermined |

  @rule:after-hours
  Scenario: The same reasons excuse the hour, not the tone
    Given incidents: date 2026-09-11, kind threatening, reason arrest
    And nothing else happened
    When the client is reviewed on 2026-11-01
    Then the verdict is "part at once"
