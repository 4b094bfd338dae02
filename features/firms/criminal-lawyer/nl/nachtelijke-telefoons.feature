# language: nl
@rule:after-hours
Functionaliteit: De telefoon om drie uur ’s nachts, bij een strafpleiter
  Wie is opgepakt, wacht niet tot acht uur. Zo’n telefoontje hoort bij het vak, op elk uur. Een nieuw
  idee over de rekening kan wachten.

  Achtergrond:
    Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren

  Abstract Scenario: Waarom de klant belde
    Gegeven contacten: tijdstip 2026-06-10 03:00, reden <reden>
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is "contact buiten de kantooruren" <uitkomst>

    Voorbeelden: Redenen die we aanvaarden
      | reden          | uitkomst         |
      | arrest         | niet vastgesteld |
      | police-station | niet vastgesteld |
      | custody        | niet vastgesteld |
      | house-search   | niet vastgesteld |
      | interrogation  | niet vastgesteld |

    Voorbeelden: En andere
      | reden      | uitkomst            |
      | nieuw-idee | vastgesteld         |
      | factuur    | vastgesteld         |
      | onbekend   | nog niet te bepalen |

  Scenario: Het was een arrestatie, dus het scheelt zelfs niet weinig
    Gegeven contacten: tijdstip 2026-06-10 03:00, reden arrest
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan zijn contacten buiten de kantooruren 0
    En scheelt het veel voor "contact buiten de kantooruren"
    En is het oordeel "behouden"

  Abstract Scenario: Het kantoor is open tot zeven
    Gegeven contacten: tijdstip 2026-10-26 <uur>, reden vraag
    En er gebeurde verder niets
    Als de klant wordt beoordeeld op 2026-11-01
    Dan is "contact buiten de kantooruren" <uitkomst>

    Voorbeelden:
      | uur   | uitkomst         |
      | 07:59 | vastgesteld      |
      | 08:00 | niet vastgesteld |
      | 19:00 | niet vastgesteld |
      | 19:01 | vastgesteld      |
