# language: fr
@rule:after-hours
Fonctionnalité : Le téléphone à trois heures du matin, chez un pénaliste
  Qui vient d’être arrêté n’attend pas huit heures. Un tel appel est le métier, à toute heure. Une idée
  nouvelle au sujet de la note d’honoraires peut attendre.

  Contexte:
    Soit avertissements : date 2026-01-05, sujet les contacts en dehors des heures de bureau

  Plan du scénario : Pourquoi le client a appelé
    Soit contacts : moment 2026-06-10 03:00, motif <motif>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples : Les motifs que nous acceptons
      | motif          | issue              |
      | arrest         | n’est pas constaté |
      | police-station | n’est pas constaté |
      | custody        | n’est pas constaté |
      | house-search   | n’est pas constaté |
      | interrogation  | n’est pas constaté |

    Exemples : Et d’autres
      | motif         | issue             |
      | nouvelle-idée | est constaté      |
      | facture       | est constaté      |
      | inconnu       | reste indéterminé |

  Scénario : C’était une arrestation, et il s’en faut de beaucoup
    Soit contacts : moment 2026-06-10 03:00, motif arrest
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors contacts en dehors des heures de bureau sont 0
    Et il s’en faut de beaucoup pour « contacts en dehors des heures de bureau »
    Et le verdict est « garder »

  Plan du scénario : Le cabinet est ouvert jusqu’à dix-neuf heures
    Soit contacts : moment 2026-10-26 <heure>, motif question
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « contacts en dehors des heures de bureau » <issue>

    Exemples :
      | heure | issue              |
      | 07:59 | est constaté       |
      | 08:00 | n’est pas constaté |
      | 19:00 | n’est pas constaté |
      | 19:01 | est constaté       |
