# language: fr
@rule:changes-mind @rule:scope-creep
Fonctionnalité : Les prix fixes d’une agence web
  Nous construisons des sites à prix fixe : chaque changement et chaque supplément sort de notre poche.
  Deux suffisent ici là où d’autres en admettent trois, et un dixième des heures au lieu d’un cinquième.

  Règle : Deux changements d’avis

    @rule:changes-mind
    Plan du scénario : Une autre couleur, un autre menu
      Soit un client qui a changé d’avis <fois> fois
      Et le client paie un prix fixe
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « change sans cesse d’avis » <issue>

      Exemples :
        | fois  | issue              |
        | une   | n’est pas constaté |
        | deux  | est constaté       |
        | trois | est constaté       |

    @rule:changes-mind
    Scénario : À l’heure, et sans peine, personne ne s’en plaint
      Soit un client qui a changé d’avis 8 fois
      Et le client paie à l’heure
      Et que nous pouvons refaire le travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors une exception vaut pour « change sans cesse d’avis »

  Règle : Deux suppléments, ou un dixième des heures

    @rule:scope-creep
    Plan du scénario : Combien de suppléments
      Soit un client qui n’a pas payé <suppléments>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | suppléments       | issue              |
        | un supplément     | n’est pas constaté |
        | deux suppléments  | est constaté       |
        | trois suppléments | est constaté       |

    @rule:scope-creep
    Plan du scénario : Combien d’heures
      Soit un client qui n’a pas payé 1 supplément
      Et <heures> heures supplémentaires n’ont pas été payées
      Et nous avons convenu de 80 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | heures | issue              |
        | 7      | n’est pas constaté |
        | 8      | n’est pas constaté |
        | 8,5    | est constaté       |
        | 9      | est constaté       |
