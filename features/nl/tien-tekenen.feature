# language: nl
Functionaliteit: Tien tekenen dat het tijd is
  De zwaarste tekenen vragen geen geduld: agressie, blijven kleineren, liegen, onredelijk eisen en
  aansprakelijkheid. Bij andere is één ervaring genoeg, en bij de rest praat men eerst.

  Regel: Wat geen uitstel verdraagt

    @rule:physical-abuse
    Scenario: Eén keer agressief is genoeg, ook met excuses achteraf
      Gegeven de voorvallen:
        | datum        | soort                  |
        | 4 maart 2026 | agressie of bedreiging |
      En herstelpogingen: datum 5 maart 2026, over threatening, geslaagd ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "agressie of bedreigingen"
      En is het oordeel "meteen afscheid nemen"
      En is het oordeel definitief

    @rule:mental-abuse
    Abstract Scenario: Kleineren, waarschuwen, en opnieuw kleineren
      Gegeven voorvallen: datum 12 mei 2026, soort kleinerende opmerking
      En waarschuwingen: datum <gewaarschuwd>, over belittling
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "kleineren dat na een waarschuwing doorgaat" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | gewaarschuwd | uitkomst         | oordeel               |
        | 11 mei 2026  | vastgesteld      | meteen afscheid nemen |
        | 12 mei 2026  | niet vastgesteld | praten                |

    @rule:lying
    Abstract Scenario: Een leugen, of een misverstand
      Gegeven voorvallen: datum 18 juni 2026, soort onwaarheid, opzettelijk <opzet>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "opzettelijke leugens" <uitkomst>

      Voorbeelden:
        | opzet    | uitkomst            |
        | ja       | vastgesteld         |
        | nee      | niet vastgesteld    |
        | onbekend | nog niet te bepalen |

    @rule:unreasonable-demands
    Abstract Scenario: Onredelijke eisen, nadat we zegden wat we wel en niet doen
      Gegeven een klant die 5 onredelijke eisen stelde
      En de klant stelde na een waarschuwing <eisen>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "onredelijke eisen" <uitkomst>

      Voorbeelden:
        | eisen                 | uitkomst         |
        | nul onredelijke eisen | niet vastgesteld |
        | een onredelijke eis   | niet vastgesteld |
        | 2 onredelijke eisen   | vastgesteld      |
        | 3 onredelijke eisen   | vastgesteld      |

    @rule:legal-liability
    Scenario: De cementfabrikant die weet dat de aannemer slecht bouwt
      Gegeven we kennen feiten die ons aansprakelijk kunnen maken
      Als de klant wordt beoordeeld
      Dan is het oordeel "meteen afscheid nemen"

  Regel: Waarbij één ervaring volstaat

    @rule:price-cut-after-agreement
    Abstract Scenario: De prijs verlagen na een akkoord
      Gegeven een klant die <keer> keer een afgesproken prijs verlaagde
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | oordeel        |
        | nul  | behouden       |
        | een  | afscheid nemen |
        | twee | afscheid nemen |

    @rule:rescue-after-ignored-advice
    Abstract Scenario: Advies in de wind slaan en daarna gered willen worden
      Gegeven adviezen: datum 2026-03-02, gevolgd <gevolgd>, rescue_asked <redding>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "redding verwacht na genegeerd advies" <uitkomst>

      Voorbeelden:
        | gevolgd | redding | uitkomst         |
        | nee     | ja      | vastgesteld      |
        | nee     | nee     | niet vastgesteld |
        | ja      | ja      | niet vastgesteld |

    @rule:rescue-after-ignored-advice
    Scenario: Eerst de klant uit de moeilijkheden helpen
      Gegeven een klant die één keer advies negeerde en dan redding verwachtte
      En de klant zit nog in moeilijkheden
      En de klant brengt 5% van onze omzet op
      Als de klant wordt beoordeeld
      Dan bevat het plan "los eerst het probleem op"

  Regel: Waarover men eerst praat

    @rule:always-late
    Abstract Scenario: Altijd te laat betalen
      Gegeven er vervielen <vervallen> facturen
      En <te laat> ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" <uitkomst>

      Voorbeelden:
        | vervallen | te laat | uitkomst         |
        | 4         | 4       | niet vastgesteld |
        | 5         | 4       | vastgesteld      |
        | 100       | 79      | niet vastgesteld |
        | 100       | 80      | vastgesteld      |

    @rule:constant-disputes
    Abstract Scenario: Elke factuur betwisten
      Gegeven er vervielen <vervallen> facturen
      En <betwist> ervan werden onterecht betwist
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "voortdurend facturen betwisten" <uitkomst>

      Voorbeelden:
        | vervallen | betwist | uitkomst         |
        | 2         | 2       | niet vastgesteld |
        | 7         | 3       | niet vastgesteld |
        | 6         | 3       | vastgesteld      |

    @rule:plays-off-competitors
    Abstract Scenario: Concurrenten als drukmiddel
      Gegeven voorvallen: datum 20 augustus 2026, soort competitor-pressure, stand van het werk <stand>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "zet druk met concurrenten bij afgesproken werk" <uitkomst>

      Voorbeelden:
        | stand          | uitkomst            |
        | alleen gewenst | niet vastgesteld    |
        | afgesproken    | vastgesteld         |
        | in uitvoering  | vastgesteld         |
        | onbekend       | nog niet te bepalen |
