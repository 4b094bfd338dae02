# language: nl
@rule:physical-abuse
Functionaliteit: Agressie
  Schelden, tieren, met dingen gooien, dreigen: daar hoeft niemand tegen te kunnen. Eén keer is
  genoeg, en een boeket achteraf verandert daar niets aan.

  Regel: Eén keer is genoeg

    Abstract Scenario: Hoeveel agressie we slikken
      Gegeven een klant die <keer> keer agressief werd
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "agressie of bedreigingen" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel               |
        | nul  | niet vastgesteld | behouden              |
        | één  | vastgesteld      | meteen afscheid nemen |
        | twee | vastgesteld      | meteen afscheid nemen |

    Scenario: Daar is niets meer aan te veranderen
      Gegeven een klant die één keer agressief werd
      Als de klant wordt beoordeeld
      Dan is het oordeel definitief
      En zegt het verslag "één keer volstaat"

    Scenario: Bloemen de volgende ochtend
      Gegeven voorvallen: datum 4 maart 2026, soort agressie of bedreiging
      En herstelpogingen: datum 5 maart 2026, over agressie of bedreigingen, geslaagd ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is het oordeel "meteen afscheid nemen"

  Regel: Geen omzet is dit waard

    Scenario: De grootste klant van allemaal, en geen cent reserve
      Gegeven een klant die één keer agressief werd
      En de klant brengt 60% van onze omzet op
      En we hebben kas voor 0 maanden
      En geen nieuw werk dekt het verlies van de omzet
      Als de klant wordt beoordeeld
      Dan is het oordeel "meteen afscheid nemen"
      En bevat het plan "zorg dat iedereen veilig is"
      En bevat het plan niet "vervang eerst de omzet"

  Regel: Onbeleefd is nog geen agressie

    Scenario: Een hatelijke opmerking
      Gegeven voorvallen: datum 12 mei 2026, soort kleinerende opmerking
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 1 november 2026
      Dan is "agressie of bedreigingen" niet vastgesteld
      En is het oordeel "praten"

    Scenario: Niemand hield voorvallen bij
      Gegeven voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "agressie of bedreigingen" nog niet te bepalen
      En is het oordeel voorlopig
      En kan het oordeel nog "meteen afscheid nemen" worden
