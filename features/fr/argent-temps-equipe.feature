# language: fr
Fonctionnalité : Ce que coûte un client : argent, temps, équipe
  Un an de perte peut être le début de quelque chose. Une perte sans fin, des heures que personne ne paie
  et une équipe qui redoute chaque appel : cela se met sur la table.

  Règle : Une perte sans espoir

    @rule:costs-more-than-it-yields
    Plan du scénario : Au centime près
      Soit un client qui rapporte 10 000 €
      Et le client nous coûte <coût>
      Et il est clair que la perte ne changera pas
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « coûte plus que cela ne rapporte » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | coût        | issue              | verdict |
        | 9 999,99 €  | n’est pas constaté | garder  |
        | 10 000 €    | n’est pas constaté | garder  |
        | 10 000,01 € | est constaté       | parler  |
        | 12 000 €    | est constaté       | parler  |

    @rule:costs-more-than-it-yields
    Scénario : Cela peut encore changer
      Soit un client qui rapporte 10 000 €
      Et le client nous coûte 12 000 €
      Et la perte peut encore changer
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors il s’en faut de peu pour « coûte plus que cela ne rapporte »
      Et le verdict est « garder »

    @rule:costs-more-than-it-yields
    Plan du scénario : Quand on ne sait pas tout
      Soit chiffre d’affaires avec ce client est <revenus>
      Et coût du service à ce client est <coût>
      Et perte sans espoir de changement est <perte>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « coûte plus que cela ne rapporte » <issue>

      Exemples :
        | revenus  | coût     | perte    | issue              |
        | 10 000 € | 12 000 € | inconnue | reste indéterminé  |
        | 10 000 € | 9 000 €  | inconnue | n’est pas constaté |
        | 10 000 € | inconnu  | oui      | reste indéterminé  |
        | inconnu  | 12 000 € | oui      | reste indéterminé  |
        | inconnu  | inconnu  | non      | n’est pas constaté |

    @rule:costs-more-than-it-yields
    Plan du scénario : Les chiffres sur la table d’abord
      Soit un client qui rapporte 10 000 €
      Et le client nous coûte 12 000 €
      Et il est clair que la perte ne changera pas
      Et le client représente 5 % de notre chiffre d’affaires
      Et tentatives de réparation : date 2026-05-04, sujet <sujet>, réussie <réussie>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « <verdict> »

      Exemples :
        | sujet                             | réussie | verdict    |
        | la rentabilité de la relation     | non     | se séparer |
        | la rentabilité de la relation     | oui     | parler     |
        | la manière de travailler ensemble | non     | parler     |

  Règle : Deux fois plus d’heures que de revenus

    @rule:drains-time
    Plan du scénario : Quelle part de nos heures
      Soit un client qui prend <heures> de nos heures
      Et le client représente <revenus> de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « prend plus de temps que cela ne vaut » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | heures | revenus | issue              | verdict |
        | 19 %   | 10 %    | n’est pas constaté | garder  |
        | 20 %   | 10 %    | est constaté       | parler  |
        | 21 %   | 10 %    | est constaté       | parler  |
        | 0 %    | 0 %     | n’est pas constaté | garder  |
        | 1 %    | 0 %     | est constaté       | parler  |
        | 0 %    | 10 %    | n’est pas constaté | garder  |

    @rule:drains-time
    Plan du scénario : Personne ne compte les heures, ou les revenus
      Soit part des heures de l’entreprise est <heures>
      Et part du chiffre d’affaires de l’entreprise est <revenus>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « prend plus de temps que cela ne vaut » reste indéterminé

      Exemples :
        | heures   | revenus  |
        | inconnue | 10 %     |
        | inconnue | 0 %      |
        | 10 %     | inconnue |

    @rule:drains-time
    Scénario : Un entretien, et jamais davantage
      Soit un client qui prend 40 % de nos heures
      Et le client représente 5 % de notre chiffre d’affaires
      Et tentatives de réparation : date 2026-05-04, sujet la rentabilité de la relation, réussie non
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

  Règle : Aimable avec le patron, odieux avec l’équipe

    @rule:drains-staff
    Plan du scénario : Qui l’a subi
      Soit incidents : date 2026-08-20, nature <nature>, visant <qui>
      Et l’équipe donne au client 4 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « dur avec le personnel » <issue>

      Exemples :
        | nature                | qui                | issue              |
        | propos rabaissant     | le personnel       | est constaté       |
        | agression ou menace   | le personnel       | est constaté       |
        | menace d’avis négatif | le personnel       | n’est pas constaté |
        | propos rabaissant     | le dirigeant       | n’est pas constaté |
        | propos rabaissant     | une autre personne | n’est pas constaté |
        | propos rabaissant     | inconnu            | reste indéterminé  |
        | menace d’avis négatif | inconnu            | n’est pas constaté |

    @rule:drains-staff
    Plan du scénario : Combien de fois
      Soit un client qui a été dur <fois> fois avec notre personnel
      Et l’équipe donne au client 4 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « dur avec le personnel » <issue>

      Exemples :
        | fois | issue              |
        | zéro | n’est pas constaté |
        | une  | est constaté       |
        | deux | est constaté       |

    @rule:drains-staff
    Plan du scénario : Ce qu’en pense l’équipe
      Soit l’équipe donne au client <note> sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « dur avec le personnel » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | note | issue              | verdict |
        | 1    | est constaté       | parler  |
        | 2    | n’est pas constaté | garder  |
        | 5    | n’est pas constaté | garder  |

    @rule:drains-staff
    Scénario : Ce qu’en pense le dirigeant est une autre affaire
      Soit le dirigeant donne au client 1 sur 5 pour la sympathie
      Et l’équipe donne au client 3 sur 5 pour la sympathie
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « dur avec le personnel » n’est pas constaté

    @rule:drains-staff
    Scénario : Personne n’a demandé à l’équipe
      Soit un client
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « dur avec le personnel » reste indéterminé
      Et on demande liked_by_team

    @rule:drains-staff
    Scénario : L’équipe redoute ce client, et personne n’a tenu de journal
      Soit l’équipe donne au client 1 sur 5 pour la sympathie
      Et les incidents ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « dur avec le personnel » est constaté

    @rule:drains-staff
    Scénario : Cela a continué après notre entretien, mais personne ne sait plus quand
      Soit un client qui a été dur une fois avec notre personnel
      Et repair_tried.drains-staff est oui
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le motif est « dur avec le personnel »
      Et le verdict est « parler »

  Règle : Un sentiment se discute

    @rule:feels-misused
    Scénario : Même après en avoir parlé
      Soit quelqu’un dans l’entreprise se sent exploité
      Et tentatives de réparation : date 2026-05-04, sujet manière de travailler ensemble, réussie non
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors le verdict est « parler »

    @rule:feels-misused
    Plan du scénario : Personne ne s’en plaint, ou personne ne l’a demandé
      Soit sentiment d’être exploité au sein de l’entreprise est <réponse>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « quelqu’un se sent exploité » <issue>

      Exemples :
        | réponse | issue              |
        | non     | n’est pas constaté |
        | inconnu | reste indéterminé  |
