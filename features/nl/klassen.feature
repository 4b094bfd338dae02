# language: nl
@rule:class-d
Functionaliteit: Waar A, B, C en D beginnen
  Dertien criteria, elk van één tot vijf, wegen even zwaar tot het bedrijf anders beslist. Het
  gemiddelde wordt een score van 0 tot 100: A begint bij 75, B bij 50, C bij 25.

  Achtergrond:
    Gegeven de klant krijgt 3 op 5 voor de prijs die hij betaalt
    En de klant krijgt 3 op 5 voor het kunnen betalen van advies
    En de klant krijgt 3 op 5 voor resultaten die beter kunnen
    En de klant krijgt 3 op 5 voor het willen veranderen
    En de klant krijgt 3 op 5 voor het openstaan voor advies
    En de klant krijgt 3 op 5 voor een positieve instelling
    En de klant krijgt 3 op 5 voor het doorverwijzen van anderen
    En de klant krijgt 3 op 5 voor het goed betalen
    En de klant krijgt 3 op 5 als praktijkvoorbeeld
    En de klant krijgt 3 op 5 voor een bekende naam
    En de klant krijgt 3 op 5 voor het bijwonen van onze bijeenkomsten
    En de eigenaar geeft de klant 3 op 5 voor sympathie
    En het team geeft de klant 3 op 5 voor sympathie

  Regel: Elk criterium telt, en elk even zwaar

    Abstract Scenario: Eén punt minder voor <criterium>, en het is een C
      Gegeven <criterium> is 2
      Als de klant wordt beoordeeld
      Dan is de klasse C

      Voorbeelden:
        | criterium                               |
        | betaalt een behoorlijke prijs           |
        | kan advies betalen                      |
        | resultaten kunnen beter                 |
        | wil veranderen                          |
        | staat open voor advies                  |
        | positieve instelling                    |
        | beveelt het bedrijf aan                 |
        | bruikbaar als praktijkvoorbeeld         |
        | bekende naam                            |
        | komt naar bijeenkomsten van het bedrijf |
        | geliefd bij de eigenaar                 |
        | geliefd bij het team                    |

    Abstract Scenario: Wat <lager> verliest, maakt <hoger> goed
      Gegeven <lager> is 2
      En <hoger> is 4
      Als de klant wordt beoordeeld
      Dan is de klasse B

      Voorbeelden:
        | lager            | hoger            |
        | decent_fee       | can_afford       |
        | can_afford       | improvable       |
        | improvable       | wants_change     |
        | wants_change     | open_to_advice   |
        | open_to_advice   | positive_mindset |
        | positive_mindset | refers_others    |
        | refers_others    | pays_well        |
        | pays_well        | case_study       |
        | case_study       | well_known       |
        | well_known       | attends_events   |
        | attends_events   | liked_by_you     |
        | liked_by_you     | liked_by_team    |
        | liked_by_team    | decent_fee       |

  Regel: Een klasse begint precies op haar grens

    Abstract Scenario: Overal een <overal>, en voor de prijs een <prijs>
      Gegeven can_afford is <overal>
      En improvable is <overal>
      En wants_change is <overal>
      En open_to_advice is <overal>
      En positive_mindset is <overal>
      En refers_others is <overal>
      En pays_well is <overal>
      En case_study is <overal>
      En well_known is <overal>
      En attends_events is <overal>
      En liked_by_you is <overal>
      En liked_by_team is <overal>
      Maar de klant krijgt <prijs> op 5 voor de prijs die hij betaalt
      Als de klant wordt beoordeeld
      Dan is de klasse <klasse>

      Voorbeelden:
        | overal | prijs | klasse |
        | 1      | 1     | D      |
        | 2      | 1     | D      |
        | 2      | 2     | C      |
        | 2      | 3     | C      |
        | 4      | 3     | B      |
        | 4      | 4     | A      |
        | 5      | 5     | A      |

    Abstract Scenario: Een half punt onder de grens, overal <overal>
      Gegeven can_afford is <overal>
      En improvable is <overal>
      En wants_change is <overal>
      En open_to_advice is <overal>
      En positive_mindset is <overal>
      En refers_others is <overal>
      En pays_well is <overal>
      En case_study is <overal>
      En well_known is <overal>
      En attends_events is <overal>
      En liked_by_you is <overal>
      En liked_by_team is <overal>
      Maar decent_fee is <prijs>
      Als de klant wordt beoordeeld
      Dan is de klasse <klasse>

      Voorbeelden:
        | overal | prijs | klasse |
        | 2      | 1,5   | D      |
        | 3      | 2,5   | C      |
        | 4      | 3,5   | B      |

  Regel: Wie nooit gevraagd werd, verliest niets

    Abstract Scenario: Eén punt beter betalen, en anderen doorverwijzen
      Gegeven de klant krijgt 4 op 5 voor het goed betalen
      En refers_others is <doorverwijzen>
      Als de klant wordt beoordeeld
      Dan is de klasse <klasse>

      Voorbeelden:
        | doorverwijzen | klasse |
        | 1             | C      |
        | 2             | B      |
        | onbekend      | B      |

  Regel: Wat iemand niet scoorde, kan alles nog zijn

    Scenario: Een bekende naam is onbekend, en de rest schittert
      Gegeven well_known is onbekend
      En de klant krijgt 5 op 5 voor het goed betalen
      En de klant krijgt 5 op 5 voor het openstaan voor advies
      Als de klant wordt beoordeeld
      Dan is de klasse B

    Scenario: De laagste score, en toch niet meer dan bijna
      Gegeven een klant met dit bestand:
        """
        scores: {decent_fee: 1, can_afford: 1, improvable: 1, wants_change: 1, open_to_advice: 1,
                 positive_mindset: 1, refers_others: 1, pays_well: 1, case_study: 1, well_known: 1,
                 attends_events: 1, liked_by_you: 1, liked_by_team: 2}
        """
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de klasse D
      En is "klasse D" niet vastgesteld
      En scheelt het weinig voor "klasse D"
      En is het oordeel "behouden"
