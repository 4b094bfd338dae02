# language: fr
Fonctionnalité : Agressivité et mépris
  Cris, injures, objets qui volent : personne n’a à le supporter, et une fois suffit. Le mépris, lui, se
  dit d’abord. L’ordre compte : cela s’est passé, nous l’avons dit, et cela a recommencé.

  Règle : Une seule agression suffit

    @rule:physical-abuse
    Plan du scénario : Ce que nous supportons
      Soit un client qui a été agressif <fois> fois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « agressivité ou menaces » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois | issue              | verdict                  |
        | zéro | n’est pas constaté | garder                   |
        | une  | est constaté       | se séparer sans attendre |
        | deux | est constaté       | se séparer sans attendre |

    @rule:physical-abuse
    Scénario : Des fleurs le lendemain n’y changent rien
      Soit incidents : date 4 mars 2026, nature agression ou menace
      Et tentatives de réparation : date 5 mars 2026, sujet l’agressivité ou les menaces, réussie oui
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors le verdict est « se séparer sans attendre »
      Et le rapport dit « une seule fois suffit »

    @rule:physical-abuse
    Scénario : Le plus gros client, et rien en caisse
      Soit un client qui a été agressif une fois
      Et le client représente 60 % de notre chiffre d’affaires
      Et nous avons de la trésorerie pour 0 mois
      Et aucune affaire nouvelle ne compense la perte des revenus
      Quand on évalue le client
      Alors le verdict est « se séparer sans attendre »
      Et le plan contient « veillez à la sécurité de tous »
      Et le plan ne contient pas « remplacez d’abord les revenus »

    @rule:physical-abuse
    Scénario : Une remarque blessante n’est pas une agression
      Soit incidents : date 12 mai 2026, nature propos rabaissant
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « agressivité ou menaces » n’est pas constaté
      Et le verdict est « parler »

  Règle : Le mépris, la première fois, mérite un mot

    @rule:belittling
    Plan du scénario : Combien de propos rabaissants
      Soit un client qui a rabaissé quelqu’un <fois> fois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « propos rabaissants » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois  | issue              | verdict |
        | zéro  | n’est pas constaté | garder  |
        | une   | est constaté       | parler  |
        | trois | est constaté       | parler  |

    @rule:mental-abuse
    Scénario : Personne n’a encore rien dit
      Soit incidents : date 12 mai 2026, nature propos rabaissant
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « propos rabaissants malgré un avertissement » n’est pas constaté
      Et il s’en faut de peu pour « propos rabaissants malgré un avertissement »

    @rule:belittling @rule:mental-abuse
    Scénario : Nous l’avons dit et cela a cessé, mais cela s’est passé
      Soit incidents : date 12 mai 2026, nature propos rabaissant
      Et avertissements : date 13 mai 2026, sujet propos rabaissants
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors le motif est « propos rabaissants »
      Et le motif n’est pas « propos rabaissants malgré un avertissement »

  Règle : Une fois averti, c’est une fois de trop

    @rule:mental-abuse
    Scénario : Cela s’est passé, nous l’avons dit, cela a recommencé
      Soit ces incidents :
        | date           | nature            |
        | 3 février 2026 | propos rabaissant |
        | 12 mai 2026    | propos rabaissant |
      Et avertissements : date 4 février 2026, sujet propos rabaissants
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors incidents rabaissants après avertissement sont 1
      Et le motif est « propos rabaissants malgré un avertissement »
      Et « propos rabaissants » relève d’un constat plus lourd
      Et le verdict est « se séparer sans attendre »

    @rule:mental-abuse
    Plan du scénario : Le jour où nous l’avons dit, et à quel sujet
      Soit incidents : date 2026-05-12, nature propos rabaissant
      Et avertissements : date <jour>, sujet <sujet>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « propos rabaissants malgré un avertissement » <issue>

      Exemples : Un jour plus tôt, même il y a longtemps
        | jour       | sujet              | issue              |
        | 2019-09-02 | propos rabaissants | est constaté       |
        | 2026-05-11 | propos rabaissants | est constaté       |
        | 2026-05-12 | propos rabaissants | n’est pas constaté |
        | 2026-05-13 | propos rabaissants | n’est pas constaté |

      Exemples : À un autre sujet
        | jour       | sujet                                       | issue              |
        | 2026-05-11 | les contacts en dehors des heures de bureau | n’est pas constaté |

    @rule:mental-abuse
    Scénario : Dit deux fois, et recommencé
      Soit incidents : date 2026-05-12, nature propos rabaissant
      Et ces avertissements :
        | date       | sujet              |
        | 2026-02-03 | propos rabaissants |
        | 2026-04-03 | propos rabaissants |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « propos rabaissants malgré un avertissement »

    @rule:mental-abuse
    Scénario : Ensuite, c’était autre chose
      Soit ces incidents :
        | date       | nature            |
        | 2026-02-02 | propos rabaissant |
        | 2026-05-12 | ultimatum         |
      Et avertissements : date 2026-02-03, sujet propos rabaissants
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « propos rabaissants malgré un avertissement » n’est pas constaté
      Et le verdict est « parler »

    @rule:mental-abuse
    Scénario : Faire la paix, c’est l’avoir dit aussi
      Soit incidents : date 2026-05-12, nature propos rabaissant
      Et tentatives de réparation : date 2026-04-01, sujet propos rabaissants, réussie oui
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « propos rabaissants malgré un avertissement »

    @rule:mental-abuse
    Plan du scénario : Combien de fois encore
      Soit un client qui a rabaissé quelqu’un 3 fois
      Et le client a rabaissé quelqu’un <fois> fois après un avertissement
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « propos rabaissants malgré un avertissement » <issue>

      Exemples :
        | fois | issue              |
        | zéro | n’est pas constaté |
        | une  | est constaté       |
        | deux | est constaté       |

    @rule:mental-abuse
    Scénario : Dans notre dos, cela compte aussi
      Soit ces incidents :
        | date       | nature            | par ouï-dire |
        | 2026-02-03 | propos rabaissant | non          |
        | 2026-05-12 | propos rabaissant | oui          |
      Et avertissements : date 2026-02-04, sujet propos rabaissants
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « propos rabaissants malgré un avertissement »
      Et le rapport dit « ouï-dire »

  Règle : Ce que personne n’a noté, personne ne le sait

    Scénario : Pas de journal des incidents
      Soit les incidents ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « agressivité ou menaces » reste indéterminé
      Et « propos rabaissants » reste indéterminé
      Et « propos rabaissants malgré un avertissement » reste indéterminé
      Et « mensonges délibérés » reste indéterminé
      Et « baisse de prix après accord » reste indéterminé
      Et « menace d’avis négatif ou ultimatum » reste indéterminé
      Et le verdict peut encore devenir « se séparer sans attendre »

    @rule:mental-abuse
    Scénario : Personne n’a noté ce que nous avions dit
      Soit incidents : date 2026-05-12, nature propos rabaissant
      Et les avertissements ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « propos rabaissants malgré un avertissement » reste indéterminé
