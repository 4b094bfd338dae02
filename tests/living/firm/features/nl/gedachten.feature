# language: nl
Functionaliteit: Twee keer is hier genoeg

  @rule:changes-mind
  Scenario: Twee keer van gedachten veranderd
    Stel een klant die twee keer van gedachten veranderde
    En de klant betaalt een vaste prijs
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is het oordeel "praten"
    En is de reden "changes-mind"

  Scenario: Een deel van een klantbestand
    Gegeven dit klantbestand:
      """
      facts: {billed_hourly: no}
      changes:
        - {date: 2026-02-01, kind: change-of-mind}
      """
    En aandeel in de omzet van het bedrijf is 12,5 %
    Als de klant wordt beoordeeld op 1 november 2026
    Dan is "changes-mind" niet vastgesteld
    Maar kan het oordeel nog "praten" worden
