# language: nl
Functionaliteit: Wat dit bedrijf anders doet
  Elk scenario is een voorbeeld waaraan het beleid zich moet houden: verander een getal in
  rules/policy.yaml, en `adieu test` zegt welk voorbeeld niet meer klopt. Schrijf op waarover de
  vennoten het eens zijn, en niet meer dan dat.

  Regel: We kijken anderhalf jaar terug

    @rule:late-payment
    Abstract Scenario: Twee te late facturen zijn een gesprek waard, als het niet te lang geleden is
      Gegeven de facturen:
        | vervaldatum   | betaald    |
        | 2026-08-31    | 2026-09-20 |
        | <vervaldatum> | 2026-07-01 |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "te late betaling" <uitkomst>

      Voorbeelden:
        | vervaldatum | uitkomst         |
        | 2025-05-01  | niet vastgesteld |
        | 2025-05-02  | vastgesteld      |

  Regel: Onze deur gaat om half negen open

    @rule:after-hours
    Abstract Scenario: Het uur op een maandag, nadat we het zegden
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten: tijdstip 2026-10-26 <uur>, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden:
        | uur   | uitkomst         |
        | 08:29 | vastgesteld      |
        | 08:30 | niet vastgesteld |
        | 18:30 | niet vastgesteld |
        | 18:31 | vastgesteld      |

  Regel: Van wie ons advies blijft negeren, kunnen we afscheid nemen

    @rule:ignores-advice
    Abstract Scenario: Vier keer nee, en wanneer we erover praatten
      Gegeven de adviezen:
        | datum      | gevolgd | rescue_asked |
        | 2026-01-15 | nee     | nee          |
        | 2026-03-15 | nee     | nee          |
        | 2026-05-15 | nee     | nee          |
        | 2026-07-15 | nee     | nee          |
      En waarschuwingen: datum <gezegd>, over advies dat niet wordt gevolgd
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "negeert advies"
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | gezegd     | oordeel        |
        | 2026-06-01 | afscheid nemen |
        | 2026-08-01 | praten         |
