Feature: F
  Scenario Outline: S
    Given a client who changed their mind <n> times
    When the client is reviewed
    Then the verdict is "talk"

    Examples:
      | n |
      | 3 |
      | 3 |
