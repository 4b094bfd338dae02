# language: nl
Functionaliteit: Langs de voordeur
  Wie dreigt, krijgt eerst een rustige vraag. Wie blijft doorgaan of meer kost dan hij opbrengt,
  vertrekt met respect: persoonlijk, met zijn dossier onder de arm, en de deur blijft open.

  Regel: Eerst rustig blijven en vragen waarom

    @rule:threats
    Abstract Scenario: Dreigen met een slechte recensie of een ultimatum
      Gegeven een klant die <wat>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de reden "dreigen met een slechte recensie of een ultimatum"
      En is het oordeel "praten"
      En bevat het plan "vraag waarom"

      Voorbeelden:
        | wat                                       |
        | één keer dreigde met een slechte recensie |
        | ons één keer een ultimatum stelde         |

    @rule:went-too-far
    Abstract Scenario: Na twee welgemeende pogingen weer te ver gaan
      Gegeven voorvallen: datum 2026-08-20, soort ultimatum
      En de herstelpogingen:
        | datum      | over      | geslaagd |
        | 2026-03-02 | ultimatum | nee      |
        | 2026-05-04 | ultimatum | <tweede> |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" <uitkomst>

      Voorbeelden:
        | tweede | uitkomst         |
        | nee    | vastgesteld      |
        | ja     | niet vastgesteld |

  Regel: Wat de klant kost

    @rule:costs-more-than-it-yields
    Abstract Scenario: Meer kosten dan opbrengen, zonder hoop op beterschap
      Gegeven een klant die € 10000 opbrengt
      En de klant kost ons € <kosten>
      En het staat vast dat het verlies niet zal veranderen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "kost meer dan het opbrengt" <uitkomst>

      Voorbeelden:
        | kosten | uitkomst         |
        | 10000  | niet vastgesteld |
        | 10001  | vastgesteld      |

    @rule:drains-time
    Abstract Scenario: Het dubbele aan uren
      Gegeven een klant die <uren> van onze uren vraagt
      En de klant brengt 10% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "vraagt meer tijd dan het waard is" <uitkomst>

      Voorbeelden:
        | uren | uitkomst         |
        | 19%  | niet vastgesteld |
        | 20%  | vastgesteld      |

    @rule:drains-staff
    Scenario: Vriendelijk voor de baas, gemeen tegen het personeel
      Gegeven voorvallen: datum 2026-08-20, soort kleinerende opmerking, gericht tegen de medewerkers
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is een reden "hard voor de medewerkers"

  Regel: Met respect vertrekken

    @rule:price-cut-after-agreement
    Abstract Scenario: Bij elk afscheid hoort: <stap>
      Gegeven een klant die één keer een afgesproken prijs verlaagde
      En 1 factuur staat nog open
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan bevat het plan "<stap>"

      Voorbeelden:
        | stap                                    |
        | int eerst wat nog openstaat             |
        | controleer het contract en de termijnen |
        | vertel het de klant persoonlijk         |
        | leg uit waarom het niet past            |
        | help de klant verder                    |
        | draag het dossier over                  |
        | bevestig het schriftelijk               |
        | licht het team in                       |
        | geef de tijd aan klanten van klasse A   |
        | laat de deur open                       |
