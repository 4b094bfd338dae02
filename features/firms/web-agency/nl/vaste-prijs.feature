# language: nl
@rule:changes-mind @rule:scope-creep
Functionaliteit: Vaste prijzen bij een webbureau
  We bouwen websites voor een vaste prijs, dus elke wijziging en elk extraatje betalen we zelf. Twee is
  hier genoeg waar anderen er drie toelaten, en een tiende van de uren waar anderen een vijfde toelaten.

  Regel: Twee keer van gedachten veranderen

    @rule:changes-mind
    Abstract Scenario: Een andere kleur, een ander menu
      Gegeven een klant die <keer> keer van gedachten veranderde
      En de klant betaalt een vaste prijs
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "verandert telkens van gedachten" <uitkomst>

      Voorbeelden:
        | keer | uitkomst         |
        | één  | niet vastgesteld |
        | twee | vastgesteld      |
        | drie | vastgesteld      |

    @rule:changes-mind
    Scenario: Per uur, en we kunnen het aan: niemand die zich stoort
      Gegeven een klant die 8 keer van gedachten veranderde
      En de klant betaalt per uur
      En we kunnen het werk overdoen
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan geldt voor "verandert telkens van gedachten" een uitzondering

  Regel: Twee extra’s, of een tiende van de uren

    @rule:scope-creep
    Abstract Scenario: Hoeveel extra’s
      Gegeven een klant die <extra> niet betaalde
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | extra        | uitkomst         |
        | één extra    | niet vastgesteld |
        | twee extra’s | vastgesteld      |
        | drie extra’s | vastgesteld      |

    @rule:scope-creep
    Abstract Scenario: Hoeveel uren
      Gegeven 1 extra werd niet betaald
      En <uren> extra uren werden niet betaald
      En we spraken 80 uren werk af
      En er gebeurde verder niets
      Als de klant wordt beoordeeld
      Dan is "het werk groeit, het budget niet" <uitkomst>

      Voorbeelden:
        | uren | uitkomst         |
        | 7    | niet vastgesteld |
        | 8    | niet vastgesteld |
        | 8,5  | vastgesteld      |
        | 9    | vastgesteld      |
