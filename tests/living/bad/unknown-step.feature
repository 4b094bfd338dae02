Feature: F
  Scenario: S
    Given a client who changed there mind 3 times
    And a client we met on the moon
    When the client is reviewed
    Then the verdict is "talk"
