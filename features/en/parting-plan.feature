Feature: Leaving through the front door
  We part as we would like to be parted with: in person, with respect, with the records handed over
  and the door left open. What the plan contains depends on what happened.

  Background:
    Given the client brings in 5% of our revenue

  Rule: What every parting has

    Scenario Outline: Whatever the reason, <step>
      Given a client who <what they did>
      And nothing else happened
      When the client is reviewed
      Then the plan contains "<step>"

      Examples: Part at once
        | what they did          | step                                 |
        | once became aggressive | check the contract and the deadlines |
        | once became aggressive | tell the client in person            |
        | once became aggressive | explain why it does not fit          |
        | once became aggressive | help the client move                 |
        | once became aggressive | hand over the records                |
        | once became aggressive | confirm it in writing                |
        | once became aggressive | tell the team                        |
        | once became aggressive | give the time to class A clients     |
        | once became aggressive | leave the door open                  |

      Examples: Part
        | what they did            | step                                 |
        | once cut an agreed price | check the contract and the deadlines |
        | once cut an agreed price | tell the client in person            |
        | once cut an agreed price | explain why it does not fit          |
        | once cut an agreed price | help the client move                 |
        | once cut an agreed price | hand over the records                |
        | once cut an agreed price | confirm it in writing                |
        | once cut an agreed price | tell the team                        |
        | once cut an agreed price | give the time to class A clients     |
        | once cut an agreed price | leave the door open                  |

    Scenario Outline: When we have to prepare first: <step>
      Given a client who once cut an agreed price
      But the client brings in 40% of our revenue
      And no new work covers the loss of revenue
      And we have cash for 1 month
      And nothing else happened
      When the client is reviewed
      Then the plan contains "<step>"

      Examples:
        | step                                 |
        | check the contract and the deadlines |
        | replace the revenue first            |
        | tell the client in person            |
        | explain why it does not fit          |
        | help the client move                 |
        | hand over the records                |
        | confirm it in writing                |
        | tell the team                        |
        | give the time to class A clients     |
        | leave the door open                  |

  Rule: Safety comes first, where somebody was not safe

    Scenario: After aggression
      Given a client who once became aggressive
      And nothing else happened
      When the client is reviewed
      Then the plan contains "make sure that everybody is safe"
      And the report says "Let nobody meet the client alone"

    Scenario: After belittling that did not stop
      Given a client who belittled somebody 2 times after being told
      And nothing else happened
      When the client is reviewed
      Then the plan contains "make sure that everybody is safe"

    Scenario: A lie is a red flag, but nobody is in danger
      Given incidents: date 2026-05-20, kind lie, deliberate yes
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the verdict is "part at once"
      And the plan does not contain "make sure that everybody is safe"

    Scenario: Rude, and told twice, is no matter of safety
      Given a client who once went on in spite of failed repair attempts
      And nothing else happened
      When the client is reviewed
      Then the verdict is "part"
      And the plan does not contain "make sure that everybody is safe"

  Rule: Collect what is owed, before it gets harder

    Scenario Outline: How much is still open
      Given a client who once cut an agreed price
      And <open> still open
      And nothing else happened
      When the client is reviewed
      Then the plan <contains> "collect what is owed first"

      Examples:
        | open             | contains         |
        | no invoice is    | does not contain |
        | one invoice is   | contains         |
        | two invoices are | contains         |

    Scenario: Nobody can find the ledger
      Given a client who once cut an agreed price
      And invoices are not recorded
      And nothing else happened
      When the client is reviewed
      Then the plan may contain "collect what is owed first"

    Scenario Outline: Paid or not, on the day of the review
      Given incidents: date 2026-05-20, kind price-cut
      And these invoices:
        | issued     | due        | paid   |
        | 2026-10-02 | 2026-11-01 | <paid> |
      And nothing else happened
      When the client is reviewed on 2026-11-01
      Then the plan <contains> "collect what is owed first"

      Examples:
        | paid       | contains         |
        |            | contains         |
        | 2026-11-01 | does not contain |

    Scenario: Never hold the records hostage
      Given a client who once cut an agreed price
      And 2 invoices are still open
      And nothing else happened
      When the client is reviewed
      Then the plan contains "hand over the records"
      And the report says "Never hold anything hostage, not even for an open invoice"

    @rule:threats
    Scenario: As long as we only talk, nothing is collected
      Given a client who once gave us an ultimatum
      And 2 invoices are still open
      And nothing else happened
      When the client is reviewed
      Then the verdict is "talk"
      And the plan does not contain "collect what is owed first"

  Rule: Replace the revenue, where we cannot do without

    Scenario: We can do without
      Given a client who once cut an agreed price
      And nothing else happened
      When the client is reviewed
      Then the plan does not contain "replace the revenue first"

  Rule: Check the contract

    Scenario Outline: What the plan says about the contract
      Given a client who once cut an agreed price
      And <what we know>
      And nothing else happened
      When the client is reviewed
      Then the plan contains "check the contract and the deadlines"
      And the report says "<text>"

      Examples:
        | what we know                             | text                         |
        | the contract runs until somebody ends it | Kind of contract: open-ended |
        | the contract runs for a fixed term       | Kind of contract: fixed term |
        | we work job by job                       | Kind of contract: per job    |
        | the contract asks for 30 days of notice  | Notice period: 30 days       |
        | a deadline is near                       | Imminent deadline: yes       |
        | no deadline is near                      | Imminent deadline: no        |
        | the case is before a court               | Case before a court: yes     |

  Rule: A conversation is prepared too

    Scenario Outline: What belongs to every conversation: <step>
      Given a client who once gave us an ultimatum
      And nothing else happened
      When the client is reviewed
      Then the verdict is "talk"
      And the plan contains "<step>"

      Examples:
        | step                     |
        | ask why                  |
        | name the conduct         |
        | set the boundary         |
        | agree when to look again |
        | record the conversation  |

    Scenario Outline: What does not belong to a conversation: <step>
      Given a client who once gave us an ultimatum
      And nothing else happened
      When the client is reviewed
      Then the plan does not contain "<step>"

      Examples:
        | step                                 |
        | make sure that everybody is safe     |
        | resolve the predicament first        |
        | check the contract and the deadlines |
        | replace the revenue first            |
        | tell the client in person            |
        | explain why it does not fit          |
        | help the client move                 |
        | hand over the records                |
        | confirm it in writing                |
        | tell the team                        |
        | give the time to class A clients     |
        | leave the door open                  |

    Scenario Outline: The time for talking is over: no <step>
      Given a client who <what they did>
      And nothing else happened
      When the client is reviewed
      Then the plan does not contain "<step>"

      Examples:
        | what they did            | step                     |
        | once cut an agreed price | ask why                  |
        | once cut an agreed price | name the conduct         |
        | once cut an agreed price | set the boundary         |
        | once cut an agreed price | agree when to look again |
        | once cut an agreed price | record the conversation  |
        | once became aggressive   | ask why                  |
        | once became aggressive   | name the conduct         |
        | once became aggressive   | set the boundary         |
        | once became aggressive   | agree when to look again |
        | once became aggressive   | record the conversation  |

  Rule: A good client needs no plan

    Scenario Outline: Nothing happened, so no <step>
      Given a client
      And nothing else happened
      When the client is reviewed
      Then the verdict is "keep"
      And the plan does not contain "<step>"

      Examples:
        | step                             |
        | ask why                          |
        | name the conduct                 |
        | set the boundary                 |
        | agree when to look again         |
        | record the conversation          |
        | tell the client in person        |
        | make sure that everybody is safe |
        | collect what is owed first       |
        | leave the door open              |
