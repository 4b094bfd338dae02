# language: fr
@rule:after-hours
Fonctionnalité : Appeler en dehors des heures
  Nous sommes là de huit à dix-huit heures, du lundi au vendredi, à l’heure du client. Qui le sait et
  appelle quand même la nuit abuse de notre temps. Qui ne l’a jamais su l’apprend d’abord.

  Plan du scénario : Le jour de la semaine, à dix heures du matin
    Soit avertissements : date 2026-01-05, sujet les contacts en dehors des heures de bureau
    Et contacts : moment <jour> 10:00, motif question
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples : Vendredi, samedi, dimanche, lundi
      | jour       | issue              |
      | 2026-10-23 | n’est pas constaté |
      | 2026-10-24 | est constaté       |
      | 2026-10-25 | est constaté       |
      | 2026-10-26 | n’est pas constaté |

  Plan du scénario : Quelqu’un a appelé, mais à quelle heure
    Soit avertissements : date 2026-01-05, sujet out-of-hours
    Et contacts : moment <jour>, motif question
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples : Le samedi, l’heure importe peu
      | jour       | issue             |
      | 2026-10-23 | reste indéterminé |
      | 2026-10-24 | est constaté      |

  Plan du scénario : Le jour où nous l’avons dit, et quoi
    Soit avertissements : date <jour>, sujet <sujet>
    Et contacts : moment 2026-06-10 22:15, motif question
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples :
      | jour       | sujet                 | issue              |
      | 2020-02-14 | out-of-hours          | est constaté       |
      | 2026-06-09 | out-of-hours          | est constaté       |
      | 2026-06-10 | out-of-hours          | n’est pas constaté |
      | 2026-06-09 | suppléments non payés | n’est pas constaté |

  Scénario : Dit deux fois, et un appel de nuit
    Soit ces avertissements :
      | date       | sujet        |
      | 2026-02-03 | out-of-hours |
      | 2026-04-03 | out-of-hours |
    Et contacts : moment 2026-06-10 22:15, motif question
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » est constaté

  Plan du scénario : Combien de fois encore, après l’avoir dit
    Soit un client qui a appelé 9 fois en dehors des heures de bureau
    Et le client a appelé <fois> fois en dehors des heures de bureau après un avertissement
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples :
      | fois | issue              |
      | zéro | n’est pas constaté |
      | une  | est constaté       |
      | deux | est constaté       |

  Plan du scénario : Une idée à trois heures du matin
    Soit avertissements : date 2026-01-05, sujet out-of-hours
    Et contacts : moment 2026-06-10 03:00, motif nouvelle-idée
    Et <revenus>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors le motif est « contacts en dehors des heures de bureau »
    Et le verdict est « <verdict> »

    Exemples :
      | revenus                                        | verdict                |
      | nous pouvons nous passer de ces revenus        | se séparer             |
      | nous ne pouvons pas nous passer de ces revenus | préparer la séparation |

  Scénario : Chaque dimanche, sans que personne ne dise rien
    Soit ces contacts :
      | moment           | motif         |
      | 2026-06-07 21:40 | nouvelle-idée |
      | 2026-06-14 22:05 | nouvelle-idée |
      | 2026-06-21 09:30 | nouvelle-idée |
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors contacts en dehors des heures de bureau sont 3
    Et le verdict est « garder »

  Scénario : Personne ne tient la liste des appels
    Soit avertissements : date 2026-01-05, sujet out-of-hours
    Et les contacts ne sont pas consignés
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » reste indéterminé

  Scénario : Personne ne sait plus si nous l’avions dit
    Soit contacts : moment 2026-06-10 22:15, motif question
    Et les avertissements ne sont pas consignés
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » reste indéterminé
