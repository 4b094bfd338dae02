# language: fr
@rule:class-d
Fonctionnalité : Classer les clients en A, B, C et D
  Treize critères, notés de un à cinq, pèsent autant tant que l’entreprise n’en décide pas autrement. La
  moyenne devient une note de 0 à 100 : A commence à 75, B à 50, C à 25.

  Contexte:
    Soit le client obtient 3 sur 5 pour le prix qu’il paie
    Et le client obtient 3 sur 5 pour ses moyens de payer des conseils
    Et le client obtient 3 sur 5 pour des résultats améliorables
    Et le client obtient 3 sur 5 pour sa volonté de changer
    Et le client obtient 3 sur 5 pour son ouverture aux conseils
    Et le client obtient 3 sur 5 pour son état d’esprit positif
    Et le client obtient 3 sur 5 pour ses recommandations
    Et le client obtient 3 sur 5 comme payeur
    Et le client obtient 3 sur 5 comme étude de cas
    Et le client obtient 3 sur 5 pour la notoriété de son nom
    Et le client obtient 3 sur 5 pour sa participation à nos événements
    Et le dirigeant donne au client 3 sur 5 pour la sympathie
    Et l’équipe donne au client 3 sur 5 pour la sympathie

  Règle : Chaque critère compte, et tous autant

    Scénario : Partout un trois, c’est exactement la moitié : B
      Quand on évalue le client
      Alors la classe est B

    Plan du scénario : Un point de moins pour <critère>, et c’est un C
      Soit <critère> est 2
      Quand on évalue le client
      Alors la classe est C

      Exemples :
        | critère                                  |
        | paie un prix correct                     |
        | a les moyens de payer des conseils       |
        | résultats améliorables                   |
        | veut changer                             |
        | ouvert aux conseils                      |
        | état d’esprit positif                    |
        | recommande l’entreprise                  |
        | bon payeur                               |
        | utilisable comme étude de cas            |
        | nom connu                                |
        | participe aux événements de l’entreprise |
        | apprécié du dirigeant                    |
        | apprécié de l’équipe                     |

    Plan du scénario : Ce que perd <moins>, <plus> le rattrape
      Soit <moins> est 2
      Et <plus> est 4
      Quand on évalue le client
      Alors la classe est B

      Exemples :
        | moins            | plus             |
        | decent_fee       | can_afford       |
        | can_afford       | improvable       |
        | improvable       | wants_change     |
        | wants_change     | open_to_advice   |
        | open_to_advice   | positive_mindset |
        | positive_mindset | refers_others    |
        | refers_others    | pays_well        |
        | pays_well        | case_study       |
        | case_study       | well_known       |
        | well_known       | attends_events   |
        | attends_events   | liked_by_you     |
        | liked_by_you     | liked_by_team    |
        | liked_by_team    | decent_fee       |

  Règle : Une classe commence exactement à sa limite

    Plan du scénario : Partout un <partout>, et pour le prix un <prix>
      Soit can_afford est <partout>
      Et improvable est <partout>
      Et wants_change est <partout>
      Et open_to_advice est <partout>
      Et positive_mindset est <partout>
      Et refers_others sont <partout>
      Et pays_well est <partout>
      Et case_study est <partout>
      Et well_known est <partout>
      Et attends_events sont <partout>
      Et liked_by_you est <partout>
      Et liked_by_team est <partout>
      Mais decent_fee est <prix>
      Quand on évalue le client
      Alors la classe est <classe>

      Exemples :
        | partout | prix | classe |
        | 1       | 1    | D      |
        | 2       | 1    | D      |
        | 2       | 1,5  | D      |
        | 2       | 2    | C      |
        | 3       | 2,5  | C      |
        | 4       | 3    | B      |
        | 4       | 3,5  | B      |
        | 4       | 4    | A      |
        | 5       | 5    | A      |

  Règle : Qui n’a jamais été sollicité n’y perd rien

    Scénario : Personne ne lui a jamais demandé de nous recommander
      Soit personne n’a jamais demandé au client de recommander l’entreprise
      Quand on évalue le client
      Alors la classe est B

    Plan du scénario : Un point de mieux comme payeur, et ce qu’il recommande
      Soit le client obtient 4 sur 5 comme payeur
      Et refers_others sont <note>
      Quand on évalue le client
      Alors la classe est <classe>

      Exemples :
        | note    | classe |
        | 1       | C      |
        | 2       | B      |
        | inconnu | B      |

  Règle : Ce que personne n’a noté laisse une marge

    Scénario : Le prix peut faire pencher la balance
      Soit decent_fee est inconnu
      Quand on évalue le client
      Alors la classe est B ou C

  Règle : Tant que les critères ne sont pas approuvés, la classe ne décide de rien

    Scénario : La note la plus basse, et pourtant presque seulement
      Soit un client avec ce fichier :
        """
        scores: {decent_fee: 1, can_afford: 1, improvable: 1, wants_change: 1, open_to_advice: 1,
                 positive_mindset: 1, refers_others: 1, pays_well: 1, case_study: 1, well_known: 1,
                 attends_events: 1, liked_by_you: 1, liked_by_team: 2}
        """
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors la classe est D
      Et « classe D » n’est pas constaté
      Et il s’en faut de peu pour « classe D »
      Et le verdict est « garder »
