# language: fr
Fonctionnalité : Par la grande porte, pas à pas
  Nous nous séparons comme nous voudrions qu’on se sépare de nous : de vive voix, avec respect, le dossier
  remis et la porte entrouverte. Le reste du plan dépend de ce qui s’est passé.

  Contexte:
    Soit le client représente 5 % de notre chiffre d’affaires

  Règle : Ce que comporte toute séparation

    Plan du scénario : Quelle que soit la raison : <étape>
      Soit un client qui <fait>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan contient « <étape> »

      Exemples : Se séparer sans attendre
        | fait                    | étape                                      |
        | a été agressif une fois | veillez à la sécurité de tous              |
        | a été agressif une fois | vérifiez le contrat et les échéances       |
        | a été agressif une fois | annoncez-le de vive voix                   |
        | a été agressif une fois | expliquez pourquoi cela ne convient pas    |
        | a été agressif une fois | aidez le client à changer de prestataire   |
        | a été agressif une fois | remettez le dossier                        |
        | a été agressif une fois | confirmez par écrit                        |
        | a été agressif une fois | informez l’équipe                          |
        | a été agressif une fois | consacrez le temps aux clients de classe A |
        | a été agressif une fois | laissez la porte ouverte                   |

      Exemples : Se séparer
        | fait                              | étape                                      |
        | a réduit une fois un prix convenu | vérifiez le contrat et les échéances       |
        | a réduit une fois un prix convenu | annoncez-le de vive voix                   |
        | a réduit une fois un prix convenu | expliquez pourquoi cela ne convient pas    |
        | a réduit une fois un prix convenu | aidez le client à changer de prestataire   |
        | a réduit une fois un prix convenu | remettez le dossier                        |
        | a réduit une fois un prix convenu | confirmez par écrit                        |
        | a réduit une fois un prix convenu | informez l’équipe                          |
        | a réduit une fois un prix convenu | consacrez le temps aux clients de classe A |
        | a réduit une fois un prix convenu | laissez la porte ouverte                   |

    Plan du scénario : Quand il faut d’abord préparer : <étape>
      Soit un client qui a réduit une fois un prix convenu
      Mais le client représente 40 % de notre chiffre d’affaires
      Et aucune affaire nouvelle ne compense la perte des revenus
      Et nous avons de la trésorerie pour 1 mois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan contient « <étape> »

      Exemples :
        | étape                                      |
        | vérifiez le contrat et les échéances       |
        | remplacez d’abord les revenus              |
        | annoncez-le de vive voix                   |
        | expliquez pourquoi cela ne convient pas    |
        | aidez le client à changer de prestataire   |
        | remettez le dossier                        |
        | confirmez par écrit                        |
        | informez l’équipe                          |
        | consacrez le temps aux clients de classe A |
        | laissez la porte ouverte                   |

    Scénario : Si nous pouvons nous en passer, rien n’est à remplacer
      Soit un client qui a réduit une fois un prix convenu
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan ne contient pas « remplacez d’abord les revenus »

  Règle : La sécurité d’abord, là où quelqu’un n’était pas en sécurité

    Scénario : Après des propos rabaissants qui n’ont pas cessé
      Soit un client qui a rabaissé quelqu’un 2 fois après un avertissement
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan contient « veillez à la sécurité de tous »

    Scénario : Un mensonge ne met personne en danger
      Soit incidents : date 2026-05-20, nature contrevérité, délibérée oui
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le plan ne contient pas « veillez à la sécurité de tous »

    Scénario : Aller trop loin n’est pas une question de sécurité
      Soit un client qui a continué une fois malgré des tentatives infructueuses
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « se séparer »
      Et le plan ne contient pas « veillez à la sécurité de tous »

  Règle : Encaisser d’abord ce qui est dû

    Plan du scénario : Ce qui reste à payer
      Soit un client qui a réduit une fois un prix convenu
      Et <factures>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan <contient> « encaissez d’abord ce qui est dû »

      Exemples :
        | factures                            | contient           |
        | aucune facture ne reste à payer     | ne contient pas    |
        | une facture reste à payer           | contient           |
        | deux factures restent à payer       | contient           |
        | les factures ne sont pas consignées | contient peut-être |

    Plan du scénario : Payée ou non, le jour même
      Soit incidents : date 2026-05-20, nature baisse de prix après accord
      Et factures : émission 2026-10-02, date d’échéance 2026-11-01, paiement <paiement>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors factures impayées sont <nombre>
      Et le plan <contient> « encaissez d’abord ce qui est dû »

      Exemples :
        | paiement   | nombre | contient        |
        | impayée    | 1      | contient        |
        | 2026-11-01 | 0      | ne contient pas |

    @rule:threats
    Scénario : Tant que nous parlons, nous n’encaissons rien
      Soit un client qui nous a posé une fois un ultimatum
      Et 2 factures restent à payer
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « parler »
      Et le plan ne contient pas « encaissez d’abord ce qui est dû »

  Règle : Un entretien se prépare aussi

    Plan du scénario : Ce qui fait partie de tout entretien : <étape>
      Soit un client qui nous a posé une fois un ultimatum
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan contient « <étape> »

      Exemples :
        | étape                        |
        | nommez le comportement       |
        | posez la limite              |
        | convenez d’une date de bilan |
        | consignez l’entretien        |

    Plan du scénario : Ce qui n’en fait pas partie : <étape>
      Soit un client qui nous a posé une fois un ultimatum
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan ne contient pas « <étape> »

      Exemples :
        | étape                                      |
        | veillez à la sécurité de tous              |
        | résolvez d’abord la difficulté             |
        | vérifiez le contrat et les échéances       |
        | remplacez d’abord les revenus              |
        | annoncez-le de vive voix                   |
        | expliquez pourquoi cela ne convient pas    |
        | aidez le client à changer de prestataire   |
        | remettez le dossier                        |
        | confirmez par écrit                        |
        | informez l’équipe                          |
        | consacrez le temps aux clients de classe A |
        | laissez la porte ouverte                   |

    Plan du scénario : Le temps de parler est passé : <étape>
      Soit un client qui <fait>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le plan ne contient pas « <étape> »

      Exemples :
        | fait                              | étape                        |
        | a réduit une fois un prix convenu | demandez pourquoi            |
        | a réduit une fois un prix convenu | nommez le comportement       |
        | a réduit une fois un prix convenu | posez la limite              |
        | a réduit une fois un prix convenu | convenez d’une date de bilan |
        | a réduit une fois un prix convenu | consignez l’entretien        |
        | a été agressif une fois           | demandez pourquoi            |

  Règle : Un bon client n’a pas besoin de plan

    Plan du scénario : Rien ne s’est passé, donc pas ceci : <étape>
      Soit un client
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le verdict est « garder »
      Et le plan ne contient pas « <étape> »

      Exemples :
        | étape                           |
        | demandez pourquoi               |
        | nommez le comportement          |
        | posez la limite                 |
        | convenez d’une date de bilan    |
        | consignez l’entretien           |
        | annoncez-le de vive voix        |
        | veillez à la sécurité de tous   |
        | encaissez d’abord ce qui est dû |
        | laissez la porte ouverte        |
