# language: nl
Functionaliteit: Vijf oordelen
  Meteen afscheid nemen, afscheid nemen, afscheid voorbereiden, praten, behouden. Het strengste dat
  geldt, is het oordeel. Wat niemand weet, wordt gezegd en nooit geraden.

  Achtergrond:
    Gegeven we kennen niets dat ons aansprakelijk kan maken
    En niemand in het bedrijf voelt zich misbruikt
    En het team geeft de klant 4 op 5 voor sympathie
    En de klant brengt € 20000 op
    En de klant kost ons € 8000
    En de klant vraagt 8% van onze uren
    En de klant brengt 10% van onze omzet op

  Regel: Het strengste dat geldt

    Scenario: Niets spreekt tegen deze klant
      Gegeven er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "behouden"
      En is het oordeel definitief
      En is het enige mogelijke oordeel "behouden"

    Scenario: Een aandachtspunt
      Gegeven een klant die één keer dreigde met een slechte recensie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "praten"
      En is het oordeel definitief

    Scenario: Twee aandachtspunten zijn nog altijd een gesprek
      Gegeven voorvallen: datum 2026-06-10, soort ultimatum
      En het team geeft de klant 1 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

    Abstract Scenario: Een grond waarover we wel of niet praatten
      Gegeven de wijzigingen:
        | datum      | soort      | betaald | uren |
        | 2026-02-10 | extra werk | nee     | 2    |
        | 2026-04-10 | extra werk | nee     | 2    |
        | 2026-06-10 | extra werk | nee     | 2    |
      En we spraken 100 uren werk af
      En waarschuwingen: datum 2026-03-01, over <waarover>
      En de klant brengt <aandeel> van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"
      En is het oordeel definitief

      Voorbeelden:
        | waarover             | aandeel | oordeel               |
        | betwiste facturen    | 10%     | praten                |
        | betwiste facturen    | 40%     | praten                |
        | onbetaald extra werk | 10%     | afscheid nemen        |
        | onbetaald extra werk | 40%     | afscheid voorbereiden |

    Abstract Scenario: Eén ervaring die volstaat, of twee
      Gegeven voorvallen: datum 2026-06-10, soort prijsverlaging na akkoord
      En adviezen: datum 2026-04-10, gevolgd nee, rescue_asked <redding>, probleem opgelost ja
      En de klant brengt <aandeel> van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"
      En is het oordeel definitief

      Voorbeelden:
        | redding | aandeel | oordeel               |
        | nee     | 10%     | afscheid nemen        |
        | nee     | 40%     | afscheid voorbereiden |
        | ja      | 10%     | afscheid nemen        |
        | ja      | 40%     | afscheid voorbereiden |

    Abstract Scenario: Twee gronden die allebei doorgingen
      Gegeven voorvallen: datum 2026-06-10, soort druk met een concurrerende offerte, stand van het werk afgesproken
      En contacten: tijdstip 2026-06-10 22:15, reden vraag
      En de waarschuwingen:
        | datum      | over                          |
        | 2026-03-01 | competitor-pressure           |
        | 2026-03-01 | contact buiten de kantooruren |
      Maar de klant brengt <aandeel> van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | aandeel | oordeel               |
        | 10%     | afscheid nemen        |
        | 40%     | afscheid voorbereiden |

    Abstract Scenario: We leven van deze klant, en praten volstaat: <wat>
      Gegeven voorvallen: datum 2026-06-10, soort <soort>, stand van het werk afgesproken
      En waarschuwingen: datum 2026-03-01, over <waarover>
      Maar de klant brengt 40% van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

      Voorbeelden:
        | wat                                 | soort               | waarover         |
        | een aandachtspunt dat doorging      | ultimatum           | ultimatums       |
        | een grond waarover niemand iets zei | competitor-pressure | te late betaling |

    Scenario: Een alarmsignaal weegt zwaarder dan al de rest
      Gegeven de voorvallen:
        | datum      | soort                     | opzettelijk |
        | 2026-06-10 | prijsverlaging na akkoord |             |
        | 2026-07-10 | ultimatum                 |             |
        | 2026-08-10 | onwaarheid                | ja          |
      Maar de klant brengt 40% van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "meteen afscheid nemen"
      En is het oordeel definitief
      En is "prijsverlaging na akkoord" een reden

    Scenario: Over het ene praten lost het andere niet op
      Gegeven de wijzigingen:
        | datum      | soort          | betaald | uren |
        | 2026-02-10 | extra werk     | nee     | 2    |
        | 2026-03-10 | koerswijziging |         |      |
        | 2026-04-10 | extra werk     | nee     | 2    |
        | 2026-05-10 | koerswijziging |         |      |
        | 2026-06-10 | extra werk     | nee     | 2    |
        | 2026-07-10 | koerswijziging |         |      |
      En de klant betaalt een vaste prijs
      En we spraken 100 uren werk af
      En waarschuwingen: datum 2026-07-20, over onbetaald extra werk
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

  Regel: Wat niemand weet, laat meer dan één oordeel open

    Scenario: Het mildste is het oordeel: minstens dit
      Gegeven legal_risk_known is onbekend
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "behouden"
      En is het oordeel voorlopig
      En zijn de mogelijke oordelen "meteen afscheid nemen" en "behouden"
      En wordt legal_risk_known gevraagd

    Scenario: Iedereen is tevreden, of zo lijkt het
      Gegeven feels_misused is onbekend
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan zijn de mogelijke oordelen "praten" en "behouden"

    Scenario: Niemand weet welk deel van de omzet het is
      Gegeven voorvallen: datum 2026-06-10, soort prijsverlaging na akkoord
      En revenue_share is onbekend
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "afscheid voorbereiden"
      En zijn de mogelijke oordelen "afscheid nemen" en "afscheid voorbereiden"
      En zou het oordeel "afscheid nemen" worden als revenue_share is 10%

    Scenario: Niemand noteerde of we het zegden
      Gegeven de wijzigingen:
        | datum      | soort      | betaald | uren |
        | 2026-02-10 | extra werk | nee     | 2    |
        | 2026-04-10 | extra werk | nee     | 2    |
        | 2026-06-10 | extra werk | nee     | 2    |
      En we spraken 100 uren werk af
      En waarschuwingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn de mogelijke oordelen "afscheid nemen" en "praten"

    Scenario: Wat onbekend is, verzacht niet wat bekend is
      Gegeven een klant die één keer agressief werd
      En legal_risk_known is onbekend
      Als de klant wordt beoordeeld
      Dan is het oordeel definitief
      En kan het oordeel niet meer "praten" worden
