# language: nl
@rule:class-d
Functionaliteit: Klasse D, bij een accountant die de criteria goedkeurde
  Dit kantoor is het eens over zijn criteria en wat elk weegt. Een D betekent dus iets: een grond om
  afscheid te nemen, met beide poorten ervoor. Wat de eigenaar van de klant vindt, geeft nooit de doorslag.

  Achtergrond: Een klant die overal twee scoort, precies op de grens van C
    Gegeven de klant krijgt 2 op 5 voor de prijs die hij betaalt
    En de klant krijgt 2 op 5 voor het kunnen betalen van advies
    En de klant krijgt 2 op 5 voor resultaten die beter kunnen
    En de klant krijgt 2 op 5 voor het willen veranderen
    En de klant krijgt 2 op 5 voor het openstaan voor advies
    En de klant krijgt 2 op 5 voor een positieve instelling
    En de klant krijgt 2 op 5 voor het doorverwijzen van anderen
    En de klant krijgt 2 op 5 voor het goed betalen
    En de klant krijgt 2 op 5 als praktijkvoorbeeld
    En de klant krijgt 2 op 5 voor een bekende naam
    En de klant krijgt 2 op 5 voor het bijwonen van onze bijeenkomsten
    En de eigenaar geeft de klant 2 op 5 voor sympathie
    En het team geeft de klant 2 op 5 voor sympathie

  Abstract Scenario: Net op de grens, eronder en erboven
    Gegeven bekende naam is <punten>
    En er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is de klasse <klasse>
    En is "klasse D" <uitkomst>
    En is het oordeel "<oordeel>"

    Voorbeelden:
      | punten | klasse | uitkomst         | oordeel  |
      | 1      | D      | vastgesteld      | praten   |
      | 2      | C      | niet vastgesteld | behouden |
      | 3      | C      | niet vastgesteld | behouden |

  Regel: Sympathie van de eigenaar beslist nooit

    Scenario: Alleen zijn afkeer maakt er een D van
      Gegeven de eigenaar geeft de klant 1 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de klasse D
      En is "klasse D" niet vastgesteld
      En scheelt het weinig voor "klasse D"
      En is het oordeel "behouden"

    Abstract Scenario: Een D, en wat de eigenaar ervan vindt
      Gegeven de klant krijgt 1 op 5 voor een bekende naam
      En liked_by_you is <punten>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de klasse <klasse>
      En is "klasse D" <uitkomst>

      Voorbeelden:
        | punten   | klasse | uitkomst            |
        | 3        | C      | niet vastgesteld    |
        | 2        | D      | vastgesteld         |
        | onbekend | C of D | nog niet te bepalen |

    Scenario: Zeker een D, maar alleen omdat de eigenaar de klant niet mag
      Gegeven de klant krijgt 1 op 5 voor de prijs die hij betaalt
      En case_study is onbekend
      En de eigenaar geeft de klant 1 op 5 voor sympathie
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de klasse D
      En is "klasse D" nog niet te bepalen
      En kan het oordeel nog "praten" worden

  Regel: Wie nooit gevraagd werd om door te verwijzen, verliest niets

    Abstract Scenario: Doorverwijzen, net boven de grens
      Gegeven de klant krijgt 3 op 5 voor resultaten die beter kunnen
      En refers_others is <punten>
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is de klasse <klasse>

      Voorbeelden:
        | punten   | klasse |
        | 1        | D      |
        | 2        | C      |
        | onbekend | C      |

  Regel: Beide poorten staan ervoor

    Abstract Scenario: We praatten over de samenwerking, en het hielp niet
      Gegeven de klant krijgt 1 op 5 voor de prijs die hij betaalt
      En herstelpogingen: datum 2026-05-04, over <waarover>, geslaagd <geslaagd>
      En de klant brengt <aandeel> van onze omzet op
      En geen nieuw werk dekt het verlies van de omzet
      En we hebben kas voor 1 maand
      En er gebeurde verder niets
      Als de klant wordt beoordeeld op 2026-11-01
      Dan is het oordeel "<oordeel>"

      Voorbeelden:
        | waarover                  | geslaagd | aandeel | oordeel               |
        | de manier van samenwerken | nee      | 5%      | afscheid nemen        |
        | de manier van samenwerken | nee      | 40%     | afscheid voorbereiden |
        | de manier van samenwerken | ja       | 5%      | praten                |
        | te late betaling          | nee      | 5%      | praten                |
