Feature: F
  Scenario Outline: S
    Given a client who changed their mind <time> times
    When the client is reviewed
    Then the verdict is "talk"

    Examples:
      | times |
      | 3     |
