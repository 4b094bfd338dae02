# language: fr
Fonctionnalité : Les factures : payées en retard, ou sans cesse contestées
  Une facture est en retard le lendemain de son échéance. Deux méritent un mot. Quand presque rien n’est
  payé à temps, c’est une habitude. Et contester une facture sur deux, à tort, finit par user.

  Règle : Deux retards méritent un mot

    @rule:late-payment
    Plan du scénario : Un, deux ou trois retards
      Soit 20 factures arrivées à échéance
      Et <retards> en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « retards de paiement » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | retards                            | issue              | verdict |
        | une d’entre elles a été payée      | n’est pas constaté | garder  |
        | deux d’entre elles ont été payées  | est constaté       | parler  |
        | trois d’entre elles ont été payées | est constaté       | parler  |

    Scénario : L’habitude recouvre les cas isolés
      Soit 10 factures arrivées à échéance
      Et 9 d’entre elles ont été payées en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le motif est « paie toujours en retard »
      Et « retards de paiement » relève d’un constat plus lourd

    @rule:always-late
    Plan du scénario : Autour de quatre sur cinq
      Soit <échues> factures arrivées à échéance
      Et <retards> d’entre elles ont été payées en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « paie toujours en retard » <issue>

      Exemples :
        | échues | retards | issue              |
        | 100    | 81      | est constaté       |
        | 5      | 3       | n’est pas constaté |
        | 5      | 5       | est constaté       |
        | 6      | 5       | est constaté       |

    @rule:always-late
    Scénario : Quatre sur quatre, mais quatre ne font pas une habitude
      Soit 4 factures arrivées à échéance
      Et 4 d’entre elles ont été payées en retard
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors il s’en faut de peu pour « paie toujours en retard »
      Et le motif est « retards de paiement »

    Scénario : Qui n’a reçu aucune facture n’est pas mauvais payeur
      Soit il n’y a aucune facture
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « paie toujours en retard » n’est pas constaté
      Et « retards de paiement » n’est pas constaté

  Règle : Quand une facture est en retard

    @rule:late-payment
    Plan du scénario : Le jour du paiement
      Soit factures : date d’échéance 2026-06-30, paiement <paiement>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors factures en retard sont <nombre>
      Et factures impayées sont <impayées>

      Exemples :
        | paiement   | nombre    | impayées  |
        | 2026-06-29 | 0         | 0         |
        | 2026-06-30 | 0         | 0         |
        | 2026-07-01 | 1         | 0         |
        | impayée    | 1         | 1         |
        | inconnu    | inconnues | inconnues |

    @rule:late-payment
    Plan du scénario : Impayée, le jour même et le lendemain
      Soit factures : date d’échéance 2026-10-15, paiement impayée
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le <jour>
      Alors factures échues sont <échues>
      Et factures en retard sont <échues>

      Exemples :
        | jour       | échues |
        | 2026-10-14 | 0      |
        | 2026-10-15 | 0      |
        | 2026-10-16 | 1      |

    @rule:late-payment
    Plan du scénario : Qui conteste à raison peut attendre pour payer
      Soit les factures suivantes :
        | date d’échéance | paiement   | contestée | contestation fondée |
        | 2026-04-30      | 2026-06-12 | oui       | <fondée>            |
        | 2026-05-31      | 2026-07-20 | non       |                     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « retards de paiement » <issue>

      Exemples :
        | fondée  | issue              |
        | oui     | n’est pas constaté |
        | non     | est constaté       |
        | inconnu | reste indéterminé  |

    @rule:late-payment
    Scénario : On sait que le client avait raison, pas s’il a contesté
      Soit factures : date d’échéance 2026-06-30, paiement 2026-07-20, contestée inconnu, contestation fondée oui
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors factures en retard sont inconnues

    @rule:always-late
    Plan du scénario : Quelqu’un se souvient de la moitié
      Soit factures échues sont <échues>
      Et factures en retard sont <retards>
      Quand on évalue le client
      Alors « paie toujours en retard » <issue>

      Exemples :
        | échues  | retards | issue              |
        | 10      | inconnu | reste indéterminé  |
        | inconnu | 10      | reste indéterminé  |
        | 4       | inconnu | n’est pas constaté |

    @rule:always-late
    Scénario : « Presque toutes », dit le comptable
      Soit 90 % des factures ont été payées en retard
      Quand on évalue le client
      Alors « paie toujours en retard » reste indéterminé

    Scénario : Le grand livre est introuvable
      Soit les factures ne sont pas consignées
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « paie toujours en retard » reste indéterminé
      Et « retards de paiement » reste indéterminé
      Et « contestations constantes des factures » reste indéterminé

  Règle : Une habitude qui survit à un avertissement

    Contexte:
      Soit le client représente 5 % de notre chiffre d’affaires
      Et les factures suivantes :
        | date d’échéance | paiement   |
        | 2026-01-31      | 2026-03-15 |
        | 2026-03-31      | 2026-05-02 |
        | 2026-05-31      | 2026-07-11 |
        | 2026-07-31      | 2026-09-01 |
        | 2026-09-30      | 2026-10-22 |

    @rule:always-late
    Plan du scénario : Quand nous l’avons demandé
      Soit avertissements : date <jour>, sujet <sujet>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « paie toujours en retard »
      Et le verdict est « <verdict> »

      Exemples :
        | jour       | sujet               | verdict    |
        | 2026-06-15 | retards de paiement | se séparer |
        | 2026-10-05 | retards de paiement | parler     |
        | 2026-06-15 | factures contestées | parler     |

    @rule:late-payment
    Scénario : En retard de temps à autre : on en parle, même averti
      Soit les factures suivantes :
        | date d’échéance | paiement   |
        | 2026-02-10      | 2026-02-10 |
        | 2026-04-10      | 2026-04-09 |
        | 2026-06-10      | 2026-06-10 |
      Et avertissements : date 2026-03-15, sujet retards de paiement
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « retards de paiement »
      Et le verdict est « parler »

  Règle : Au moins trois contestations à tort, et au moins la moitié

    @rule:constant-disputes
    Plan du scénario : Combien, c’est trop
      Soit <échues> factures arrivées à échéance
      Et <contestées> d’entre elles ont été contestées à tort
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « contestations constantes des factures » <issue>

      Exemples :
        | échues | contestées | issue              |
        | 2      | 2          | n’est pas constaté |
        | 3      | 3          | est constaté       |
        | 4      | 4          | est constaté       |
        | 6      | 0          | n’est pas constaté |
        | 7      | 3          | n’est pas constaté |
        | 6      | 3          | est constaté       |
        | 5      | 3          | est constaté       |
        | 100    | 49         | n’est pas constaté |
        | 100    | 50         | est constaté       |
        | 100    | 51         | est constaté       |

    @rule:constant-disputes
    Plan du scénario : La troisième fait pencher la balance
      Soit les factures suivantes :
        | date d’échéance | paiement   | contestée   | contestation fondée |
        | 2026-01-31      | 2026-01-30 | oui         | non                 |
        | 2026-02-28      | 2026-02-27 | oui         | non                 |
        | 2026-03-31      | 2026-03-30 | <contestée> | <fondée>            |
        | 2026-04-30      | 2026-04-29 | non         |                     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « contestations constantes des factures » <issue>

      Exemples :
        | contestée | fondée  | issue              |
        | oui       | non     | est constaté       |
        | oui       | oui     | n’est pas constaté |
        | oui       | inconnu | reste indéterminé  |
        | inconnu   | non     | reste indéterminé  |

    @rule:constant-disputes
    Scénario : Une contestation fondée reste une facture
      Soit les factures suivantes :
        | date d’échéance | paiement   | contestée | contestation fondée |
        | 2026-01-31      | 2026-01-30 | oui       | non                 |
        | 2026-02-28      | 2026-02-27 | oui       | non                 |
        | 2026-03-31      | 2026-03-30 | oui       | non                 |
        | 2026-04-30      | 2026-04-29 | oui       | oui                 |
        | 2026-05-31      | 2026-05-29 | non       |                     |
        | 2026-06-30      | 2026-06-29 | non       |                     |
        | 2026-07-31      | 2026-07-30 | non       |                     |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors contestations infondées sont 3
      Et factures échues sont 7
      Et « contestations constantes des factures » n’est pas constaté

    @rule:constant-disputes
    Scénario : Ce qui n’est pas échu ne compte pas
      Soit les factures suivantes :
        | date d’échéance | paiement   | contestée | contestation fondée |
        | 2026-01-31      | 2026-01-30 | oui       | non                 |
        | 2026-02-28      | 2026-02-27 | oui       | non                 |
        | 2026-11-01      | impayée    | oui       | non                 |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors contestations infondées sont 2

    @rule:constant-disputes
    Scénario : Trois contestations, mais sur combien de factures
      Soit un client qui a contesté 3 factures à tort
      Quand on évalue le client
      Alors « contestations constantes des factures » reste indéterminé

    @rule:constant-disputes
    Plan du scénario : Nous étions convenus d’une façon de régler les objections
      Soit le client représente 5 % de notre chiffre d’affaires
      Et les factures suivantes :
        | date d’échéance | paiement   | contestée | contestation fondée |
        | 2026-02-28      | 2026-02-27 | oui       | non                 |
        | 2026-04-30      | 2026-04-29 | oui       | non                 |
        | 2026-06-30      | 2026-06-29 | oui       | non                 |
      Et tentatives de réparation : date <jour>, sujet factures contestées, réussie <réussie>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | jour       | réussie | verdict    |
        | 2026-05-04 | non     | se séparer |
        | 2026-07-04 | oui     | parler     |
