# language: nl
Functionaliteit: F
  Scenario: S
    Gegeven agreed_hours is 1.250
    Als de klant wordt beoordeeld
    Dan is het oordeel "praten"
