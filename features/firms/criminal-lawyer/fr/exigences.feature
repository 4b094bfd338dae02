# language: fr
@rule:unreasonable-demands
Fonctionnalité : Ce qu’un client peut demander à un pénaliste
  Tout laisser pour courir au commissariat, c’est beaucoup demander, et c’est notre métier. Notre limite
  n’est pas celle d’un consultant.

  Contexte:
    Soit avertissements : date 2026-01-05, sujet exigences déraisonnables

  Plan du scénario : Deux fois, après avoir dit ce que nous faisons et ne faisons pas
    Soit ces incidents :
      | date       | nature                 | motif  |
      | 2026-06-05 | exigence déraisonnable | <un>   |
      | 2026-09-11 | exigence déraisonnable | <deux> |
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « exigences déraisonnables » <issue>

    Exemples :
      | un            | deux          | issue              |
      | nouvelle-idée | nouvelle-idée | est constaté       |
      | arrest        | nouvelle-idée | n’est pas constaté |
      | custody       | interrogation | n’est pas constaté |
      | inconnu       | nouvelle-idée | reste indéterminé  |
      | inconnu       | arrest        | n’est pas constaté |

  @rule:went-too-far
  Plan du scénario : Et encore une, après deux tentatives qui ont échoué
    Soit incidents : date 2026-09-11, nature exigence déraisonnable, motif <motif>
    Et les tentatives de réparation suivantes :
      | date       | sujet                    | réussie |
      | 2026-03-02 | exigences déraisonnables | non     |
      | 2026-05-04 | exigences déraisonnables | non     |
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « va toujours trop loin » <issue>

    Exemples :
      | motif         | issue              |
      | nouvelle-idée | est constaté       |
      | arrest        | n’est pas constaté |
      | inconnu       | reste indéterminé  |

  @rule:physical-abuse
  Scénario : L’heure s’excuse, le ton non
    Soit incidents : date 2026-09-11, nature agression ou menace, motif arrest
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors le verdict est « se séparer sans attendre »
