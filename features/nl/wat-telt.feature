# language: nl
Functionaliteit: Wat telt, en hoe lang
  We kijken twaalf maanden terug vanaf de dag van de beoordeling. Wat daarvoor gebeurde, is vergeten.
  Wat we de klant zegden, vergeten we niet.

  Regel: Twaalf maanden, en geen dag langer

    Abstract Scenario: Een voorval, bekeken op Allerheiligen
      Gegeven voorvallen: datum <datum>, soort kleinerende opmerking
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn kleinerende voorvallen <aantal>

      Voorbeelden:
        | datum      | aantal |
        | 2025-11-01 | 0      |
        | 2025-11-02 | 1      |
        | 2026-11-01 | 1      |

    Abstract Scenario: Een factuur telt op haar vervaldatum, wanneer ze ook verstuurd of betaald werd
      Gegeven facturen: factuurdatum 2025-09-01, vervaldatum <vervaldatum>, betaald 2026-04-01
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn te late facturen <aantal>

      Voorbeelden:
        | vervaldatum | aantal |
        | 2025-11-01  | 0      |
        | 2025-11-02  | 1      |

    Abstract Scenario: Een telefoontje, een wijziging, een advies
      Gegeven contacten: tijdstip <datum> 22:00
      En wijzigingen: datum <datum>, soort koerswijziging
      En adviezen: datum <datum>, gevolgd nee, rescue_asked nee
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn contacten buiten de kantooruren <aantal>
      En zijn koerswijzigingen <aantal>
      En zijn aanbevelingen <aantal>

      Voorbeelden:
        | datum      | aantal |
        | 2025-11-01 | 0      |
        | 2025-11-02 | 1      |

  Regel: Een jaar later ziet dezelfde klant er anders uit

    @rule:physical-abuse
    Abstract Scenario: Het is een jaar geleden
      Gegeven voorvallen: datum 4 maart 2026, soort agressie of bedreiging
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op <vandaag>
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | vandaag      | oordeel               |
        | 3 maart 2027 | meteen afscheid nemen |
        | 4 maart 2027 | behouden              |

  Regel: Niets opgeschreven is niet hetzelfde als niets gebeurd

    Scenario: Wat niemand bijhield, is onbekend
      Gegeven voorvallen worden niet bijgehouden
      Als de klant wordt beoordeeld
      Dan zijn prijsverlagingen na akkoord onbekend

    Scenario: Een lege lijst zegt dat er niets gebeurde
      Gegeven er waren geen voorvallen
      Als de klant wordt beoordeeld
      Dan zijn prijsverlagingen na akkoord 0
