# language: nl
@rule:after-hours
Functionaliteit: Bellen buiten de kantooruren
  We zijn er van acht tot zes, van maandag tot vrijdag, op de klok van de klant. Wie dat weet en toch
  ’s nachts belt, misbruikt onze tijd. Wie het nooit hoorde, hoort het eerst.

  Regel: Wat buiten de uren valt

    Abstract Scenario: De dag van de week, om tien uur ’s morgens
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten: tijdstip <dag> 10:00, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden: Vrijdag, zaterdag, zondag, maandag
        | dag        | uitkomst         |
        | 2026-10-23 | niet vastgesteld |
        | 2026-10-24 | vastgesteld      |
        | 2026-10-25 | vastgesteld      |
        | 2026-10-26 | niet vastgesteld |

    Abstract Scenario: Er werd gebeld, maar niemand schreef op hoe laat
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten: tijdstip <dag>, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden: Op zaterdag doet het uur er niet toe
        | dag        | uitkomst            |
        | 2026-10-23 | nog niet te bepalen |
        | 2026-10-24 | vastgesteld         |

  Regel: Eerst gezegd, en op een vroegere dag

    Abstract Scenario: Wanneer we het zegden, en wat
      Gegeven waarschuwingen: datum <dag>, over <waarover>
      En contacten: tijdstip 2026-06-10 22:15, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden:
        | dag        | waarover                      | uitkomst         |
        | 2020-02-14 | contact buiten de kantooruren | vastgesteld      |
        | 2026-06-09 | contact buiten de kantooruren | vastgesteld      |
        | 2026-06-10 | contact buiten de kantooruren | niet vastgesteld |
        | 2026-06-09 | onbetaald extra werk          | niet vastgesteld |

    Scenario: Twee keer gezegd, en toch nog ’s nachts
      Gegeven de waarschuwingen:
        | datum      | over                          |
        | 2026-02-03 | contact buiten de kantooruren |
        | 2026-04-03 | contact buiten de kantooruren |
      En contacten: tijdstip 2026-06-10 22:15, reden vraag
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" vastgesteld

    Scenario: Elke zondag, en niemand zei ooit iets
      Gegeven de contacten:
        | tijdstip         | reden      |
        | 2026-06-07 21:40 | nieuw-idee |
        | 2026-06-14 22:05 | nieuw-idee |
        | 2026-06-21 09:30 | nieuw-idee |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn contacten buiten de kantooruren 3
      En scheelt het weinig voor "contact buiten de kantooruren"
      En is het oordeel "behouden"

    Abstract Scenario: Hoe vaak nog, nadat we het zegden
      Gegeven een klant die 9 keer buiten de kantooruren belde
      En de klant belde na een waarschuwing <keer> keer buiten de kantooruren
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "contact buiten de kantooruren" <uitkomst>

      Voorbeelden:
        | keer | uitkomst         |
        | nul  | niet vastgesteld |
        | één  | vastgesteld      |
        | twee | vastgesteld      |

  Regel: Wat het dan wordt

    Scenario: Een idee om drie uur ’s nachts is geen noodgeval
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten: tijdstip 2026-06-10 03:00, reden nieuw-idee
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "contact buiten de kantooruren"
      En is het oordeel "afscheid nemen"

    Scenario: Hetzelfde, maar we kunnen de omzet niet missen
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten: tijdstip 2026-06-10 03:00, reden nieuw-idee
      En we kunnen de omzet niet missen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "afscheid voorbereiden"

  Regel: Wat niemand opschreef, weet niemand

    Scenario: Niemand houdt een lijst van telefoons bij
      Gegeven waarschuwingen: datum 2026-01-05, over contact buiten de kantooruren
      En contacten worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" nog niet te bepalen

    Scenario: Niemand weet nog of we iets zegden
      Gegeven contacten: tijdstip 2026-06-10 22:15, reden vraag
      En waarschuwingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "contact buiten de kantooruren" nog niet te bepalen
