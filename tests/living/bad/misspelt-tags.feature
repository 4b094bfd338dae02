@Rule:changes-mind
Feature: F
  @to_confirm @slow
  Scenario: S
    Given a client
    When the client is reviewed
    Then "lying" is undetermined
  @rules:lying @to-confrim
  Scenario: T
    Given a client
    When the client is reviewed
    Then "lying" is undetermined
