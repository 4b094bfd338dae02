# language: nl
@rule:class-d
Functionaliteit: Wat elk criterium weegt bij deze accountant
  Een behoorlijke prijs, openstaan voor advies en goed betalen wegen drie; willen veranderen, anderen
  doorverwijzen en de sympathie van het team wegen twee; de andere zeven wegen één.

  Achtergrond: Een klant die overal drie scoort, precies op de grens van B
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

  Abstract Scenario: Een punt voor <zwaar> tegenover <middel> en <licht>
    Gegeven <zwaar> is <punten>
    En <middel> is <ander>
    En <licht> is <ander>
    Als de klant wordt beoordeeld
    Dan is de klasse B

    Voorbeelden: Drie is twee en één
      | zwaar          | punten | middel        | licht      | ander |
      | decent_fee     | 2      | wants_change  | can_afford | 4     |
      | open_to_advice | 2      | refers_others | improvable | 4     |
      | pays_well      | 2      | liked_by_team | case_study | 4     |
      | decent_fee     | 4      | wants_change  | can_afford | 2     |
      | open_to_advice | 4      | refers_others | improvable | 2     |
      | pays_well      | 4      | liked_by_team | case_study | 2     |

    Voorbeelden: Twee is één en één
      | zwaar         | punten | middel     | licht            | ander |
      | wants_change  | 2      | can_afford | improvable       | 4     |
      | refers_others | 2      | well_known | positive_mindset | 4     |
      | liked_by_team | 2      | case_study | attends_events   | 4     |
      | wants_change  | 4      | can_afford | improvable       | 2     |
      | refers_others | 4      | well_known | positive_mindset | 2     |
      | liked_by_team | 4      | case_study | attends_events   | 2     |

  Abstract Scenario: Een punt voor <lager> tegenover een punt voor <hoger>
    Gegeven <lager> is 2
    En <hoger> is 4
    Als de klant wordt beoordeeld
    Dan is de klasse <klasse>

    Voorbeelden: Eén is één
      | lager            | hoger            | klasse |
      | can_afford       | improvable       | B      |
      | improvable       | positive_mindset | B      |
      | positive_mindset | case_study       | B      |
      | case_study       | well_known       | B      |
      | well_known       | attends_events   | B      |
      | attends_events   | liked_by_you     | B      |
      | liked_by_you     | can_afford       | B      |

    Voorbeelden: Eén maakt drie niet goed
      | lager          | hoger      | klasse |
      | decent_fee     | well_known | C      |
      | open_to_advice | well_known | C      |
      | pays_well      | well_known | C      |
