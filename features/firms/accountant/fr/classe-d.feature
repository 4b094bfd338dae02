# language: fr
@rule:class-d
Fonctionnalité : La classe D, chez un comptable qui a approuvé les critères
  Ce cabinet est d’accord sur ses critères et sur le poids de chacun. Un D veut donc dire quelque chose :
  un motif de séparation, avec les deux portes devant. Ce qu’en pense le dirigeant n’en décide jamais.

  Contexte: Un client noté deux partout, exactement à la limite de C
    Soit le client obtient 2 sur 5 pour le prix qu’il paie
    Et le client obtient 2 sur 5 pour ses moyens de payer des conseils
    Et le client obtient 2 sur 5 pour des résultats améliorables
    Et le client obtient 2 sur 5 pour sa volonté de changer
    Et le client obtient 2 sur 5 pour son ouverture aux conseils
    Et le client obtient 2 sur 5 pour son état d’esprit positif
    Et le client obtient 2 sur 5 pour ses recommandations
    Et le client obtient 2 sur 5 comme payeur
    Et le client obtient 2 sur 5 comme étude de cas
    Et le client obtient 2 sur 5 pour la notoriété de son nom
    Et le client obtient 2 sur 5 pour sa participation à nos événements
    Et le dirigeant donne au client 2 sur 5 pour la sympathie
    Et l’équipe donne au client 2 sur 5 pour la sympathie

  Plan du scénario : À la limite, juste au-dessous et au-dessus
    Soit nom connu est <note>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client
    Alors la classe est <classe>
    Et « classe D » <issue>
    Et le verdict est « <verdict> »

    Exemples :
      | note | classe | issue              | verdict |
      | 1    | D      | est constaté       | parler  |
      | 2    | C      | n’est pas constaté | garder  |
      | 3    | C      | n’est pas constaté | garder  |

  Règle : La sympathie du dirigeant n’en décide jamais

    Scénario : Seule son antipathie en fait un D
      Soit le dirigeant donne au client 1 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors la classe est D
      Et « classe D » n’est pas constaté
      Et il s’en faut de peu pour « classe D »
      Et le verdict est « garder »

    Plan du scénario : Un D, et ce qu’en pense le dirigeant
      Soit le client obtient 1 sur 5 pour la notoriété de son nom
      Et liked_by_you est <note>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors la classe est <classe>
      Et « classe D » <issue>

      Exemples :
        | note    | classe | issue              |
        | 3       | C      | n’est pas constaté |
        | 2       | D      | est constaté       |
        | inconnu | C ou D | reste indéterminé  |

    Scénario : Un D à coup sûr, mais seulement par antipathie
      Soit le client obtient 1 sur 5 pour le prix qu’il paie
      Et case_study est inconnu
      Et le dirigeant donne au client 1 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors la classe est D
      Et « classe D » reste indéterminé
      Et le verdict peut encore devenir « parler »

  Règle : Qui n’a jamais été sollicité n’y perd rien

    Plan du scénario : Recommander, juste au-dessus de la limite
      Soit le client obtient 3 sur 5 pour des résultats améliorables
      Et refers_others sont <note>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors la classe est <classe>

      Exemples :
        | note    | classe |
        | 1       | D      |
        | 2       | C      |
        | inconnu | C      |

  Règle : Les deux portes sont devant

    Plan du scénario : Nous avons parlé de la collaboration, sans résultat
      Soit le client obtient 1 sur 5 pour le prix qu’il paie
      Et tentatives de réparation : date 2026-05-04, sujet <sujet>, réussie <réussie>
      Et le client représente <part> de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | sujet                          | réussie | part | verdict                |
        | manière de travailler ensemble | non     | 5 %  | se séparer             |
        | manière de travailler ensemble | non     | 40 % | préparer la séparation |
        | manière de travailler ensemble | oui     | 5 %  | parler                 |
        | retards de paiement            | non     | 5 %  | parler                 |
