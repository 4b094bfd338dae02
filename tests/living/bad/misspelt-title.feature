# language: nl
Functionaliteit: F
  Acthergrond: voor allemaal
  Gegeven de klant betaalt per uur
  Rege: Wie per uur betaalt
  Scenario: S
    Gegeven een klant
    Als de klant wordt beoordeeld
    Dan is "lying" nog niet te bepalen
  Regel: R
    Let op: dit is gewone tekst
    Scenrio: T
    Scenario: U
      Gegeven een klant
      Als de klant wordt beoordeeld
      Dan is "lying" nog niet te bepalen
