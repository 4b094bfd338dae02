# language: fr
Fonctionnalité : Menacer, et aller toujours trop loin
  « Moins tout de suite, ou tout dans trois mois. » Le garagiste est resté calme et a demandé pourquoi
  son client trouvait cela raisonnable. Qui continue après deux tentatives sincères a eu sa chance.

  Règle : Une menace est une raison de parler

    @rule:threats
    Plan du scénario : Combien de fois
      Soit un client qui a menacé <fois> fois d’un avis négatif ou d’un ultimatum
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « menace d’avis négatif ou ultimatum » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois | issue              | verdict |
        | zéro | n’est pas constaté | garder  |
        | une  | est constaté       | parler  |
        | cinq | est constaté       | parler  |

    @rule:threats
    Plan du scénario : Ce qui est une menace, et ce qui ne l’est pas
      Soit incidents : date 20 août 2026, nature <nature>, délibérée non, état du travail seulement envisagé
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « menace d’avis négatif ou ultimatum » <issue>

      Exemples :
        | nature                             | issue              |
        | menace d’avis négatif              | est constaté       |
        | ultimatum                          | est constaté       |
        | agression ou menace                | n’est pas constaté |
        | propos rabaissant                  | n’est pas constaté |
        | baisse de prix après accord        | n’est pas constaté |
        | pression par une offre concurrente | n’est pas constaté |
        | contrevérité                       | n’est pas constaté |
        | autre                              | n’est pas constaté |

    @rule:threats
    Scénario : Rester calme et demander pourquoi
      Soit un client qui nous a posé une fois un ultimatum
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « parler »
      Et le plan contient « demandez pourquoi »

    @rule:threats
    Scénario : Dit une fois, et menacé de nouveau : encore un entretien
      Soit ces incidents :
        | date       | nature                |
        | 2026-02-20 | menace d’avis négatif |
        | 2026-08-20 | menace d’avis négatif |
      Et avertissements : date 2026-03-01, sujet menaces d’avis négatif
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

  Règle : Deux tentatives qui échouent, et cela recommence

    @rule:went-too-far
    Plan du scénario : Comment et quand s’est passée la deuxième
      Soit incidents : date 2026-08-20, nature menace d’avis négatif
      Et les tentatives de réparation suivantes :
        | date       | sujet         | réussie   |
        | 2024-03-02 | review-threat | non       |
        | <jour>     | review-threat | <réussie> |
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | jour       | réussie | issue              | verdict    |
        | 2026-08-19 | non     | est constaté       | se séparer |
        | 2026-08-20 | non     | n’est pas constaté | parler     |
        | 2026-05-04 | oui     | n’est pas constaté | parler     |
        | 2026-05-04 | inconnu | reste indéterminé  | parler     |

    @rule:went-too-far
    Scénario : Une seule tentative ne suffit pas
      Soit incidents : date 2026-08-20, nature menace d’avis négatif
      Et tentatives de réparation : date 2026-03-02, sujet review-threat, réussie non
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » n’est pas constaté

    @rule:went-too-far
    Scénario : Trois, c’est plus qu’assez
      Soit incidents : date 2026-08-20, nature menace d’avis négatif
      Et les tentatives de réparation suivantes :
        | date       | sujet         | réussie |
        | 2026-03-02 | review-threat | non     |
        | 2026-05-04 | review-threat | non     |
        | 2026-06-04 | review-threat | non     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » est constaté

    @rule:went-too-far
    Scénario : Avertir n’est pas tenter de réparer
      Soit incidents : date 2026-08-20, nature menace d’avis négatif
      Et ces avertissements :
        | date       | sujet         |
        | 2026-03-02 | review-threat |
        | 2026-05-04 | review-threat |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » n’est pas constaté

    @rule:went-too-far
    Scénario : Deux tentatives, à deux sujets différents
      Soit incidents : date 2026-08-20, nature menace d’avis négatif
      Et les tentatives de réparation suivantes :
        | date       | sujet         | réussie |
        | 2026-03-02 | review-threat | non     |
        | 2026-05-04 | ultimatum     | non     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » n’est pas constaté

    @rule:went-too-far
    Plan du scénario : Combien de fois encore
      Soit un client qui a continué <fois> fois malgré des tentatives infructueuses
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « va toujours trop loin » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois | issue              | verdict    |
        | zéro | n’est pas constaté | garder     |
        | une  | est constaté       | se séparer |
        | deux | est constaté       | se séparer |

    @rule:went-too-far
    Scénario : Personne n’a tenu le journal des incidents
      Soit tentatives de réparation : date 2026-03-02, sujet ultimatum, réussie non
      Et les incidents ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » reste indéterminé

  Règle : Ce que sa propre règle excuse ne compte pas ici

    @rule:went-too-far
    Plan du scénario : La même chose, mais innocente
      Soit incidents : date 2026-08-20, nature <nature>, délibérée <voulu>, état du travail <état>
      Et les tentatives de réparation suivantes :
        | date       | sujet    | réussie |
        | 2026-03-02 | <nature> | non     |
        | 2026-05-04 | <nature> | non     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » <issue>

      Exemples : Des devis pour un travail seulement envisagé
        | nature              | voulu   | état               | issue              |
        | competitor-pressure | inconnu | seulement envisagé | n’est pas constaté |
        | competitor-pressure | inconnu | convenu            | est constaté       |
        | review-threat       | inconnu | seulement envisagé | est constaté       |

      Exemples : Un malentendu
        | nature        | voulu | état    | issue              |
        | lie           | non   | inconnu | n’est pas constaté |
        | lie           | oui   | inconnu | est constaté       |
        | review-threat | non   | inconnu | est constaté       |

      Exemples : Personne ne sait ce que c’était
        | nature              | voulu   | état    | issue             |
        | lie                 | inconnu | convenu | reste indéterminé |
        | competitor-pressure | non     | inconnu | reste indéterminé |

    @rule:went-too-far
    Scénario : Aucun motif ne rend une exigence raisonnable ici
      Soit incidents : date 2026-08-20, nature exigence déraisonnable, motif arrestation
      Et les tentatives de réparation suivantes :
        | date       | sujet                    | réussie |
        | 2026-03-02 | exigences déraisonnables | non     |
        | 2026-05-04 | exigences déraisonnables | non     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « va toujours trop loin » est constaté
