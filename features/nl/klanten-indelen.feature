# language: nl
@rule:class-d
Functionaliteit: Klanten indelen in A, B, C en D
  Dertien criteria, elk van één tot vijf. Eerst keurt het bedrijf de criteria en gewichten goed; tot
  dan toont het verslag de klasse, en volgt er niets uit.

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

  Abstract Scenario: Overal een drie is precies B, en een punt minder is C
    Gegeven de klant krijgt <punten> op 5 voor het goed betalen
    Als de klant wordt beoordeeld
    Dan is de klasse <klasse>

    Voorbeelden:
      | punten | klasse |
      | 2      | C      |
      | 3      | B      |
      | 4      | B      |

  Scenario: Wie nooit gevraagd is om anderen door te verwijzen, verliest er niets door
    Gegeven niemand vroeg de klant ooit om anderen door te verwijzen
    Als de klant wordt beoordeeld
    Dan is de klasse B

  Scenario: Wat niemand scoorde, geeft een marge
    Gegeven decent_fee is onbekend
    Als de klant wordt beoordeeld
    Dan is de klasse B of C

  Scenario: Zolang niemand de criteria goedkeurde, volgt er niets uit
    Gegeven er gebeurde verder niets
    Als de klant wordt beoordeeld
    Dan is "klasse D" niet vastgesteld
