@rule:rescue-after-ignored-advice
Feature: Picking up the pieces
  We advised, the client did otherwise, and now we are expected to clear up. Both halves are needed,
  and of the same story. We help once more if we can, and do not repeat the experience.

  Rule: Ignored advice and an expected rescue, in one story

    Scenario: We advised against the lease, they signed, and now we must get them out of it
      Given these recommendations:
        | date       | followed | rescue_asked | resolved |
        | 2026-03-02 | no       | yes          | no       |
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the reason is "rescue expected after ignored advice"
      And the verdict is "part"

    Scenario: They ignored us once, and needed us for something else
      Given these recommendations:
        | date       | followed | rescue_asked |
        | 2026-03-02 | no       | no           |
        | 2026-05-20 | yes      | yes          |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "rescue expected after ignored advice" is not found
      And "rescue expected after ignored advice" is a near miss
      And the verdict is "keep"

    Scenario: They took our advice, it went wrong, and we helped: that is our job
      Given recommendations: date 2026-03-02, followed yes, rescue_asked yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "rescue expected after ignored advice" is not found
      And "rescue expected after ignored advice" is not a near miss

    Scenario Outline: Who did what
      Given recommendations: date 2026-03-02, followed <followed>, rescue_asked <rescue>
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then "rescue expected after ignored advice" is <outcome>

      Examples:
        | followed | rescue  | outcome      |
        | no       | yes     | found        |
        | no       | no      | not found    |
        | yes      | yes     | not found    |
        | no       | unknown | undetermined |
        | unknown  | yes     | undetermined |
        | unknown  | no      | not found    |
        | yes      | unknown | not found    |

  Rule: One such experience is enough

    Scenario Outline: How often it takes
      Given a client who ignored advice and then expected a rescue <how often>
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then "rescue expected after ignored advice" is <outcome>
      And the verdict is "<verdict>"

      Examples:
        | how often  | outcome   | verdict |
        | zero times | not found | keep    |
        | one time   | found     | part    |
        | two times  | found     | part    |

  Rule: Nobody is left in trouble

    Scenario: The roof still leaks
      Given a client who once ignored advice and then expected a rescue
      And the client is still in trouble
      And the client brings in 5% of our revenue
      When the client is reviewed
      Then the plan contains "resolve the predicament first"

    Scenario: The roof has been mended
      Given a client who once ignored advice and then expected a rescue
      And the client is out of trouble
      And the client brings in 5% of our revenue
      When the client is reviewed
      Then the plan does not contain "resolve the predicament first"

    Scenario: Nobody has heard from the client since
      Given a client who once ignored advice and then expected a rescue
      And predicament_open is unknown
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then the plan may contain "resolve the predicament first"

    Scenario: In trouble, but not because they ignored us
      Given a client who once cut an agreed price
      And the client is still in trouble
      And the client brings in 5% of our revenue
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part"
      And the plan does not contain "resolve the predicament first"

    Scenario: Nobody kept track of our advice
      Given a client
      And recommendations are not recorded
      And nothing else happened
      When the client is reviewed
      Then "rescue expected after ignored advice" is undetermined
