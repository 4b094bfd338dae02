# language: fr
@rule:changes-mind
Fonctionnalité : Changer d’avis
  Qui change sans cesse d’avis fait recommencer le travail. On en parle, et à la fin on se sépare,
  sauf si refaire est payé et n’est pas une charge.

  Règle : Trois fois en un an, c’est trop

    Scénario : Trois fois en un an, à prix fixe
      Soit un client qui a changé d’avis 3 fois
      Et le client paie un prix fixe
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »
      Et le motif est « changes-mind »

    Plan du scénario : Combien de fois est trop
      Étant donné un client qui a changé d’avis <fois> fois
      Et que le client paie un prix fixe
      Et que rien d’autre ne s’est passé
      Lorsqu’on évalue le client
      Alors « Change sans cesse d’avis » <issue>

      Exemples :
        | fois  | issue              |
        | deux  | n’est pas constaté |
        | trois | est constaté       |

  Règle : Qui paie à l’heure peut changer d’avis

    Scénario : À l’heure, et refaire n’est pas une charge
      Sachant que le client a changé d’avis 5 fois
      Et que le client paie à l’heure
      Et que nous pouvons refaire le travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors une exception vaut pour « changes-mind »
      Et le verdict est « garder »
