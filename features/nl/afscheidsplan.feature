# language: nl
Functionaliteit: Langs de voordeur, stap voor stap
  We nemen afscheid zoals we zelf afscheid willen krijgen: persoonlijk, met respect, het dossier
  overgedragen en de deur op een kier. Wat er precies in het plan staat, hangt af van wat er gebeurde.

  Achtergrond:
    Gegeven de klant brengt 5% van onze omzet op

  Regel: Wat bij elk afscheid hoort

    Abstract Scenario: Na agressie even goed: <stap>
      Gegeven een klant die één keer agressief werd
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan "<stap>"

      Voorbeelden:
        | stap                                    |
        | zorg dat iedereen veilig is             |
        | controleer het contract en de termijnen |
        | vertel het de klant persoonlijk         |
        | leg uit waarom het niet past            |
        | help de klant verder                    |
        | draag het dossier over                  |
        | bevestig het schriftelijk               |
        | licht het team in                       |
        | geef de tijd aan klanten van klasse A   |
        | laat de deur open                       |

    Abstract Scenario: Als we eerst de omzet moeten vervangen: <stap>
      Gegeven een klant die één keer een afgesproken prijs verlaagde
      Maar we kunnen de omzet niet missen
      En revenue_share is onbekend
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "afscheid voorbereiden"
      En bevat het plan "<stap>"

      Voorbeelden:
        | stap                                    |
        | vervang eerst de omzet                  |
        | controleer het contract en de termijnen |
        | vertel het de klant persoonlijk         |
        | leg uit waarom het niet past            |
        | help de klant verder                    |
        | draag het dossier over                  |
        | bevestig het schriftelijk               |
        | licht het team in                       |
        | geef de tijd aan klanten van klasse A   |
        | laat de deur open                       |

    Scenario: Als we de omzet kunnen missen, hoeft niets vervangen te worden
      Gegeven een klant die één keer een afgesproken prijs verlaagde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan niet "vervang eerst de omzet"

  Regel: Veiligheid eerst, waar iemand niet veilig was

    Scenario: Na kleineren dat niet ophield
      Gegeven een klant die na een waarschuwing 2 keer iemand kleineerde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan "zorg dat iedereen veilig is"

    Scenario: Een leugen brengt niemand in gevaar
      Gegeven voorvallen: datum 2026-05-20, soort onwaarheid, opzettelijk ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "meteen afscheid nemen"
      En bevat het plan niet "zorg dat iedereen veilig is"

    Scenario: Telkens te ver gaan is geen zaak van veiligheid
      Gegeven een klant die ondanks mislukte herstelpogingen één keer doorging
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "afscheid nemen"
      En bevat het plan niet "zorg dat iedereen veilig is"

  Regel: Eerst innen wat openstaat

    Abstract Scenario: Hoeveel er nog openstaat
      Gegeven een klant die één keer een afgesproken prijs verlaagde
      En <open>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan <in het plan> "int eerst wat nog openstaat"

      Voorbeelden:
        | open                             | in het plan              |
        | er staat geen factuur meer open  | bevat het plan niet      |
        | twee facturen staan nog open     | bevat het plan           |
        | facturen worden niet bijgehouden | bevat het plan misschien |

    Abstract Scenario: Betaald of niet, op de dag zelf
      Gegeven voorvallen: datum 2026-05-20, soort prijsverlaging na akkoord
      En facturen: factuurdatum 2026-10-02, vervaldatum 2026-11-01, betaald <betaald>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn openstaande facturen <aantal>
      En <in het plan> "int eerst wat nog openstaat"

      Voorbeelden:
        | betaald    | aantal | in het plan         |
        | open       | 1      | bevat het plan      |
        | 2026-11-01 | 0      | bevat het plan niet |

    @rule:threats
    Scenario: Zolang we praten, innen we niet
      Gegeven een klant die ons één keer een ultimatum stelde
      En 2 facturen staan nog open
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "praten"
      En bevat het plan niet "int eerst wat nog openstaat"

  Regel: Ook een gesprek bereidt men voor

    Abstract Scenario: Wat bij elk gesprek hoort: <stap>
      Gegeven een klant die ons één keer een ultimatum stelde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan "<stap>"

      Voorbeelden:
        | stap                       |
        | benoem het gedrag          |
        | stel de grens              |
        | spreek een nieuw moment af |
        | noteer het gesprek         |

    Abstract Scenario: Wat niet bij een gesprek hoort: <stap>
      Gegeven een klant die ons één keer een ultimatum stelde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan niet "<stap>"

      Voorbeelden:
        | stap                                    |
        | zorg dat iedereen veilig is             |
        | los eerst het probleem op               |
        | controleer het contract en de termijnen |
        | vervang eerst de omzet                  |
        | vertel het de klant persoonlijk         |
        | leg uit waarom het niet past            |
        | help de klant verder                    |
        | draag het dossier over                  |
        | bevestig het schriftelijk               |
        | licht het team in                       |
        | geef de tijd aan klanten van klasse A   |
        | laat de deur open                       |

    Abstract Scenario: De tijd van praten is voorbij: <stap>
      Gegeven een klant die <wat>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan niet "<stap>"

      Voorbeelden:
        | wat                                      | stap                       |
        | één keer een afgesproken prijs verlaagde | vraag waarom               |
        | één keer een afgesproken prijs verlaagde | benoem het gedrag          |
        | één keer een afgesproken prijs verlaagde | stel de grens              |
        | één keer een afgesproken prijs verlaagde | spreek een nieuw moment af |
        | één keer een afgesproken prijs verlaagde | noteer het gesprek         |
        | één keer agressief werd                  | vraag waarom               |

  Regel: Een goede klant heeft geen plan nodig

    Abstract Scenario: Er gebeurde niets, dus ook dit niet: <stap>
      Gegeven een klant
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "behouden"
      En bevat het plan niet "<stap>"

      Voorbeelden:
        | stap                            |
        | vraag waarom                    |
        | benoem het gedrag               |
        | stel de grens                   |
        | spreek een nieuw moment af      |
        | noteer het gesprek              |
        | vertel het de klant persoonlijk |
        | zorg dat iedereen veilig is     |
        | int eerst wat nog openstaat     |
        | laat de deur open               |
