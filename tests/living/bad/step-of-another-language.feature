# language: nl
Functionaliteit: F
  Scenario: S
    Given the client pays by the hour
    Gegeven een klant die 3 keer van gedachten veranderde
    Als de klant wordt beoordeeld
    Dan is het oordeel "praten"
