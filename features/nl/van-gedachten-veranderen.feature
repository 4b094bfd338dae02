# language: nl
@rule:changes-mind
Functionaliteit: Van gedachten veranderen
  Wie telkens van gedachten verandert, doet werk opnieuw beginnen. Daarover praat men, en in het
  uiterste geval neemt men afscheid, tenzij het overdoen betaald wordt en geen last is.

  Regel: Drie keer in een jaar is te vaak

    Scenario: Drie keer in een jaar, vaste prijs
      Gegeven een klant die 3 keer van gedachten veranderde
      En de klant betaalt een vaste prijs
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"
      En is de reden "changes-mind"

    Abstract Scenario: Hoe vaak is te vaak
      Gegeven een klant die <keer> keer van gedachten veranderde
      En de klant betaalt een vaste prijs
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "Verandert telkens van gedachten" <uitkomst>

      Voorbeelden:
        | keer | uitkomst         |
        | twee | niet vastgesteld |
        | drie | vastgesteld      |

    Scenario: Alleen wat het voorbije jaar gebeurde telt
      Gegeven de wijzigingen:
        | datum           | soort          |
        | 31 oktober 2025 | change-of-mind |
        | 1 februari 2026 | change-of-mind |
        | 1 augustus 2026 | change-of-mind |
      Als de klant wordt beoordeeld op 1 november 2026
      Dan zijn koerswijzigingen 2
      En is "changes-mind" niet vastgesteld

  Regel: Wie per uur betaalt mag van gedachten veranderen

    Scenario: Per uur, en het overdoen is geen last
      Gegeven een klant die 5 keer van gedachten veranderde
      En de klant betaalt per uur
      En we kunnen het werk overdoen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan geldt voor "changes-mind" een uitzondering
      En is het oordeel "behouden"

    Scenario: Per uur, maar het overdoen is een last
      Gegeven een klant die 5 keer van gedachten veranderde
      En de klant betaalt per uur
      En het overdoen is een last
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "praten"
      En zou het oordeel "behouden" worden als tolerates_rework is ja
