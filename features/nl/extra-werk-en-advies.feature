# language: nl
Functionaliteit: Gratis extra’s, en advies dat in de lucht hangt
  Eén dienst is een dienst. Drie die niemand betaalt, zijn een tweede project. En wie minder dan de
  helft van ons advies volgt, zoekt geen adviseur maar een paar handen.

  Regel: Drie onbetaalde extra’s

    @rule:scope-creep
    Abstract Scenario: Hoeveel diensten
      Gegeven een klant die <extra> niet betaalde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "het werk groeit, het budget niet" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | extra        | uitkomst         | oordeel  |
        | nul extra’s  | niet vastgesteld | behouden |
        | één extra    | niet vastgesteld | behouden |
        | drie extra’s | vastgesteld      | praten   |
        | vier extra’s | vastgesteld      | praten   |

    @rule:scope-creep
    Scenario: Wat betaald is, is gewoon werk
      Gegeven de wijzigingen:
        | datum      | soort      | betaald | uren |
        | 2026-02-10 | extra werk | ja      | 4    |
        | 2026-03-10 | extra werk | nee     | 1    |
        | 2026-04-10 | extra werk | ja      | 2    |
        | 2026-05-10 | extra werk | nee     | 1,5  |
      En we spraken 100 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onbetaalde extra’s 2
      En zijn onbetaalde extra uren 2,5
      En is "het werk groeit, het budget niet" niet vastgesteld

    @rule:scope-creep
    Abstract Scenario: Werd de derde betaald
      Gegeven de wijzigingen:
        | datum      | soort      | betaald   | uren |
        | 2026-02-10 | extra werk | nee       | 1    |
        | 2026-03-10 | extra werk | nee       | 1    |
        | 2026-04-10 | extra werk | <betaald> | 1    |
      En we spraken 100 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | betaald  | uitkomst            |
        | ja       | niet vastgesteld    |
        | onbekend | nog niet te bepalen |

  Regel: Of meer dan een vijfde van de uren

    @rule:scope-creep
    Abstract Scenario: Hoeveel uren
      Gegeven <onbetaald> extra uren werden niet betaald
      En 2 extra’s werden niet betaald
      En we spraken <afgesproken> uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | onbetaald | afgesproken | uitkomst         |
        | 20,1      | 100         | vastgesteld      |
        | 9         | 45          | niet vastgesteld |
        | 9         | 44          | vastgesteld      |
        | 0         | 0           | niet vastgesteld |
        | 1         | 0           | vastgesteld      |

    @rule:scope-creep
    Abstract Scenario: Eén grote dienst is genoeg, als niemand ze betaalde
      Gegeven wijzigingen: datum 2026-02-10, soort extra werk, betaald <betaald>, uren 30
      En we spraken 100 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | betaald  | uitkomst            |
        | ja       | niet vastgesteld    |
        | nee      | vastgesteld         |
        | onbekend | nog niet te bepalen |

    @rule:scope-creep
    Scenario: Niemand weet hoeveel uren we afspraken
      Gegeven wijzigingen: datum 2026-02-10, soort extra werk, betaald nee, uren 30
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "het werk groeit, het budget niet" nog niet te bepalen
      En wordt agreed_hours gevraagd

    @rule:scope-creep
    Scenario: Drie keer een andere kleur is geen extra werk
      Gegeven de wijzigingen:
        | datum      | soort          | betaald | uren |
        | 2026-02-10 | koerswijziging | nee     | 1    |
        | 2026-04-10 | koerswijziging | nee     | 1    |
        | 2026-06-10 | koerswijziging | nee     | 30   |
      En we spraken 100 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "het werk groeit, het budget niet" niet vastgesteld

  Regel: Minder dan de helft van ons advies

    @rule:ignores-advice
    Abstract Scenario: Hoeveel advies ze volgen
      Gegeven een klant aan wie we <gegeven> keer advies gaven
      En de klant volgde <gevolgd> ervan op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "negeert advies" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | gegeven | gevolgd | uitkomst         | oordeel  |
        | 100     | 49      | vastgesteld      | praten   |
        | 100     | 50      | niet vastgesteld | behouden |
        | 100     | 51      | niet vastgesteld | behouden |
        | 4       | 0       | vastgesteld      | praten   |
        | 5       | 2       | vastgesteld      | praten   |

    @rule:ignores-advice
    Scenario: Niemand weet wat er van het vierde advies kwam
      Gegeven de adviezen:
        | datum      | gevolgd  | rescue_asked |
        | 2026-01-15 | ja       | nee          |
        | 2026-03-15 | nee      | nee          |
        | 2026-05-15 | nee      | nee          |
        | 2026-07-15 | onbekend | nee          |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "negeert advies" nog niet te bepalen
      En zegt het verslag "Werd de aanbeveling van 15 juli 2026 gevolgd?"

    @rule:ignores-advice
    Scenario: We vroegen ernaar, en het ging door: nog altijd een gesprek
      Gegeven de adviezen:
        | datum      | gevolgd | rescue_asked |
        | 2026-01-15 | nee     | nee          |
        | 2026-03-15 | nee     | nee          |
        | 2026-05-15 | nee     | nee          |
        | 2026-07-15 | nee     | nee          |
      En waarschuwingen: datum 2026-02-01, over advies dat niet wordt gevolgd
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "negeert advies"
      En is het oordeel "praten"

    @rule:ignores-advice
    Scenario: Niemand hield bij wat we aanraadden
      Gegeven adviezen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "negeert advies" nog niet te bepalen

  Regel: Van gedachten veranderen, als niemand weet hoe er betaald wordt

    @rule:changes-mind
    Abstract Scenario: Wat we ervan weten: <wat>
      Gegeven een klant die vijf keer van gedachten veranderde
      En <wat>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "verandert telkens van gedachten" <uitkomst>

      Voorbeelden:
        | wat                         | uitkomst            |
        | de klant betaalt per uur    | nog niet te bepalen |
        | we kunnen het werk overdoen | nog niet te bepalen |
        | het overdoen is een last    | vastgesteld         |

    @rule:changes-mind
    Scenario: Een vaste prijs, wat we ook aankunnen
      Gegeven een klant die vier keer van gedachten veranderde
      En de klant betaalt een vaste prijs
      En we kunnen het werk overdoen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "verandert telkens van gedachten" vastgesteld

    @rule:changes-mind
    Abstract Scenario: Niemand telde mee
      Gegeven <hoe ze betalen>
      En we kunnen het werk overdoen
      En wijzigingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "verandert telkens van gedachten" geen reden
      En <wat nog kan>

      Voorbeelden:
        | hoe ze betalen                   | wat nog kan                         |
        | de klant betaalt per uur         | is het oordeel "behouden"           |
        | de klant betaalt een vaste prijs | kan het oordeel nog "praten" worden |

    @rule:changes-mind
    Scenario: Niemand telde, en het werd een vaste prijs
      Gegeven de klant betaalt een vaste prijs
      En wijzigingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "verandert telkens van gedachten" nog niet te bepalen

    @rule:changes-mind
    Scenario: Extra werk is geen koerswijziging
      Gegeven de wijzigingen:
        | datum      | soort          | betaald |
        | 2026-02-01 | extra werk     | ja      |
        | 2026-03-01 | koerswijziging |         |
        | 2026-04-01 | extra werk     | ja      |
        | 2026-05-01 | koerswijziging |         |
      En de klant betaalt een vaste prijs
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn koerswijzigingen 2

    @rule:changes-mind
    Abstract Scenario: Wanneer we er iets van zegden
      Gegeven de wijzigingen:
        | datum      | soort          |
        | 2026-01-10 | koerswijziging |
        | 2026-03-10 | koerswijziging |
        | 2026-06-10 | koerswijziging |
      En waarschuwingen: datum <dag>, over koerswijzigingen
      En de klant betaalt een vaste prijs
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | dag        | oordeel        |
        | 2026-04-01 | afscheid nemen |
        | 2026-06-10 | praten         |
