# language: nl
Functionaliteit: Vijf redenen om afscheid te nemen
  Wie misbruik maakt van onze tijd, ons geld of ons advies, krijgt eerst een gesprek. Helpt dat
  niet, dan blijft één vraag over: kunnen we de omzet missen?

  Regel: Misbruik van tijd, geld en advies

    @rule:feels-misused
    Scenario: Een gevoel is een reden voor een gesprek
      Gegeven iemand in het bedrijf voelt zich misbruikt
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is het oordeel "praten"

    @rule:late-payment
    Abstract Scenario: Niet betalen binnen de afgesproken termijn
      Gegeven er vervielen 20 facturen
      En <te laat> ervan werden te laat betaald
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "te late betaling" <uitkomst>

      Voorbeelden:
        | te laat | uitkomst         |
        | 1       | niet vastgesteld |
        | 2       | vastgesteld      |

    @rule:after-hours
    Abstract Scenario: Bellen buiten de kantooruren, na een waarschuwing
      Gegeven waarschuwingen: datum 2026-01-05, over out-of-hours
      En contacten: tijdstip 2026-10-26 <uur>, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden:
        | uur   | uitkomst         |
        | 07:59 | vastgesteld      |
        | 08:00 | niet vastgesteld |
        | 18:00 | niet vastgesteld |
        | 18:01 | vastgesteld      |

    @rule:after-hours
    Scenario: Niemand zei ooit wanneer we bereikbaar zijn
      Gegeven contacten: tijdstip 2026-10-25 22:00, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" niet vastgesteld
      En scheelt het weinig voor "contact buiten de kantooruren"

    @rule:scope-creep
    Abstract Scenario: Het werk groeit, het budget niet
      Gegeven een klant die <extra’s> niet betaalde
      En <uren> extra uren werden niet betaald
      En we spraken 100 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | extra’s   | uren | uitkomst         |
        | 2 extra’s | 20   | niet vastgesteld |
        | 2 extra’s | 21   | vastgesteld      |
        | 3 extra’s | 5    | vastgesteld      |

    @rule:ignores-advice
    Abstract Scenario: Advies niet opvolgen
      Gegeven we deden <gegeven> aanbevelingen
      En de klant volgde <gevolgd> ervan op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "negeert advies" <uitkomst>

      Voorbeelden:
        | gegeven | gevolgd | uitkomst         |
        | 3       | 0       | niet vastgesteld |
        | 4       | 1       | vastgesteld      |
        | 4       | 2       | niet vastgesteld |

  Regel: Ook nadat we het vroegen

    @rule:scope-creep
    Abstract Scenario: Onbetaalde extra’s, en wat we daarover zegden
      Gegeven de wijzigingen:
        | datum      | soort      | betaald | uren |
        | 2026-02-10 | extra werk | nee     | 1    |
        | 2026-04-10 | extra werk | nee     | 1    |
        | 2026-06-10 | extra werk | nee     | 1    |
      En waarschuwingen: datum <gezegd>, over extras
      En we spraken 100 uren werk af
      En de klant brengt <aandeel> van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden: Het ging door, en kunnen we de omzet missen?
        | gezegd     | aandeel | oordeel               |
        | 2026-03-01 | 24%     | afscheid nemen        |
        | 2026-03-01 | 25%     | afscheid voorbereiden |

      Voorbeelden: Het hield op
        | gezegd     | aandeel | oordeel |
        | 2026-06-10 | 5%      | praten  |
