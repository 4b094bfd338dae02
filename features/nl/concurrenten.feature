# language: nl
@rule:plays-off-competitors
Functionaliteit: Ons uitspelen tegen concurrenten
  Bij drie bedrijven een offerte vragen is gezond verstand. Met die offertes druk zetten op werk dat al
  afgesproken of bezig is, is dat niet.

  Regel: Eén keer is er een te veel

    Abstract Scenario: Hoe vaak
      Gegeven een klant die bij afgesproken werk <keer> keer druk zette met concurrenten
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "zet druk met concurrenten bij afgesproken werk" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel  |
        | nul  | niet vastgesteld | behouden |
        | één  | vastgesteld      | praten   |
        | twee | vastgesteld      | praten   |

    Scenario: Andere miserie bij afgesproken werk is een ander verhaal
      Gegeven voorvallen: datum 2026-08-20, soort ultimatum, stand van het werk afgesproken
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "zet druk met concurrenten bij afgesproken werk" niet vastgesteld

  Regel: Eerst praten; wie doorgaat, mag gaan

    Achtergrond:
      Gegeven de klant brengt 5% van onze omzet op
      En de voorvallen:
        | datum            | soort               | stand van het werk |
        | 2 maart 2026     | competitor-pressure | afgesproken        |
        | 20 augustus 2026 | competitor-pressure | afgesproken        |

    Scenario: Ze hoorden nooit dat het ons stoort
      Gegeven er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is het oordeel "praten"

    Abstract Scenario: Ze hoorden het, en toen
      Gegeven waarschuwingen: datum <dag>, over competitor-pressure
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | dag              | oordeel        |
        | 3 maart 2026     | afscheid nemen |
        | 1 september 2026 | praten         |
