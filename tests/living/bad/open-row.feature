Feature: F
  Background:
    Given these incidents:
      | date       | kind | deliberate
      | 2026-06-30 | lie  | yes
  Scenario Outline: S <n>
    Given mind_changes is <n>
    When the client is reviewed on 2026-11-01
    Then the verdict is "<v>"
    Examples:
      | n | v    | x
      | 3 | keep | 1
