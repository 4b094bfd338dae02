# language: nl
Functionaliteit: Dreigen, en telkens weer te ver gaan
  "Nu minder, of over drie maanden alles." De garagehouder bleef rustig en vroeg waarom zijn klant dat
  redelijk vond. Wie na twee eerlijke pogingen doorgaat met hetzelfde, had zijn kans.

  Regel: Dreigen is een reden om te praten

    @rule:threats
    Abstract Scenario: Hoe vaak
      Gegeven een klant die <keer> keer dreigde met een slechte recensie of een ultimatum
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "dreigen met een slechte recensie of een ultimatum" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel  |
        | nul  | niet vastgesteld | behouden |
        | één  | vastgesteld      | praten   |
        | vijf | vastgesteld      | praten   |

    @rule:threats
    Abstract Scenario: Wat dreigen is, en wat iets anders
      Gegeven voorvallen: datum 2026-08-20, soort <soort>, opzettelijk nee, stand van het werk alleen gewenst
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "dreigen met een slechte recensie of een ultimatum" <uitkomst>

      Voorbeelden:
        | soort                               | uitkomst         |
        | dreigement met een slechte recensie | vastgesteld      |
        | ultimatum                           | vastgesteld      |
        | agressie of bedreiging              | niet vastgesteld |
        | kleinerende opmerking               | niet vastgesteld |
        | prijsverlaging na akkoord           | niet vastgesteld |
        | druk met een concurrerende offerte  | niet vastgesteld |
        | onwaarheid                          | niet vastgesteld |
        | overig                              | niet vastgesteld |

    @rule:threats
    Scenario: Eén keer gezegd, en weer gedreigd: nog altijd een gesprek
      Gegeven de voorvallen:
        | datum      | soort         |
        | 2026-02-20 | review-threat |
        | 2026-08-20 | review-threat |
      En waarschuwingen: datum 2026-03-01, over dreigen met een slechte recensie
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "praten"

    @rule:threats @rule:went-too-far
    Scenario: Niemand hield voorvallen bij
      Gegeven herstelpogingen: datum 2026-03-02, over ultimatums, geslaagd nee
      En voorvallen worden niet bijgehouden
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "dreigen met een slechte recensie of een ultimatum" nog niet te bepalen
      En is "gaat telkens weer te ver" nog niet te bepalen

  Regel: Twee pogingen die mislukten, en dan nog eens

    @rule:went-too-far
    Abstract Scenario: Hoe goed de tweede poging ging, en wanneer
      Gegeven voorvallen: datum 2026-08-20, soort dreigement met een slechte recensie
      En de herstelpogingen:
        | datum      | over          | geslaagd |
        | 2024-03-02 | review-threat | nee      |
        | <dag>      | review-threat | <tweede> |
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | dag        | tweede   | uitkomst            | oordeel        |
        | 2026-08-19 | nee      | vastgesteld         | afscheid nemen |
        | 2026-08-20 | nee      | niet vastgesteld    | praten         |
        | 2026-08-21 | nee      | niet vastgesteld    | praten         |
        | 2026-05-04 | ja       | niet vastgesteld    | praten         |
        | 2026-05-04 | onbekend | nog niet te bepalen | praten         |

    @rule:went-too-far
    Scenario: Eén poging is te weinig
      Gegeven voorvallen: datum 2026-08-20, soort dreigement met een slechte recensie
      En herstelpogingen: datum 2026-03-02, over review-threat, geslaagd nee
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" niet vastgesteld

    @rule:went-too-far
    Scenario: Drie pogingen zijn ruim genoeg
      Gegeven voorvallen: datum 2026-08-20, soort dreigement met een slechte recensie
      En de herstelpogingen:
        | datum      | over          | geslaagd |
        | 2026-03-02 | review-threat | nee      |
        | 2026-05-04 | review-threat | nee      |
        | 2026-06-04 | review-threat | nee      |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" vastgesteld

    @rule:went-too-far
    Scenario: Waarschuwen is niet hetzelfde als bijleggen
      Gegeven voorvallen: datum 2026-08-20, soort dreigement met een slechte recensie
      En de waarschuwingen:
        | datum      | over          |
        | 2026-03-02 | review-threat |
        | 2026-05-04 | review-threat |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" niet vastgesteld

    @rule:went-too-far
    Scenario: Twee pogingen, over twee verschillende dingen
      Gegeven voorvallen: datum 2026-08-20, soort dreigement met een slechte recensie
      En de herstelpogingen:
        | datum      | over          | geslaagd |
        | 2026-03-02 | review-threat | nee      |
        | 2026-05-04 | ultimatum     | nee      |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" niet vastgesteld

    @rule:went-too-far
    Abstract Scenario: Hoe vaak ze doorgingen
      Gegeven een klant die ondanks mislukte herstelpogingen <keer> keer doorging
      En de klant brengt 5% van onze omzet op
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "gaat telkens weer te ver" <uitkomst>
      En is het oordeel "<oordeel>"

      Voorbeelden:
        | keer | uitkomst         | oordeel        |
        | nul  | niet vastgesteld | behouden       |
        | één  | vastgesteld      | afscheid nemen |
        | twee | vastgesteld      | afscheid nemen |

  Regel: Wat de regel zelf onschuldig noemt, telt ook hier niet

    @rule:went-too-far
    Abstract Scenario: Hetzelfde gedrag, maar onschuldig
      Gegeven voorvallen: datum 2026-08-20, soort <soort>, opzettelijk <opzet>, stand van het werk <stand>
      En de herstelpogingen:
        | datum      | over    | geslaagd |
        | 2026-03-02 | <soort> | nee      |
        | 2026-05-04 | <soort> | nee      |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" <uitkomst>

      Voorbeelden: Offertes voor werk dat nog maar een wens is
        | soort               | opzet    | stand          | uitkomst         |
        | competitor-pressure | onbekend | alleen gewenst | niet vastgesteld |
        | competitor-pressure | onbekend | afgesproken    | vastgesteld      |
        | review-threat       | onbekend | alleen gewenst | vastgesteld      |

      Voorbeelden: Een misverstand
        | soort         | opzet | stand    | uitkomst         |
        | lie           | nee   | onbekend | niet vastgesteld |
        | lie           | ja    | onbekend | vastgesteld      |
        | review-threat | nee   | onbekend | vastgesteld      |

      Voorbeelden: Niemand weet wat het was
        | soort               | opzet    | stand       | uitkomst            |
        | lie                 | onbekend | afgesproken | nog niet te bepalen |
        | competitor-pressure | nee      | onbekend    | nog niet te bepalen |

    @rule:went-too-far
    Scenario: Geen reden maakt een eis hier redelijk
      Gegeven voorvallen: datum 2026-08-20, soort onredelijke eis, reden arrestatie
      En de herstelpogingen:
        | datum      | over              | geslaagd |
        | 2026-03-02 | onredelijke eisen | nee      |
        | 2026-05-04 | onredelijke eisen | nee      |
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is "gaat telkens weer te ver" vastgesteld
