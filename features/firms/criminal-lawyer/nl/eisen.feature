# language: nl
@rule:unreasonable-demands
Functionaliteit: Wat een klant van een strafpleiter mag vragen
  Alles laten vallen en naar het politiebureau rijden is veel gevraagd, en precies waarvoor we er zijn.
  Onze lat ligt elders dan bij een consultant.

  Achtergrond:
    Gegeven waarschuwingen: datum 2026-01-05, over onredelijke eisen

  Abstract Scenario: Twee keer, nadat we zegden wat we wel en niet doen
    Gegeven de voorvallen:
      | datum      | soort           | reden    |
      | 2026-06-05 | onredelijke eis | <eerst>  |
      | 2026-09-11 | onredelijke eis | <daarna> |
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is "onredelijke eisen" <uitkomst>

    Voorbeelden:
      | eerst      | daarna        | uitkomst            |
      | nieuw-idee | nieuw-idee    | vastgesteld         |
      | arrest     | nieuw-idee    | niet vastgesteld    |
      | custody    | interrogation | niet vastgesteld    |
      | onbekend   | nieuw-idee    | nog niet te bepalen |
      | onbekend   | arrest        | niet vastgesteld    |

  @rule:went-too-far
  Abstract Scenario: En dan nog eens, na twee mislukte pogingen
    Gegeven voorvallen: datum 2026-09-11, soort onredelijke eis, reden <reden>
    En de herstelpogingen:
      | datum      | over              | geslaagd |
      | 2026-03-02 | onredelijke eisen | nee      |
      | 2026-05-04 | onredelijke eisen | nee      |
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is "gaat telkens weer te ver" <uitkomst>

    Voorbeelden:
      | reden      | uitkomst            |
      | nieuw-idee | vastgesteld         |
      | arrest     | niet vastgesteld    |
      | onbekend   | nog niet te bepalen |

  @rule:physical-abuse
  Scenario: Het uur mag, de toon niet
    Gegeven voorvallen: datum 2026-09-11, soort agressie of bedreiging, reden arrest
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is het oordeel "meteen afscheid nemen"
