# language: fr
Fonctionnalité : Cinq raisons de se séparer d’un client
  Qui abuse de notre temps, de notre argent ou de nos conseils mérite d’abord un entretien. Si rien
  ne change, une seule question reste : pouvons-nous nous passer de ces revenus ?

  Règle : L’abus commence par un sentiment

    @rule:feels-misused
    Scénario : Un sentiment justifie un entretien, jamais plus
      Soit le client représente 5% de notre chiffre d’affaires
      Et quelqu’un dans l’entreprise se sent exploité
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le motif est « quelqu’un se sent exploité »
      Et le verdict est « parler »

    @rule:physical-abuse
    Scénario : L’agressivité n’attend pas
      Soit un client qui a été agressif une fois
      Quand on évalue le client
      Alors le verdict est « se séparer sans attendre »
      Et le verdict est définitif

  Règle : Payer en retard

    @rule:late-payment
    Plan du scénario : À partir de deux factures en retard, on en parle
      Soit 20 factures arrivées à échéance
      Et <retards> d’entre elles ont été payées en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « retards de paiement » <issue>

      Exemples :
        | retards | issue              |
        | 1       | n’est pas constaté |
        | 2       | est constaté       |

    @rule:always-late
    Plan du scénario : Quatre sur cinq, c’est une habitude
      Soit <échues> factures arrivées à échéance
      Et <retards> d’entre elles ont été payées en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « paie toujours en retard » <issue>

      Exemples :
        | échues | retards | issue              |
        | 4      | 4       | n’est pas constaté |
        | 5      | 4       | est constaté       |
        | 100    | 79      | n’est pas constaté |
        | 100    | 80      | est constaté       |

  Règle : Appeler à toute heure

    @rule:after-hours
    Plan du scénario : De huit à dix-huit heures, une fois le client averti
      Soit avertissements : date 2026-01-05, sujet out-of-hours
      Et contacts : moment 2026-10-26 <heure>, motif question
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « contacts en dehors des heures de bureau » <issue>

      Exemples :
        | heure | issue              |
        | 07:59 | est constaté       |
        | 08:00 | n’est pas constaté |
        | 18:00 | n’est pas constaté |
        | 18:01 | est constaté       |

    @rule:after-hours
    Scénario : Personne ne lui a jamais dit quand nous sommes joignables
      Soit contacts : moment 2026-10-25 22:00, motif question
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « contacts en dehors des heures de bureau » n’est pas constaté
      Et il s’en faut de peu pour « contacts en dehors des heures de bureau »

  Règle : Le travail augmente, le budget non

    @rule:scope-creep
    Plan du scénario : Trois suppléments, ou plus d’un cinquième des heures
      Soit un client qui n’a pas payé <suppléments>
      Et <heures> heures supplémentaires n’ont pas été payées
      Et nous avons convenu de 100 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | suppléments   | heures | issue              |
        | 2 suppléments | 20     | n’est pas constaté |
        | 2 suppléments | 21     | est constaté       |
        | 3 suppléments | 5      | est constaté       |

  Règle : Ignorer les conseils

    @rule:ignores-advice
    Plan du scénario : Moins de la moitié de quatre recommandations au moins
      Soit un client que nous avons conseillé <conseils> fois
      Et le client en a suivi <suivis>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « ignore les conseils » <issue>

      Exemples :
        | conseils | suivis | issue              |
        | 3        | 0      | n’est pas constaté |
        | 4        | 1      | est constaté       |
        | 4        | 2      | n’est pas constaté |

  Règle : Pouvons-nous nous en passer ?

    @rule:scope-creep
    Plan du scénario : Même après que nous l’avons demandé
      Soit ces changements :
        | date       | nature     | payée | heures |
        | 2026-02-10 | supplément | non   | 1      |
        | 2026-04-10 | supplément | non   | 1      |
        | 2026-06-10 | supplément | non   | 1      |
      Et avertissements : date <dit>, sujet extras
      Et nous avons convenu de 100 heures de travail
      Et le client représente <part> de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | dit        | part | verdict                |
        | 2026-03-01 | 24%  | se séparer             |
        | 2026-03-01 | 25%  | préparer la séparation |
        | 2026-06-10 | 5%   | parler                 |
