# language: nl
@rule:ignores-advice
Functionaliteit: Genegeerd advies bij een webbureau
  Wie ons inhuurt en dan zelf zijn website tekent, heeft ons niet nodig. Genegeerd advies is hier een
  reden om afscheid te nemen, zodra we erover gepraat hebben.

  Achtergrond:
    Gegeven de klant brengt 5% van onze omzet op
    En de adviezen:
      | datum      | gevolgd | rescue_asked |
      | 2026-01-15 | nee     | nee          |
      | 2026-03-15 | ja      | nee          |
      | 2026-05-15 | nee     | nee          |
      | 2026-07-15 | nee     | nee          |

  Scenario: We hebben er nooit over gepraat
    Gegeven er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is de reden "negeert advies"
    En is het oordeel "praten"

  Abstract Scenario: We praatten, en toen
    Gegeven waarschuwingen: datum <dag>, over <waarover>
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is het oordeel "<oordeel>"

    Voorbeelden:
      | dag        | waarover                      | oordeel        |
      | 2026-07-14 | advies dat niet wordt gevolgd | afscheid nemen |
      | 2026-07-15 | advies dat niet wordt gevolgd | praten         |
      | 2026-07-14 | onbetaald extra werk          | praten         |

  Scenario: De helft is nog genoeg
    Gegeven de adviezen:
      | datum      | gevolgd | rescue_asked |
      | 2026-08-15 | ja      | nee          |
      | 2026-09-15 | ja      | nee          |
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is "negeert advies" niet vastgesteld
