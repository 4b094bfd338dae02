# language: fr
Fonctionnalité : Baisser un prix convenu, et attendre un sauvetage
  On peut négocier jusqu’à l’accord. Et qui ignore notre conseil ramasse ses propres morceaux. Dans les
  deux cas une seule expérience suffit : nous restons aimables, et nous ne la répétons pas.

  Règle : Après l’accord, le prix est le prix

    @rule:price-cut-after-agreement
    Plan du scénario : Combien de fois
      Soit un client qui a réduit <fois> fois un prix convenu
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « baisse de prix après accord » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois | issue              | verdict    |
        | zéro | n’est pas constaté | garder     |
        | une  | est constaté       | se séparer |
        | deux | est constaté       | se séparer |

    @rule:price-cut-after-agreement
    Plan du scénario : Menacer n’est pas encore payer moins
      Soit incidents : date 2 juillet 2026, nature <nature>
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « baisse de prix après accord » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | nature                      | issue              | verdict    |
        | ultimatum                   | n’est pas constaté | parler     |
        | baisse de prix après accord | est constaté       | se séparer |

  Règle : Un conseil ignoré et un sauvetage attendu, dans la même histoire

    @rule:rescue-after-ignored-advice
    Plan du scénario : Qui a fait quoi
      Soit les conseils suivants :
        | date       | suivie  | réparation attendue de l’entreprise |
        | 2026-03-02 | <suivi> | <sauvetage>                         |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « sauvetage attendu après un conseil ignoré » <issue>

      Exemples :
        | suivi   | sauvetage | issue              |
        | non     | oui       | est constaté       |
        | non     | non       | n’est pas constaté |
        | oui     | oui       | n’est pas constaté |
        | non     | inconnu   | reste indéterminé  |
        | inconnu | oui       | reste indéterminé  |
        | inconnu | non       | n’est pas constaté |
        | oui     | inconnu   | n’est pas constaté |

    @rule:rescue-after-ignored-advice
    Scénario : Nous avions déconseillé le bail, ils ont signé, et c’est à nous de les en sortir
      Soit les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise | difficulté résolue |
        | 2026-03-02 | non    | oui                                 | non                |
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « sauvetage attendu après un conseil ignoré »
      Et le verdict est « se séparer »

    @rule:rescue-after-ignored-advice
    Scénario : Ignorés une fois, appelés à l’aide pour autre chose
      Soit les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise |
        | 2026-03-02 | non    | non                                 |
        | 2026-05-20 | oui    | oui                                 |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « sauvetage attendu après un conseil ignoré » n’est pas constaté
      Et il s’en faut de peu pour « sauvetage attendu après un conseil ignoré »

    @rule:rescue-after-ignored-advice
    Scénario : Notre conseil a été suivi et a mal tourné : aider est notre métier
      Soit les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise |
        | 2026-03-02 | oui    | oui                                 |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors il s’en faut de beaucoup pour « sauvetage attendu après un conseil ignoré »

    @rule:rescue-after-ignored-advice
    Plan du scénario : Une fois suffit
      Soit un client qui a <fois> fois ignoré un conseil puis attendu un sauvetage
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « sauvetage attendu après un conseil ignoré » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois | issue              | verdict    |
        | zéro | n’est pas constaté | garder     |
        | une  | est constaté       | se séparer |
        | deux | est constaté       | se séparer |

    @rule:rescue-after-ignored-advice @rule:ignores-advice
    Scénario : Personne n’a gardé trace de nos conseils
      Soit les conseils ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « sauvetage attendu après un conseil ignoré » reste indéterminé
      Et « ignore les conseils » reste indéterminé

  Règle : Personne n’est laissé dans l’embarras

    Contexte:
      Soit le client représente 5 % de notre chiffre d’affaires

    Plan du scénario : Le toit fuit-il encore
      Soit un client qui a une fois ignoré un conseil puis attendu un sauvetage
      Et <ce que l’on sait>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan <contient> « résolvez d’abord la difficulté »

      Exemples :
        | ce que l’on sait                   | contient           |
        | le client est encore en difficulté | contient           |
        | le client est tiré d’affaire       | ne contient pas    |
        | predicament_open est inconnu       | contient peut-être |

    Scénario : En difficulté, mais pas pour nous avoir ignorés
      Soit un client qui a réduit une fois un prix convenu
      Et le client est encore en difficulté
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « se séparer »
      Et le plan ne contient pas « résolvez d’abord la difficulté »
