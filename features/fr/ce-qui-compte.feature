# language: fr
Fonctionnalité : Ce qui compte, et pour combien de temps
  Nous regardons douze mois en arrière à partir du jour de l’évaluation. Ce qui précède est oublié. Ce
  que nous avons dit au client ne l’est pas.

  Plan du scénario : Un incident, vu le jour de la Toussaint
    Soit incidents : date <date>, nature propos rabaissant
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 1er novembre 2026
    Alors incidents rabaissants sont <nombre>

    Exemples :
      | date              | nombre |
      | 1er novembre 2025 | 0      |
      | 2 novembre 2025   | 1      |
      | 1er novembre 2026 | 1      |

  Plan du scénario : Une facture compte à son échéance, quel que soit le jour d’envoi ou de paiement
    Soit factures : émission 2025-09-01, date d’échéance <échéance>, paiement 2026-04-01
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors factures en retard sont <nombre>

    Exemples :
      | échéance   | nombre |
      | 2025-11-01 | 0      |
      | 2025-11-02 | 1      |

  Plan du scénario : Un appel, un changement, un conseil
    Soit contacts : moment <date> 22:00
    Et changements : date <date>, nature changement d’avis
    Et conseils : date <date>, suivie non
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors contacts en dehors des heures de bureau sont <nombre>
    Et changements d’avis sont <nombre>
    Et recommandations sont <nombre>

    Exemples :
      | date       | nombre |
      | 2025-11-01 | 0      |
      | 2025-11-02 | 1      |

  @rule:physical-abuse
  Plan du scénario : C’était il y a un an
    Soit incidents : date 4 mars 2026, nature agression ou menace
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le <jour>
    Alors le verdict est « <verdict> »

    Exemples :
      | jour        | verdict                  |
      | 3 mars 2027 | se séparer sans attendre |
      | 4 mars 2027 | garder                   |

  Scénario : Ce que personne n’a consigné est inconnu
    Soit les incidents ne sont pas consignés
    Quand on évalue le client
    Alors baisses de prix après accord sont inconnues

  Scénario : Une liste vide dit qu’il ne s’est rien passé
    Soit il n’y a pas d’incidents
    Quand on évalue le client
    Alors baisses de prix après accord sont 0
