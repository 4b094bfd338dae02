# language: nl
Functionaliteit: Kunnen we de omzet missen?
  Ook met alle redenen om afscheid te nemen vraagt een bedrijf eerst wat er gebeurt als deze klant weg
  is. Een klein deel van de omzet, nieuw werk in zicht, of drie maanden reserve: één ervan volstaat.

  Achtergrond:
    Gegeven een klant die één keer een afgesproken prijs verlaagde

  Abstract Scenario: Een kwart van de omzet, of drie maanden kas
    Gegeven de klant brengt <aandeel> van onze omzet op
    En geen nieuw werk dekt het verlies van de omzet
    En we hebben kas voor <kas> maanden
    En er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is het oordeel "<oordeel>"

    Voorbeelden: Het aandeel in de omzet
      | aandeel | kas | oordeel               |
      | 24%     | 0   | afscheid nemen        |
      | 24,99%  | 0   | afscheid nemen        |
      | 25%     | 0   | afscheid voorbereiden |
      | 80%     | 0   | afscheid voorbereiden |

    Voorbeelden: De kas
      | aandeel | kas | oordeel               |
      | 40%     | 2   | afscheid voorbereiden |
      | 40%     | 2,9 | afscheid voorbereiden |
      | 40%     | 3   | afscheid nemen        |
      | 40%     | 4   | afscheid nemen        |

  Scenario: Nieuw werk in zicht
    Gegeven de klant brengt 40% van onze omzet op
    En nieuw werk dekt het verlies van de omzet
    En we hebben kas voor 0 maanden
    En er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is het oordeel "afscheid nemen"

  Abstract Scenario: Eén ja volstaat, en pas drie keer nee is nee
    Gegeven revenue_share is <aandeel>
    En pipeline_covers is <nieuw werk>
    En cash_months is <kas>
    En er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is bedrijf kan deze omzet missen <antwoord>

    Voorbeelden:
      | aandeel  | nieuw werk | kas      | antwoord |
      | 10%      | onbekend   | onbekend | ja       |
      | onbekend | ja         | onbekend | ja       |
      | onbekend | onbekend   | 6        | ja       |
      | 40%      | onbekend   | 1        | onbekend |
      | onbekend | nee        | 1        | onbekend |
      | 40%      | nee        | onbekend | onbekend |
      | 40%      | nee        | 1        | nee      |

  Scenario: Geen enkel antwoord: minstens voorbereiden
    Gegeven er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is het oordeel "afscheid voorbereiden"
    En kan het oordeel nog "afscheid nemen" worden
    En zou het oordeel "afscheid nemen" worden als pipeline_covers is ja

  Scenario: Een aandachtspunt alleen, en we leven van deze klant
    Gegeven de klant verlaagde nooit een afgesproken prijs
    En iemand in het bedrijf voelt zich misbruikt
    En de klant brengt 80% van onze omzet op
    En geen nieuw werk dekt het verlies van de omzet
    En we hebben kas voor 0 maanden
    En er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is het oordeel "praten"
