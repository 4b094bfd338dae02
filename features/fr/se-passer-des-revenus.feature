# language: fr
Fonctionnalité : Pouvons-nous nous passer de ces revenus ?
  Même avec toutes les raisons de partir, une entreprise se demande d’abord ce qui se passe ensuite. Une
  petite part du chiffre d’affaires, de nouvelles affaires, ou trois mois de trésorerie : une suffit.

  Contexte:
    Soit un client qui a réduit une fois un prix convenu

  Plan du scénario : Un quart du chiffre d’affaires, ou trois mois de trésorerie
    Soit le client représente <part> de notre chiffre d’affaires
    Et aucune affaire nouvelle ne compense la perte des revenus
    Et nous avons de la trésorerie pour <mois> mois
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors le verdict est « <verdict> »

    Exemples : La part
      | part    | mois | verdict                |
      | 24,99 % | 0    | se séparer             |
      | 25 %    | 0    | préparer la séparation |
      | 80 %    | 0    | préparer la séparation |

    Exemples : La trésorerie
      | part | mois | verdict                |
      | 40 % | 2    | préparer la séparation |
      | 40 % | 2,9  | préparer la séparation |
      | 40 % | 3    | se séparer             |
      | 40 % | 4    | se séparer             |

  Scénario : De nouvelles affaires en vue
    Soit le client représente 40 % de notre chiffre d’affaires
    Et de nouvelles affaires compensent la perte des revenus
    Et nous avons de la trésorerie pour 0 mois
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors le verdict est « se séparer »

  Plan du scénario : Un oui suffit, et il faut trois non pour un non
    Soit revenue_share est <part>
    Et pipeline_covers sont <affaires>
    Et cash_months sont <mois>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors entreprise capable de se passer de ces revenus est <réponse>

    Exemples :
      | part    | affaires | mois    | réponse |
      | 10 %    | inconnu  | inconnu | oui     |
      | inconnu | oui      | inconnu | oui     |
      | inconnu | inconnu  | 6       | oui     |
      | 40 %    | inconnu  | 1       | inconnu |
      | inconnu | non      | 1       | inconnu |
      | 40 %    | non      | inconnu | inconnu |
      | 40 %    | non      | 1       | non     |

  Scénario : Aucune réponse : préparer au moins
    Soit rien d’autre ne s’est passé
    Quand on évalue le client
    Alors le verdict est « préparer la séparation »
    Et le verdict peut encore devenir « se séparer »
    Et le verdict deviendrait « se séparer » si pipeline_covers est oui

  Scénario : Un simple point d’attention, et nous vivons de ce client
    Soit le client n’a jamais réduit un prix convenu
    Et quelqu’un dans l’entreprise se sent exploité
    Et le client représente 80 % de notre chiffre d’affaires
    Et nous ne pouvons pas nous passer de ces revenus
    Et pipeline_covers est non
    Et cash_months est 0
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors le verdict est « parler »
