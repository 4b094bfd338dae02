# language: fr
@rule:ignores-advice
Fonctionnalité : Les conseils ignorés dans une agence web
  Qui nous engage puis dessine son site lui-même n’a pas besoin de nous. Ignorer nos conseils est ici un
  motif de séparation, une fois que nous en avons parlé.

  Contexte:
    Soit le client représente 5 % de notre chiffre d’affaires
    Et les conseils suivants :
      | date       | suivie | réparation attendue de l’entreprise |
      | 2026-01-15 | non    | non                                 |
      | 2026-03-15 | oui    | non                                 |
      | 2026-05-15 | non    | non                                 |
      | 2026-07-15 | non    | non                                 |

  Scénario : Nous n’en avons jamais parlé
    Soit rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors le motif est « ignore les conseils »
    Et le verdict est « parler »

  Plan du scénario : Nous en avons parlé, et puis
    Soit avertissements : date <jour>, sujet <sujet>
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors le verdict est « <verdict> »

    Exemples :
      | jour       | sujet                 | verdict    |
      | 2026-07-14 | conseils non suivis   | se séparer |
      | 2026-07-15 | conseils non suivis   | parler     |
      | 2026-07-14 | suppléments non payés | parler     |

  Scénario : La moitié suffit encore
    Soit les conseils suivants :
      | date       | suivie | réparation attendue de l’entreprise |
      | 2026-08-15 | oui    | non                                 |
      | 2026-09-15 | oui    | non                                 |
    Et que rien d’autre ne s’est passé
    Quand on évalue le client le 2026-11-01
    Alors « ignore les conseils » n’est pas constaté
