# language: nl
@rule:always-late @rule:late-payment @rule:constant-disputes
Functionaliteit: Facturen: te laat betaald, of telkens betwist
  Te laat is een factuur op de dag na haar vervaldatum. Twee zijn een gesprek waard. Wordt bijna niets
  op tijd betaald, dan is het een gewoonte. En wie elke tweede rekening betwist zonder gelijk te
  hebben, put ons uit.

  Regel: Vanaf twee praten we, vanaf vier op vijf is het een gewoonte

    @rule:late-payment
    Abstract Scenario: Eén of twee, en wat het oordeel dan is
      Gegeven er vervielen 20 facturen
      En <te laat> ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "te late betaling" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | te laat | uitkomst         | oordeel  |
        | nul     | niet vastgesteld | behouden |
        | één     | niet vastgesteld | behouden |
        | drie    | vastgesteld      | praten   |

    @rule:always-late
    Abstract Scenario: Rond de tachtig procent, en minstens vijf
      Gegeven er vervielen <vervallen> facturen
      En <te laat> ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" <uitkomst>

      Voorbeelden:
        | vervallen | te laat | uitkomst         |
        | 100       | 81      | vastgesteld      |
        | 5         | 3       | niet vastgesteld |
        | 5         | 5       | vastgesteld      |
        | 6         | 5       | vastgesteld      |

    Scenario: De gewoonte dekt de losse gevallen
      Gegeven er vervielen 10 facturen
      En 9 ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de reden "betaalt altijd te laat"
      En valt "te late betaling" onder een zwaardere bevinding
      En zegt het verslag "90"

    @rule:always-late
    Scenario: Alle vier te laat, maar vier is nog geen gewoonte
      Gegeven er vervielen 4 facturen
      En 4 ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan scheelt het weinig voor "betaalt altijd te laat"
      En is de reden "te late betaling"

    Scenario: Wie geen enkele factuur kreeg, betaalt niet slecht
      Gegeven er zijn geen facturen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" niet vastgesteld
      En is "te late betaling" niet vastgesteld

  Regel: Wanneer een factuur te laat is

    @rule:late-payment
    Abstract Scenario: De dag van betaling
      Gegeven facturen: vervaldatum 2026-06-30, betaald <betaald>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn te late facturen <te laat>
      En zijn openstaande facturen <open>

      Voorbeelden:
        | betaald    | te laat  | open     |
        | 2026-06-29 | 0        | 0        |
        | 2026-06-30 | 0        | 0        |
        | 2026-07-01 | 1        | 0        |
        | open       | 1        | 1        |
        | onbekend   | onbekend | onbekend |

    @rule:late-payment
    Abstract Scenario: Nog open, op de dag zelf en de dag erna
      Gegeven facturen: vervaldatum 2026-10-15, betaald open
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op <vandaag>
      Dan zijn vervallen facturen <vervallen>
      En zijn te late facturen <vervallen>

      Voorbeelden:
        | vandaag    | vervallen |
        | 2026-10-14 | 0         |
        | 2026-10-15 | 0         |
        | 2026-10-16 | 1         |

    @rule:late-payment
    Abstract Scenario: Wie terecht betwist, mag wachten met betalen
      Gegeven de facturen:
        | vervaldatum | betaald    | betwist | betwisting terecht |
        | 2026-04-30  | 2026-06-12 | ja      | <terecht>          |
        | 2026-05-31  | 2026-07-20 | nee     |                    |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "te late betaling" <uitkomst>

      Voorbeelden:
        | terecht  | uitkomst            |
        | ja       | niet vastgesteld    |
        | nee      | vastgesteld         |
        | onbekend | nog niet te bepalen |

    @rule:late-payment
    Scenario: Niemand noteerde of er betwist werd, alleen dat de klant gelijk had
      Gegeven facturen: vervaldatum 2026-06-30, betaald 2026-07-20, betwist onbekend, betwisting terecht ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn te late facturen onbekend

    @rule:always-late
    Abstract Scenario: Iemand herinnert zich de helft
      Gegeven vervallen facturen zijn <vervallen>
      En te late facturen zijn <te laat>
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" <uitkomst>

      Voorbeelden:
        | vervallen | te laat  | uitkomst            |
        | 10        | onbekend | nog niet te bepalen |
        | onbekend  | 10       | nog niet te bepalen |
        | 4         | onbekend | niet vastgesteld    |

    @rule:always-late
    Scenario: "Bijna allemaal", zei de boekhouder
      Gegeven 90% van de facturen werden te laat betaald
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" nog niet te bepalen

    Scenario: Het grootboek is zoek
      Gegeven facturen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "betaalt altijd te laat" nog niet te bepalen
      En is "te late betaling" nog niet te bepalen
      En is "voortdurend facturen betwisten" nog niet te bepalen

  Regel: Wie gewaarschuwd is en toch te laat blijft

    Achtergrond:
      Gegeven de klant brengt 5% van onze omzet op
      En de facturen:
        | vervaldatum | betaald    |
        | 2026-01-31  | 2026-03-15 |
        | 2026-03-31  | 2026-05-02 |
        | 2026-05-31  | 2026-07-11 |
        | 2026-07-31  | 2026-09-01 |
        | 2026-09-30  | 2026-10-22 |

    @rule:always-late
    Abstract Scenario: Wanneer we erom vroegen
      Gegeven waarschuwingen: datum <gevraagd>, over <waarover>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "betaalt altijd te laat"
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | gevraagd   | waarover          | oordeel        |
        | 2026-06-15 | te late betaling  | afscheid nemen |
        | 2026-10-05 | te late betaling  | praten         |
        | 2026-06-15 | betwiste facturen | praten         |

    @rule:late-payment
    Scenario: Af en toe te laat blijft een gesprek, ook nadat we erom vroegen
      Gegeven de facturen:
        | vervaldatum | betaald    |
        | 2026-02-10  | 2026-02-10 |
        | 2026-04-10  | 2026-04-09 |
        | 2026-06-10  | 2026-06-10 |
      En waarschuwingen: datum 2026-03-15, over te late betaling
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "te late betaling"
      En is het oordeel "praten"

  Regel: Minstens drie onterechte betwistingen, en minstens de helft

    @rule:constant-disputes
    Abstract Scenario: Hoeveel betwisten te veel is
      Gegeven er vervielen <vervallen> facturen
      En <betwist> ervan werden onterecht betwist
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "voortdurend facturen betwisten" <uitkomst>

      Voorbeelden:
        | vervallen | betwist | uitkomst         |
        | 3         | 3       | vastgesteld      |
        | 4         | 4       | vastgesteld      |
        | 6         | 0       | niet vastgesteld |
        | 100       | 49      | niet vastgesteld |
        | 100       | 50      | vastgesteld      |
        | 100       | 51      | vastgesteld      |

    @rule:constant-disputes
    Abstract Scenario: De derde betwisting geeft de doorslag
      Gegeven de facturen:
        | vervaldatum | betaald    | betwist   | betwisting terecht |
        | 2026-01-31  | 2026-01-30 | ja        | nee                |
        | 2026-02-28  | 2026-02-27 | ja        | nee                |
        | 2026-03-31  | 2026-03-30 | <betwist> | <terecht>          |
        | 2026-04-30  | 2026-04-29 | nee       |                    |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "voortdurend facturen betwisten" <uitkomst>

      Voorbeelden:
        | betwist  | terecht  | uitkomst            |
        | ja       | nee      | vastgesteld         |
        | ja       | ja       | niet vastgesteld    |
        | ja       | onbekend | nog niet te bepalen |
        | onbekend | nee      | nog niet te bepalen |

    @rule:constant-disputes
    Scenario: Een terechte betwisting is en blijft een factuur
      Gegeven de facturen:
        | vervaldatum | betaald    | betwist | betwisting terecht |
        | 2026-01-31  | 2026-01-30 | ja      | nee                |
        | 2026-02-28  | 2026-02-27 | ja      | nee                |
        | 2026-03-31  | 2026-03-30 | ja      | nee                |
        | 2026-04-30  | 2026-04-29 | ja      | ja                 |
        | 2026-05-31  | 2026-05-29 | nee     |                    |
        | 2026-06-30  | 2026-06-29 | nee     |                    |
        | 2026-07-31  | 2026-07-30 | nee     |                    |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onterechte betwistingen 3
      En zijn vervallen facturen 7
      En is "voortdurend facturen betwisten" niet vastgesteld

    @rule:constant-disputes
    Scenario: Wat nog niet vervallen is, telt niet
      Gegeven de facturen:
        | vervaldatum | betaald    | betwist | betwisting terecht |
        | 2026-01-31  | 2026-01-30 | ja      | nee                |
        | 2026-02-28  | 2026-02-27 | ja      | nee                |
        | 2026-11-01  | open       | ja      | nee                |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onterechte betwistingen 2
      En is "voortdurend facturen betwisten" niet vastgesteld

    @rule:constant-disputes
    Scenario: Drie betwistingen, en niemand weet op hoeveel facturen
      Gegeven een klant die 3 facturen onterecht betwistte
      Als de klant wordt beoordeeld
      Dan is "voortdurend facturen betwisten" nog niet te bepalen

    @rule:constant-disputes
    Abstract Scenario: We spraken af hoe we bezwaren oplossen
      Gegeven de klant brengt 5% van onze omzet op
      En de facturen:
        | vervaldatum | betaald    | betwist | betwisting terecht |
        | 2026-02-28  | 2026-02-27 | ja      | nee                |
        | 2026-04-30  | 2026-04-29 | ja      | nee                |
        | 2026-06-30  | 2026-06-29 | ja      | nee                |
      En herstelpogingen: datum <dag>, over betwiste facturen, geslaagd <geslaagd>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | dag        | geslaagd | oordeel        |
        | 2026-05-04 | nee      | afscheid nemen |
        | 2026-07-04 | ja       | praten         |
