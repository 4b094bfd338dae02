# language: fr
Fonctionnalité : Ce que cette entreprise fait autrement
  Chaque scénario est un exemple auquel la politique doit se tenir : changez un nombre dans
  rules/policy.yaml, et `adieu test` dit quel exemple ne tient plus. Notez ce dont les associés sont
  convenus, et rien de plus.

  Règle : Nous regardons un an et demi en arrière

    @rule:late-payment
    Plan du scénario : Deux retards méritent un entretien, s’ils ne sont pas trop anciens
      Soit les factures suivantes :
        | date d’échéance | paiement   |
        | 2026-08-31      | 2026-09-20 |
        | <échéance>      | 2026-07-01 |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « retards de paiement » <issue>

      Exemples :
        | échéance   | issue              |
        | 2025-05-01 | n’est pas constaté |
        | 2025-05-02 | est constaté       |

  Règle : Notre porte s’ouvre à huit heures et demie

    @rule:after-hours
    Plan du scénario : L’heure, un lundi, une fois le client averti
      Soit avertissements : date 2026-01-05, sujet les contacts en dehors des heures de bureau
      Et contacts : moment 2026-10-26 <heure>, motif question
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « contacts en dehors des heures de bureau » <issue>

      Exemples :
        | heure | issue              |
        | 08:29 | est constaté       |
        | 08:30 | n’est pas constaté |
        | 18:30 | n’est pas constaté |
        | 18:31 | est constaté       |

  Règle : De qui continue d’ignorer nos conseils, nous pouvons nous séparer

    @rule:ignores-advice
    Plan du scénario : Quatre fois non, et le jour où nous en avons parlé
      Soit les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise |
        | 2026-01-15 | non    | non                                 |
        | 2026-03-15 | non    | non                                 |
        | 2026-05-15 | non    | non                                 |
        | 2026-07-15 | non    | non                                 |
      Et avertissements : date <jour>, sujet conseils non suivis
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « ignore les conseils »
      Et le verdict est « <verdict> »

      Exemples :
        | jour       | verdict    |
        | 2026-06-01 | se séparer |
        | 2026-08-01 | parler     |
