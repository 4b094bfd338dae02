# language: fr
@rule:class-d
Fonctionnalité : Ce que pèse chaque critère chez ce comptable
  Un prix correct, l’ouverture aux conseils et bien payer pèsent trois ; vouloir changer, recommander et
  la sympathie de l’équipe pèsent deux ; les sept autres pèsent un.

  Contexte: Un client noté trois partout, exactement à la limite de B
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

  Plan du scénario : Un point de <lourd> contre <moyen> et <léger>
    Soit <lourd> est <note>
    Et <moyen> est <autre>
    Et <léger> est <autre>
    Quand on évalue le client
    Alors la classe est B

    Exemples : Trois, c’est deux et un
      | lourd          | note | moyen         | léger      | autre |
      | decent_fee     | 2    | wants_change  | can_afford | 4     |
      | open_to_advice | 2    | refers_others | improvable | 4     |
      | pays_well      | 2    | liked_by_team | case_study | 4     |
      | decent_fee     | 4    | wants_change  | can_afford | 2     |
      | open_to_advice | 4    | refers_others | improvable | 2     |
      | pays_well      | 4    | liked_by_team | case_study | 2     |

    Exemples : Deux, c’est un et un
      | lourd         | note | moyen      | léger            | autre |
      | wants_change  | 2    | can_afford | improvable       | 4     |
      | refers_others | 2    | well_known | positive_mindset | 4     |
      | liked_by_team | 2    | case_study | attends_events   | 4     |
      | wants_change  | 4    | can_afford | improvable       | 2     |
      | refers_others | 4    | well_known | positive_mindset | 2     |
      | liked_by_team | 4    | case_study | attends_events   | 2     |

  Plan du scénario : Un point de <moins> contre un point de <plus>
    Soit <moins> est 2
    Et <plus> est 4
    Quand on évalue le client
    Alors la classe est <classe>

    Exemples : Un, c’est un
      | moins            | plus             | classe |
      | can_afford       | improvable       | B      |
      | improvable       | positive_mindset | B      |
      | positive_mindset | case_study       | B      |
      | case_study       | well_known       | B      |
      | well_known       | attends_events   | B      |
      | attends_events   | liked_by_you     | B      |
      | liked_by_you     | can_afford       | B      |

    Exemples : Un ne rattrape pas trois
      | moins          | plus       | classe |
      | decent_fee     | well_known | C      |
      | open_to_advice | well_known | C      |
      | pays_well      | well_known | C      |
