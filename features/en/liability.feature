@rule:legal-liability
Feature: Liability
  The cement maker who knows that the builder builds badly. If we know facts that could make us
  liable for what a client does, we go at once: nothing is gained by waiting until it happens.

  Scenario: We know something
    Given a client named "Aannemer Bos"
    And we know facts that could make us liable
    When the client is reviewed
    Then the reason is "risk of liability"
    And the verdict is "part at once"
    And the verdict is final
    And the report says "Ask for legal advice now"

  Scenario: Nobody has to be threatened for it, so nobody has to be made safe
    Given we know facts that could make us liable
    And nothing else happened
    When the client is reviewed
    Then the plan does not contain "make sure that everybody is safe"
    And the plan contains "check the contract and the deadlines"

  Scenario: We know of nothing
    Given we know of nothing that could make us liable
    And nothing else happened
    When the client is reviewed
    Then "risk of liability" is not found
    And the verdict is "keep"

  Scenario: Nobody thought about it
    Given a client
    And nothing else happened
    When the client is reviewed
    Then "risk of liability" is undetermined
    And the question "Does the firm know facts that could make it liable for what this client does?" is asked
    And the verdict could still become "part at once"
