# language: fr
Fonctionnalité : Cinq verdicts
  Se séparer sans attendre, se séparer, préparer la séparation, parler, garder. Le plus sévère qui
  s’applique est le verdict, et ce que personne ne sait se dit, sans jamais se deviner.

  Contexte:
    Soit nous ne connaissons rien qui puisse engager notre responsabilité
    Et personne dans l’entreprise ne se sent exploité
    Et l’équipe donne au client 4 sur 5 pour la sympathie
    Et le client rapporte 20 000 €
    Et le client nous coûte 8 000 €
    Et le client prend 8 % de nos heures
    Et le client représente 10 % de notre chiffre d’affaires

  Règle : Le plus sévère qui s’applique

    Scénario : Rien ne parle contre ce client
      Soit rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « garder »
      Et le verdict est définitif
      Et le seul verdict possible est « garder »

    Scénario : Un point d’attention
      Soit un client qui a menacé une fois d’un avis négatif
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « parler »
      Et le verdict est définitif

    Scénario : Deux points d’attention restent un entretien
      Soit incidents : date 2026-06-10, nature ultimatum
      Et l’équipe donne au client 1 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

    Plan du scénario : Un motif dont nous avons parlé, ou non
      Soit ces changements :
        | date       | nature     | payée | heures |
        | 2026-02-10 | supplément | non   | 2      |
        | 2026-04-10 | supplément | non   | 2      |
        | 2026-06-10 | supplément | non   | 2      |
      Et nous avons convenu de 100 heures de travail
      Et avertissements : date 2026-03-01, sujet <sujet>
      Mais le client représente <part> de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »
      Et le verdict est définitif

      Exemples :
        | sujet                 | part | verdict                |
        | factures contestées   | 10 % | parler                 |
        | factures contestées   | 40 % | parler                 |
        | suppléments non payés | 10 % | se séparer             |
        | suppléments non payés | 40 % | préparer la séparation |

    Plan du scénario : Une expérience qui suffit, ou deux
      Soit incidents : date 2026-06-10, nature baisse de prix après accord
      Et les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise | difficulté résolue |
        | 2026-04-10 | non    | <sauvetage>                         | oui                |
      Mais le client représente <part> de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »
      Et le verdict est définitif

      Exemples :
        | sauvetage | part | verdict                |
        | non       | 10 % | se séparer             |
        | non       | 40 % | préparer la séparation |
        | oui       | 10 % | se séparer             |
        | oui       | 40 % | préparer la séparation |

    Plan du scénario : Deux motifs qui ont continué tous les deux
      Soit incidents : date 2026-06-10, nature pression par une offre concurrente, état du travail convenu
      Et contacts : moment 2026-06-10 22:15, motif question
      Et ces avertissements :
        | date       | sujet               |
        | 2026-03-01 | competitor-pressure |
        | 2026-03-01 | out-of-hours        |
      Mais le client représente <part> de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | part | verdict                |
        | 10 % | se séparer             |
        | 40 % | préparer la séparation |

    Plan du scénario : Nous vivons de ce client, et parler suffit : <quoi>
      Soit incidents : date 2026-06-10, nature <nature>, état du travail convenu
      Et avertissements : date 2026-03-01, sujet <sujet>
      Mais le client représente 40 % de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

      Exemples :
        | quoi                                | nature              | sujet               |
        | un point d’attention qui a continué | ultimatum           | ultimatums          |
        | un motif dont personne n’a parlé    | competitor-pressure | retards de paiement |

    Scénario : Un signal d’alarme pèse plus que tout le reste
      Soit ces incidents :
        | date       | nature                      | délibérée |
        | 2026-06-10 | baisse de prix après accord |           |
        | 2026-07-10 | ultimatum                   |           |
        | 2026-08-10 | contrevérité                | oui       |
      Mais le client représente 40 % de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « se séparer sans attendre »
      Et le verdict est définitif
      Et « baisse de prix après accord » est un motif

    Scénario : Parler de l’un ne règle pas l’autre
      Soit ces changements :
        | date       | nature            | payée | heures |
        | 2026-02-10 | supplément        | non   | 2      |
        | 2026-03-10 | changement d’avis |       |        |
        | 2026-04-10 | supplément        | non   | 2      |
        | 2026-05-10 | changement d’avis |       |        |
        | 2026-06-10 | supplément        | non   | 2      |
        | 2026-07-10 | changement d’avis |       |        |
      Et le client paie un prix fixe
      Et nous avons convenu de 100 heures de travail
      Et avertissements : date 2026-07-20, sujet suppléments non payés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

  Règle : Ce que personne ne sait laisse plusieurs verdicts possibles

    Scénario : Le plus clément est le verdict : au moins cela
      Soit legal_risk_known est inconnu
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « garder »
      Et le verdict est provisoire
      Et les verdicts possibles sont « se séparer sans attendre » et « garder »

    Scénario : Tout le monde est content, semble-t-il
      Soit feels_misused est inconnu
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors les verdicts possibles sont « parler » et « garder »

    Scénario : Personne ne sait quelle part du chiffre d’affaires c’est
      Soit incidents : date 2026-06-10, nature baisse de prix après accord
      Et revenue_share est inconnu
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « préparer la séparation »
      Et les verdicts possibles sont « se séparer » et « préparer la séparation »

    Scénario : Personne n’a noté si nous l’avions dit
      Soit ces changements :
        | date       | nature     | payée | heures |
        | 2026-02-10 | supplément | non   | 2      |
        | 2026-04-10 | supplément | non   | 2      |
        | 2026-06-10 | supplément | non   | 2      |
      Et nous avons convenu de 100 heures de travail
      Et les avertissements ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors les verdicts possibles sont « se séparer » et « parler »

    Scénario : L’inconnu n’adoucit pas le connu
      Soit un client qui a été agressif une fois
      Et legal_risk_known est inconnu
      Quand on évalue le client
      Alors le verdict est définitif
      Et le verdict ne peut plus devenir « parler »
