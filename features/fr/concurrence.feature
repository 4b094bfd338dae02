# language: fr
@rule:plays-off-competitors
Fonctionnalité : Faire jouer la concurrence
  Demander trois devis est de bonne guerre. S’en servir pour faire pression sur un travail déjà convenu,
  ou déjà commencé, ne l’est plus.

  Plan du scénario : Où en était le travail
    Soit incidents : date 20 août 2026, nature pression par une offre concurrente, état du travail <état>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 1er novembre 2026
    Alors « fait jouer la concurrence sur un travail convenu » <issue>
    Et le verdict est « <verdict> »

    Exemples :
      | état               | issue              | verdict |
      | seulement envisagé | n’est pas constaté | garder  |
      | convenu            | est constaté       | parler  |
      | en cours           | est constaté       | parler  |
      | inconnu            | reste indéterminé  | garder  |

  Plan du scénario : Combien de fois
    Soit un client qui a fait jouer la concurrence <fois> fois sur un travail convenu
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors « fait jouer la concurrence sur un travail convenu » <issue>

    Exemples :
      | fois | issue              |
      | zéro | n’est pas constaté |
      | une  | est constaté       |
      | deux | est constaté       |

  Scénario : D’autres ennuis sur un travail convenu sont une autre histoire
    Soit incidents : date 20 août 2026, nature ultimatum, état du travail convenu
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 1er novembre 2026
    Alors « fait jouer la concurrence sur un travail convenu » n’est pas constaté

  Plan du scénario : Ils savaient que cela nous dérange, ou non
    Soit ces incidents :
      | date         | nature                             | état du travail |
      | 2 mars 2026  | pression par une offre concurrente | convenu         |
      | 20 août 2026 | pression par une offre concurrente | convenu         |
    Et avertissements : date <jour>, sujet competitor-pressure
    Et le client représente 5 % de notre chiffre d’affaires
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 1er novembre 2026
    Alors le verdict est « <verdict> »

    Exemples :
      | jour               | verdict    |
      | 3 mars 2026        | se séparer |
      | 1er septembre 2026 | parler     |
