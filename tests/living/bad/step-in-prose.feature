Feature: F
  When a client calls at night, we do not pick up.
  Given a client who once became aggressive
  Scenario: S
    Given nothing else happened
    When the client is reviewed
    Then the verdict is "keep"
  Rule: R
    And nothing else happened
    Scenario: T
      Given a client
      When the client is reviewed
      Then the verdict is "keep"
