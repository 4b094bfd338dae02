# language: fr
Fonctionnalité : Le travail qui augmente, les avis qui changent, les conseils qui se perdent
  Un service est un service. Trois que personne ne paie sont un deuxième projet. Et qui suit moins de la
  moitié de nos conseils ne cherche pas un conseiller, mais des bras.

  Règle : Trois suppléments non payés

    @rule:scope-creep
    Plan du scénario : Combien de services
      Soit un client qui n’a pas payé <suppléments>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « le travail augmente, le budget non » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | suppléments        | issue              | verdict |
        | zéro supplément    | n’est pas constaté | garder  |
        | deux suppléments   | n’est pas constaté | garder  |
        | trois suppléments  | est constaté       | parler  |
        | quatre suppléments | est constaté       | parler  |

    @rule:scope-creep
    Scénario : Ce qui est payé est du travail, tout simplement
      Soit ces changements :
        | date       | nature     | payée | heures |
        | 2026-02-10 | supplément | oui   | 4      |
        | 2026-03-10 | supplément | non   | 1      |
        | 2026-04-10 | supplément | oui   | 2      |
        | 2026-05-10 | supplément | non   | 1,5    |
      Et nous avons convenu de 100 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors suppléments non payés sont 2
      Et heures supplémentaires non payées sont 2,5

    @rule:scope-creep
    Plan du scénario : Le troisième a-t-il été payé
      Soit ces changements :
        | date       | nature     | payée   | heures |
        | 2026-02-10 | supplément | non     | 1      |
        | 2026-03-10 | supplément | non     | 1      |
        | 2026-04-10 | supplément | <payée> | 1      |
      Et nous avons convenu de 100 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | payée   | issue              |
        | oui     | n’est pas constaté |
        | non     | est constaté       |
        | inconnu | reste indéterminé  |

  Règle : Ou plus d’un cinquième des heures

    @rule:scope-creep
    Plan du scénario : Combien d’heures
      Soit un client qui n’a pas payé 2 suppléments
      Et <heures> heures supplémentaires n’ont pas été payées
      Et nous avons convenu de <convenues> heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | heures | convenues | issue              |
        | 20,1   | 100       | est constaté       |
        | 9      | 45        | n’est pas constaté |
        | 9      | 44        | est constaté       |
        | 0      | 0         | n’est pas constaté |
        | 1      | 0         | est constaté       |

    @rule:scope-creep
    Plan du scénario : Un seul grand service suffit, si personne ne l’a payé
      Soit changements : date 2026-02-10, nature supplément, payée <payée>, heures 30
      Et nous avons convenu de 100 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « le travail augmente, le budget non » <issue>

      Exemples :
        | payée   | issue              |
        | oui     | n’est pas constaté |
        | non     | est constaté       |
        | inconnu | reste indéterminé  |

    @rule:scope-creep
    Scénario : Personne ne sait combien d’heures étaient convenues
      Soit changements : date 2026-02-10, nature supplément, payée non, heures 30
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « le travail augmente, le budget non » reste indéterminé
      Et on demande agreed_hours

    @rule:scope-creep
    Scénario : Trois fois une autre couleur n’est pas un supplément
      Soit ces changements :
        | date       | nature            | payée | heures |
        | 2026-02-10 | changement d’avis | non   | 1      |
        | 2026-04-10 | changement d’avis | non   | 1      |
        | 2026-06-10 | changement d’avis | non   | 30     |
      Et nous avons convenu de 100 heures de travail
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « le travail augmente, le budget non » n’est pas constaté

  Règle : Moins de la moitié de nos conseils

    @rule:ignores-advice
    Plan du scénario : Ce que le client suit
      Soit un client que nous avons conseillé <conseils> fois
      Et le client en a suivi <suivis>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « ignore les conseils » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | conseils | suivis | issue              | verdict |
        | 100      | 49     | est constaté       | parler  |
        | 100      | 50     | n’est pas constaté | garder  |
        | 100      | 51     | n’est pas constaté | garder  |
        | 4        | 0      | est constaté       | parler  |
        | 5        | 2      | est constaté       | parler  |

    @rule:ignores-advice
    Scénario : Personne ne sait ce qu’est devenu le quatrième
      Soit les conseils suivants :
        | date       | suivie  | réparation attendue de l’entreprise |
        | 2026-01-15 | oui     | non                                 |
        | 2026-03-15 | non     | non                                 |
        | 2026-05-15 | non     | non                                 |
        | 2026-07-15 | inconnu | non                                 |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « ignore les conseils » reste indéterminé
      Et le rapport dit « La recommandation du 15 juillet 2026 a-t-elle été suivie ? »

    @rule:ignores-advice
    Scénario : Nous en avons parlé, et cela a continué : encore un entretien
      Soit les conseils suivants :
        | date       | suivie | réparation attendue de l’entreprise |
        | 2026-01-15 | non    | non                                 |
        | 2026-03-15 | non    | non                                 |
        | 2026-05-15 | non    | non                                 |
        | 2026-07-15 | non    | non                                 |
      Et avertissements : date 2026-02-01, sujet conseils non suivis
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le motif est « ignore les conseils »
      Et le verdict est « parler »

  Règle : Changer d’avis, quand on ne sait pas tout

    @rule:changes-mind
    Plan du scénario : Ce que l’on sait : <quoi>
      Soit un client qui a changé d’avis cinq fois
      Et <quoi>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « change sans cesse d’avis » <issue>

      Exemples :
        | quoi                              | issue             |
        | le client paie à l’heure          | reste indéterminé |
        | nous pouvons refaire le travail   | reste indéterminé |
        | refaire le travail est une charge | est constaté      |

    @rule:changes-mind
    Plan du scénario : Le prix et la charge
      Soit un client qui a changé d’avis quatre fois
      Et <prix>
      Et <charge>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « change sans cesse d’avis » est constaté
      Et le verdict est « parler »

      Exemples :
        | prix                        | charge                            |
        | le client paie à l’heure    | refaire le travail est une charge |
        | le client paie un prix fixe | nous pouvons refaire le travail   |

    @rule:changes-mind
    Plan du scénario : Personne n’a compté
      Soit <prix>
      Et que nous pouvons refaire le travail
      Et les changements ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « change sans cesse d’avis » n’est pas un motif
      Et <suite>

      Exemples :
        | prix                        | suite                                          |
        | le client paie à l’heure    | le verdict est « garder »                      |
        | le client paie un prix fixe | « change sans cesse d’avis » reste indéterminé |

    @rule:changes-mind
    Scénario : Un supplément n’est pas un changement d’avis, et l’an dernier est loin
      Soit ces changements :
        | date       | nature            | payée |
        | 2025-10-31 | changement d’avis |       |
        | 2026-03-01 | changement d’avis |       |
        | 2026-04-01 | supplément        | oui   |
        | 2026-05-01 | changement d’avis |       |
      Et le client paie un prix fixe
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors changements d’avis sont 2
      Et « change sans cesse d’avis » n’est pas constaté

    @rule:changes-mind
    Plan du scénario : Quand nous l’avons dit
      Soit ces changements :
        | date       | nature            |
        | 2026-01-10 | changement d’avis |
        | 2026-03-10 | changement d’avis |
        | 2026-06-10 | changement d’avis |
      Et avertissements : date <jour>, sujet changements d’avis
      Et le client paie un prix fixe
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | jour       | verdict    |
        | 2026-04-01 | se séparer |
        | 2026-06-10 | parler     |
