# language: nl
Functionaliteit: De prijs verlagen, en gered willen worden
  Onderhandelen mag, tot er een akkoord is. En wie ons advies in de wind slaat, ruimt zelf de scherven
  op. In beide gevallen volstaat één ervaring: we blijven vriendelijk, en we herhalen ze niet.

  Regel: Na een akkoord is de prijs de prijs

    @rule:price-cut-after-agreement
    Scenario: Niemand hoeft een tweede kans te geven
      Gegeven voorvallen: datum 2 juli 2026, soort prijsverlaging na akkoord
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "prijsverlaging na akkoord" vastgesteld
      En is het oordeel "afscheid nemen"

    @rule:price-cut-after-agreement
    Scenario: "Nu minder, of over drie maanden alles"
      Gegeven voorvallen: datum 2 juli 2026, soort ultimatum
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "prijsverlaging na akkoord" niet vastgesteld
      En is het oordeel "praten"

    @rule:price-cut-after-agreement
    Scenario: Niemand hield voorvallen bij
      Gegeven voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "prijsverlaging na akkoord" nog niet te bepalen

  Regel: Advies genegeerd én redding verwacht, in hetzelfde verhaal

    @rule:rescue-after-ignored-advice
    Abstract Scenario: Wie deed wat, en wat weten we ervan
      Gegeven adviezen: datum 2026-03-02, gevolgd <gevolgd>, rescue_asked <redding>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "redding verwacht na genegeerd advies" <uitkomst>

      Voorbeelden:
        | gevolgd  | redding  | uitkomst            |
        | nee      | onbekend | nog niet te bepalen |
        | onbekend | ja       | nog niet te bepalen |
        | onbekend | nee      | niet vastgesteld    |
        | ja       | onbekend | niet vastgesteld    |

    @rule:rescue-after-ignored-advice
    Scenario: We raadden het huurcontract af, ze tekenden, en nu moeten wij ze eruit halen
      Gegeven de adviezen:
        | datum      | gevolgd | rescue_asked | probleem opgelost |
        | 2026-03-02 | nee     | ja           | nee               |
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "redding verwacht na genegeerd advies"
      En is het oordeel "afscheid nemen"

    @rule:rescue-after-ignored-advice
    Scenario: Eén keer genegeerd, en voor iets anders om hulp gevraagd
      Gegeven de adviezen:
        | datum      | gevolgd | rescue_asked |
        | 2026-03-02 | nee     | nee          |
        | 2026-05-20 | ja      | ja           |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "redding verwacht na genegeerd advies" niet vastgesteld
      En scheelt het weinig voor "redding verwacht na genegeerd advies"
      En is het oordeel "behouden"

    @rule:rescue-after-ignored-advice
    Scenario: Ons advies gevolgd, en het liep fout: dan helpen we
      Gegeven adviezen: datum 2026-03-02, gevolgd ja, rescue_asked ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "redding verwacht na genegeerd advies" niet vastgesteld
      En scheelt het veel voor "redding verwacht na genegeerd advies"

    @rule:rescue-after-ignored-advice
    Abstract Scenario: Hoe vaak het vraagt
      Gegeven een klant die <keer> keer advies negeerde en dan redding verwachtte
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "redding verwacht na genegeerd advies" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel        |
        | nul  | niet vastgesteld | behouden       |
        | één  | vastgesteld      | afscheid nemen |
        | twee | vastgesteld      | afscheid nemen |

    @rule:rescue-after-ignored-advice
    Scenario: Niemand hield bij wat we aanraadden
      Gegeven adviezen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "redding verwacht na genegeerd advies" nog niet te bepalen

  Regel: Niemand blijft in de problemen zitten

    Achtergrond:
      Gegeven de klant brengt 5% van onze omzet op

    Abstract Scenario: Lekt het dak nog
      Gegeven een klant die één keer advies negeerde en dan redding verwachtte
      En <wat we weten>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan <in het plan> "los eerst het probleem op"

      Voorbeelden:
        | wat we weten                     | in het plan              |
        | de klant is uit de moeilijkheden | bevat het plan niet      |
        | predicament_open is onbekend     | bevat het plan misschien |

    Scenario: In de problemen, maar niet omdat ze ons negeerden
      Gegeven een klant die één keer een afgesproken prijs verlaagde
      En de klant zit nog in moeilijkheden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "afscheid nemen"
      En bevat het plan niet "los eerst het probleem op"
