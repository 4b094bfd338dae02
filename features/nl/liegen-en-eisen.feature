# language: nl
Functionaliteit: Liegen, onredelijk eisen, en weten wat niet deugt
  Zonder vertrouwen is er geen relatie, dus één leugen is genoeg. Onredelijk is wat wij onredelijk
  vinden, zodra de klant weet waar onze grens ligt. En wie weet dat een klant knoeit, wacht niet.

  Regel: Eén leugen, maar geen misverstand

    @rule:lying
    Abstract Scenario: Met hoeveel leugens we kunnen leven
      Gegeven een klant die <keer> keer opzettelijk loog
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "opzettelijke leugens" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel               |
        | nul  | niet vastgesteld | behouden              |
        | één  | vastgesteld      | meteen afscheid nemen |
        | drie | vastgesteld      | meteen afscheid nemen |

    @rule:lying
    Scenario: Niemand vroeg hoe het bedoeld was
      Gegeven voorvallen: datum 2026-06-18, soort onwaarheid
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "opzettelijke leugens" nog niet te bepalen
      En wordt de vraag "incidents[0].deliberate" gesteld
      En kan het oordeel nog "meteen afscheid nemen" worden

    @rule:lying
    Scenario: Een ultimatum, en gemeend
      Gegeven voorvallen: datum 2026-06-18, soort ultimatum, opzettelijk ja
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "opzettelijke leugens" niet vastgesteld

  Regel: Twee onredelijke eisen, nadat we zegden wat kan en niet kan

    @rule:unreasonable-demands
    Scenario: Een weekend werk, tot twee keer toe
      Gegeven de voorvallen:
        | datum      | soort           | reden      | notitie                       |
        | 2026-04-17 | onredelijke eis | nieuw-idee | een nieuw menu tegen maandag  |
        | 2026-06-05 | onredelijke eis | nieuw-idee | nog een, weer op vrijdagavond |
        | 2026-09-11 | onredelijke eis | nieuw-idee | en een derde                  |
      En waarschuwingen: datum 2026-05-04, over onredelijke eisen
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onredelijke eisen na een waarschuwing 2
      En is de reden "onredelijke eisen"
      En is het oordeel "meteen afscheid nemen"
      En bevat het plan niet "zorg dat iedereen veilig is"

    @rule:unreasonable-demands
    Scenario: Vier eisen, en niemand zei iets
      Gegeven de voorvallen:
        | datum      | soort           | reden      |
        | 2026-04-17 | onredelijke eis | nieuw-idee |
        | 2026-06-05 | onredelijke eis | nieuw-idee |
        | 2026-06-12 | onredelijke eis | nieuw-idee |
        | 2026-09-11 | onredelijke eis | nieuw-idee |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "onredelijke eisen" niet vastgesteld
      En scheelt het weinig voor "onredelijke eisen"
      En is het oordeel "behouden"

    @rule:unreasonable-demands
    Scenario: Gezegd op de dag van de eerste
      Gegeven de voorvallen:
        | datum      | soort           | reden      |
        | 2026-06-05 | onredelijke eis | nieuw-idee |
        | 2026-09-11 | onredelijke eis | nieuw-idee |
      En waarschuwingen: datum 2026-06-05, over onredelijke eisen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onredelijke eisen na een waarschuwing 1
      En scheelt het weinig voor "onredelijke eisen"

    @rule:unreasonable-demands
    Abstract Scenario: Wat we eerder hadden gezegd: <wat>
      Gegeven de voorvallen:
        | datum      | soort           | reden      |
        | 2026-06-05 | onredelijke eis | nieuw-idee |
        | 2026-09-11 | onredelijke eis | nieuw-idee |
      En de waarschuwingen:
        | datum      | over    |
        | 2026-02-03 | <eerst> |
        | 2026-04-03 | <dan>   |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "onredelijke eisen" <uitkomst>

      Voorbeelden:
        | wat           | eerst                         | dan                     | uitkomst         |
        | twee keer dit | onredelijke eisen             | onredelijke eisen       | vastgesteld      |
        | iets anders   | contact buiten de kantooruren | kleinerende opmerkingen | niet vastgesteld |

    @rule:unreasonable-demands
    Scenario: Gezegd, en daarna alleen nog onbeleefd
      Gegeven de voorvallen:
        | datum      | soort                 |
        | 2026-06-05 | ultimatum             |
        | 2026-09-11 | kleinerende opmerking |
      En waarschuwingen: datum 2026-02-03, over onredelijke eisen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan zijn onredelijke eisen na een waarschuwing 0
      En is "onredelijke eisen" niet vastgesteld
      En scheelt het veel voor "onredelijke eisen"

    @rule:unreasonable-demands
    Scenario: We zegden het, maar niemand schreef op wat daarna kwam
      Gegeven waarschuwingen: datum 2026-01-05, over onredelijke eisen
      En voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "onredelijke eisen" nog niet te bepalen

    @rule:unreasonable-demands
    Scenario: Twee eisen, en niemand weet wat we toen gezegd hebben
      Gegeven de voorvallen:
        | datum      | soort           | reden      |
        | 2026-06-05 | onredelijke eis | nieuw-idee |
        | 2026-09-11 | onredelijke eis | nieuw-idee |
      En waarschuwingen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "onredelijke eisen" nog niet te bepalen

  Regel: Geen excuus is vooraf goed

    @rule:unreasonable-demands
    Scenario: Om drie uur ’s nachts, en niet voor een arrestatie
      Gegeven de voorvallen:
        | datum      | soort           | reden      |
        | 2026-06-05 | onredelijke eis | arrestatie |
        | 2026-09-11 | onredelijke eis |            |
      En waarschuwingen: datum 2026-01-05, over onredelijke eisen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is de reden "onredelijke eisen"

  Regel: Wie iets weet, kan aansprakelijk worden

    @rule:legal-liability
    Scenario: Aannemer Bos en zijn cement
      Gegeven een klant genaamd "Aannemer Bos"
      En we kennen feiten die ons aansprakelijk kunnen maken
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de reden "risico op aansprakelijkheid"
      En is het oordeel "meteen afscheid nemen"
      En bevat het plan niet "zorg dat iedereen veilig is"

    @rule:legal-liability
    Scenario: We kennen niets
      Gegeven we kennen niets dat ons aansprakelijk kan maken
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "risico op aansprakelijkheid" niet vastgesteld
      En is het oordeel "behouden"

    @rule:legal-liability
    Scenario: Niemand stond erbij stil
      Gegeven een klant
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "risico op aansprakelijkheid" nog niet te bepalen
      En wordt gevraagd naar legal_risk_known
      En kan het oordeel nog "meteen afscheid nemen" worden
