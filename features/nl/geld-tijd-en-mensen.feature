# language: nl
Functionaliteit: Wat een klant kost: geld, tijd en mensen
  Een jaar verlies kan het begin van iets moois zijn. Verlies dat nooit verandert, uren die niemand
  betaalt en collega’s die opzien tegen elk telefoontje: dat hoort op tafel.

  Regel: Verlies zonder hoop op beterschap

    @rule:costs-more-than-it-yields
    Abstract Scenario: Tot op de cent
      Gegeven een klant die € 10000 opbrengt
      En de klant kost ons <kosten>
      En het staat vast dat het verlies niet zal veranderen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kost meer dan het opbrengt" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | kosten     | uitkomst         | oordeel  |
        | € 9999,99  | niet vastgesteld | behouden |
        | € 10000,01 | vastgesteld      | praten   |
        | € 12000    | vastgesteld      | praten   |

    @rule:costs-more-than-it-yields
    Scenario: Het kan nog keren
      Gegeven een klant die € 10000 opbrengt
      En de klant kost ons € 12000
      En het verlies kan nog veranderen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kost meer dan het opbrengt" niet vastgesteld
      En scheelt het weinig voor "kost meer dan het opbrengt"
      En is het oordeel "behouden"

    @rule:costs-more-than-it-yields
    Abstract Scenario: Als iemand iets niet weet
      Gegeven omzet bij deze klant is <omzet>
      En kosten om deze klant te bedienen zijn <kosten>
      En verlies dat niet zal veranderen is <voorgoed>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kost meer dan het opbrengt" <uitkomst>

      Voorbeelden:
        | omzet    | kosten   | voorgoed | uitkomst            |
        | € 10000  | € 12000  | onbekend | nog niet te bepalen |
        | € 10000  | € 9000   | onbekend | niet vastgesteld    |
        | € 10000  | onbekend | ja       | nog niet te bepalen |
        | onbekend | € 12000  | ja       | nog niet te bepalen |
        | onbekend | onbekend | nee      | niet vastgesteld    |

    @rule:costs-more-than-it-yields
    Abstract Scenario: Eerst de cijfers op tafel
      Gegeven een klant die € 10000 opbrengt
      En de klant kost ons € 12000
      En het staat vast dat het verlies niet zal veranderen
      En de klant brengt 5% van onze omzet op
      En herstelpogingen: datum 2026-05-04, over <waarover>, geslaagd <geslaagd>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | waarover                        | geslaagd | oordeel        |
        | de rentabiliteit van de relatie | nee      | afscheid nemen |
        | de rentabiliteit van de relatie | ja       | praten         |
        | de manier van samenwerken       | nee      | praten         |

  Regel: Dubbel zoveel uren als omzet

    @rule:drains-time
    Abstract Scenario: Welk deel van onze uren
      Gegeven een klant die <uren> van onze uren vraagt
      En de klant brengt <omzet> van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "vraagt meer tijd dan het waard is" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | uren | omzet | uitkomst         | oordeel  |
        | 10%  | 10%   | niet vastgesteld | behouden |
        | 21%  | 10%   | vastgesteld      | praten   |
        | 0%   | 0%    | niet vastgesteld | behouden |
        | 1%   | 0%    | vastgesteld      | praten   |
        | 0%   | 10%   | niet vastgesteld | behouden |

    @rule:drains-time
    Abstract Scenario: Niemand houdt uren of omzet bij
      Gegeven aandeel in de uren van het bedrijf is <uren>
      En aandeel in de omzet van het bedrijf is <omzet>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "vraagt meer tijd dan het waard is" nog niet te bepalen

      Voorbeelden:
        | uren     | omzet    |
        | onbekend | 10%      |
        | onbekend | 0%       |
        | 10%      | onbekend |

    @rule:drains-time
    Scenario: Een gesprek, en nooit meer dan dat
      Gegeven een klant die 40% van onze uren vraagt
      En de klant brengt 5% van onze omzet op
      En herstelpogingen: datum 2026-05-04, over de rentabiliteit van de relatie, geslaagd nee
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

  Regel: Wie het personeel hard aanpakt

    @rule:drains-staff
    Abstract Scenario: Wie het moest verduren
      Gegeven voorvallen: datum 2026-08-20, soort <soort>, gericht tegen <wie>
      En het team geeft de klant 4 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "hard voor de medewerkers" <uitkomst>

      Voorbeelden:
        | soort         | wie            | uitkomst            |
        | belittling    | de medewerkers | vastgesteld         |
        | threatening   | de medewerkers | vastgesteld         |
        | review-threat | de medewerkers | niet vastgesteld    |
        | belittling    | de eigenaar    | niet vastgesteld    |
        | belittling    | iemand anders  | niet vastgesteld    |
        | belittling    | onbekend       | nog niet te bepalen |
        | review-threat | onbekend       | niet vastgesteld    |

    @rule:drains-staff
    Abstract Scenario: Hoe vaak
      Gegeven een klant die <keer> keer hard was voor onze medewerkers
      En het team geeft de klant 4 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "hard voor de medewerkers" <uitkomst>

      Voorbeelden:
        | keer | uitkomst         |
        | nul  | niet vastgesteld |
        | één  | vastgesteld      |
        | twee | vastgesteld      |

    @rule:drains-staff
    Abstract Scenario: Wat het team ervan vindt
      Gegeven het team geeft de klant <punten> op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "hard voor de medewerkers" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | punten | uitkomst         | oordeel  |
        | 1      | vastgesteld      | praten   |
        | 2      | niet vastgesteld | behouden |
        | 5      | niet vastgesteld | behouden |

    @rule:drains-staff
    Scenario: Wat de eigenaar ervan vindt, is iets anders
      Gegeven de eigenaar geeft de klant 1 op 5 voor sympathie
      En het team geeft de klant 3 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "hard voor de medewerkers" niet vastgesteld

    @rule:drains-staff
    Scenario: Niemand vroeg het aan het team
      Gegeven een klant
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "hard voor de medewerkers" nog niet te bepalen
      En wordt gevraagd naar liked_by_team

    @rule:drains-staff
    Scenario: Het team ziet ertegen op, en niemand hield iets bij
      Gegeven het team geeft de klant 1 op 5 voor sympathie
      En voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "hard voor de medewerkers" vastgesteld

    @rule:drains-staff
    Scenario: Het ging door nadat we erover praatten, maar niemand weet nog wanneer
      Gegeven een klant die één keer hard was voor onze medewerkers
      En repair_tried.drains-staff is ja
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de reden "hard voor de medewerkers"
      En is het oordeel "praten"

  Regel: Een gevoel is een gesprek waard

    @rule:feels-misused
    Scenario: Ook nadat we erover gepraat hebben
      Gegeven iemand in het bedrijf voelt zich misbruikt
      En herstelpogingen: datum 2026-05-04, over de manier van samenwerken, geslaagd nee
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

    @rule:feels-misused
    Scenario: Niemand stoort er zich aan
      Gegeven niemand in het bedrijf voelt zich misbruikt
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "iemand voelt zich misbruikt" niet vastgesteld
      En is het oordeel "behouden"

    @rule:feels-misused
    Scenario: Niemand vroeg het ooit aan de koffie
      Gegeven een klant
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "iemand voelt zich misbruikt" nog niet te bepalen
      En wordt feels_misused gevraagd
