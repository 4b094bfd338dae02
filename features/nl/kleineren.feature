# language: nl
@rule:belittling @rule:mental-abuse
Functionaliteit: Kleineren
  Opmerkingen over geslacht, afkomst of uiterlijk, of mensen behandelen alsof ze dom zijn. De eerste
  keer zeggen we dat het moet ophouden. De volgorde telt: het gebeurde, we zegden het, en het
  gebeurde opnieuw.

  Regel: De eerste keer praten we

    @rule:belittling
    Abstract Scenario: Hoeveel opmerkingen het vraagt
      Gegeven een klant die <keer> keer iemand kleineerde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kleinerende opmerkingen" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel  |
        | nul  | niet vastgesteld | behouden |
        | één  | vastgesteld      | praten   |
        | drie | vastgesteld      | praten   |

    @rule:mental-abuse
    Scenario: Niemand zei er al iets van
      Gegeven voorvallen: datum 12 mei 2026, soort kleinerende opmerking
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "kleineren dat na een waarschuwing doorgaat" niet vastgesteld
      En scheelt het weinig voor "kleineren dat na een waarschuwing doorgaat"

    @rule:belittling
    Scenario: We zegden het en het hield op, maar gebeurd is het wel
      Gegeven voorvallen: datum 12 mei 2026, soort kleinerende opmerking
      En waarschuwingen: datum 13 mei 2026, over kleinerende opmerkingen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is de reden "kleinerende opmerkingen"
      En is de reden niet "kleineren dat na een waarschuwing doorgaat"

  Regel: Daarna opnieuw, en het is gedaan

    @rule:mental-abuse
    Scenario: Gebeurd, gezegd, en weer gebeurd
      Gegeven de voorvallen:
        | datum           | soort                 |
        | 3 februari 2026 | kleinerende opmerking |
        | 12 mei 2026     | kleinerende opmerking |
      En waarschuwingen: datum 4 februari 2026, over kleinerende opmerkingen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan zijn kleinerende voorvallen na een waarschuwing 1
      En is de reden "kleineren dat na een waarschuwing doorgaat"
      En valt "kleinerende opmerkingen" onder een zwaardere bevinding
      En is het oordeel "meteen afscheid nemen"

    @rule:mental-abuse
    Abstract Scenario: Wanneer we iets zegden, en waarover
      Gegeven voorvallen: datum 2026-05-12, soort kleinerende opmerking
      En waarschuwingen: datum <dag>, over <waarover>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "kleineren dat na een waarschuwing doorgaat" <uitkomst>

      Voorbeelden: Op een vroegere dag, hoe lang ook geleden
        | dag        | waarover                | uitkomst         |
        | 2019-09-02 | kleinerende opmerkingen | vastgesteld      |
        | 2026-05-13 | kleinerende opmerkingen | niet vastgesteld |

      Voorbeelden: Over iets anders
        | dag        | waarover                      | uitkomst         |
        | 2026-05-11 | contact buiten de kantooruren | niet vastgesteld |
        | 2026-05-11 | agressie of bedreigingen      | niet vastgesteld |

    @rule:mental-abuse
    Scenario: Twee keer gezegd, en het gebeurde opnieuw
      Gegeven voorvallen: datum 2026-05-12, soort kleinerende opmerking
      En de waarschuwingen:
        | datum      | over                    |
        | 2026-02-03 | kleinerende opmerkingen |
        | 2026-04-03 | kleinerende opmerkingen |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "kleineren dat na een waarschuwing doorgaat"

    @rule:mental-abuse
    Scenario: Daarna was het iets anders
      Gegeven de voorvallen:
        | datum      | soort                 |
        | 2026-02-02 | kleinerende opmerking |
        | 2026-05-12 | ultimatum             |
      En waarschuwingen: datum 2026-02-03, over kleinerende opmerkingen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "kleineren dat na een waarschuwing doorgaat" niet vastgesteld
      En is het oordeel "praten"

    @rule:mental-abuse
    Scenario: Ook wie het bijlegt, heeft het gezegd
      Gegeven voorvallen: datum 2026-05-12, soort kleinerende opmerking
      En herstelpogingen: datum 2026-04-01, over kleinerende opmerkingen, geslaagd ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "kleineren dat na een waarschuwing doorgaat"

    @rule:mental-abuse
    Abstract Scenario: Hoe vaak nog na een waarschuwing
      Gegeven een klant die 3 keer iemand kleineerde
      En de klant kleineerde na een waarschuwing <keer> keer iemand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kleineren dat na een waarschuwing doorgaat" <uitkomst>

      Voorbeelden:
        | keer | uitkomst         |
        | nul  | niet vastgesteld |
        | één  | vastgesteld      |
        | twee | vastgesteld      |

  Regel: Achter onze rug telt ook

    Scenario: Een leverancier hoorde het en vertelde het ons
      Gegeven de voorvallen:
        | datum      | soort                 | van horen zeggen |
        | 2026-02-03 | kleinerende opmerking | nee              |
        | 2026-05-12 | kleinerende opmerking | ja               |
      En waarschuwingen: datum 2026-02-04, over kleinerende opmerkingen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "kleineren dat na een waarschuwing doorgaat"
      En zegt het verslag "van horen zeggen"

  Regel: Wat niemand opschreef, weet niemand

    Scenario: Geen dagboek van voorvallen
      Gegeven voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kleinerende opmerkingen" nog niet te bepalen
      En is "kleineren dat na een waarschuwing doorgaat" nog niet te bepalen

    Scenario: Niemand noteerde wat we de klant zegden
      Gegeven voorvallen: datum 2026-05-12, soort kleinerende opmerking
      En waarschuwingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "kleineren dat na een waarschuwing doorgaat" nog niet te bepalen
      En kan het oordeel nog "meteen afscheid nemen" worden
