# language: fr
Fonctionnalité : Mentir, exiger, et savoir
  Sans confiance, pas de relation : un mensonge suffit. Une exigence est déraisonnable quand nous le
  disons, une fois que le client sait où est notre limite. Et qui sait qu’un client triche n’attend pas.

  Règle : Un mensonge suffit, un malentendu non

    @rule:lying
    Plan du scénario : Combien de mensonges
      Soit un client qui a menti sciemment <fois> fois
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « mensonges délibérés » <issue>
      Et le verdict est « <verdict> »

      Exemples :
        | fois  | issue              | verdict                  |
        | zéro  | n’est pas constaté | garder                   |
        | une   | est constaté       | se séparer sans attendre |
        | trois | est constaté       | se séparer sans attendre |

    @rule:lying
    Plan du scénario : Était-ce voulu
      Soit incidents : date 18 juin 2026, nature contrevérité, délibérée <voulu>
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « mensonges délibérés » <issue>

      Exemples :
        | voulu   | issue              |
        | oui     | est constaté       |
        | non     | n’est pas constaté |
        | inconnu | reste indéterminé  |

    @rule:lying
    Scénario : Personne n’a demandé ce que le client voulait dire
      Soit incidents : date 18 juin 2026, nature contrevérité
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « mensonges délibérés » reste indéterminé
      Et la question « incidents[0].deliberate » est posée

    @rule:lying
    Scénario : Un ultimatum, et bien senti
      Soit incidents : date 18 juin 2026, nature ultimatum, délibérée oui
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 1er novembre 2026
      Alors « mensonges délibérés » n’est pas constaté

  Règle : Deux exigences déraisonnables, une fois notre limite connue

    @rule:unreasonable-demands
    Plan du scénario : Combien d’exigences
      Soit un client qui a eu 5 exigences déraisonnables
      Et le client a eu <exigences> après un avertissement
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « exigences déraisonnables » <issue>

      Exemples :
        | exigences                     | issue              |
        | zéro exigence déraisonnable   | n’est pas constaté |
        | une exigence déraisonnable    | n’est pas constaté |
        | deux exigences déraisonnables | est constaté       |
        | 3 exigences déraisonnables    | est constaté       |

    @rule:unreasonable-demands
    Scénario : Un week-end de travail, et encore un, après une mise au point
      Soit ces incidents :
        | date       | nature                 | motif         | note                         |
        | 2026-04-17 | exigence déraisonnable | nouvelle-idée | une carte pour lundi         |
        | 2026-06-05 | exigence déraisonnable | nouvelle-idée | encore une, un vendredi soir |
        | 2026-09-11 | exigence déraisonnable | nouvelle-idée | et une troisième             |
      Et avertissements : date 2026-05-04, sujet exigences déraisonnables
      Et le client représente 5 % de notre chiffre d’affaires
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors exigences déraisonnables après avertissement sont 2
      Et le verdict est « se séparer sans attendre »
      Et le plan ne contient pas « veillez à la sécurité de tous »

    @rule:unreasonable-demands
    Scénario : Quatre exigences, et personne n’a rien dit
      Soit ces incidents :
        | date       | nature                 | motif         |
        | 2026-04-17 | exigence déraisonnable | nouvelle-idée |
        | 2026-06-05 | exigence déraisonnable | nouvelle-idée |
        | 2026-06-12 | exigence déraisonnable | nouvelle-idée |
        | 2026-09-11 | exigence déraisonnable | nouvelle-idée |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « exigences déraisonnables » n’est pas constaté
      Et il s’en faut de peu pour « exigences déraisonnables »
      Et le verdict est « garder »

    @rule:unreasonable-demands
    Scénario : Dit le jour de la première
      Soit ces incidents :
        | date       | nature                 | motif         |
        | 2026-06-05 | exigence déraisonnable | nouvelle-idée |
        | 2026-09-11 | exigence déraisonnable | nouvelle-idée |
      Et avertissements : date 2026-06-05, sujet exigences déraisonnables
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors exigences déraisonnables après avertissement sont 1
      Et « exigences déraisonnables » n’est pas constaté

    @rule:unreasonable-demands
    Plan du scénario : Ce que nous avions dit avant : <quoi>
      Soit ces incidents :
        | date       | nature                 | motif       |
        | 2026-06-05 | exigence déraisonnable | arrestation |
        | 2026-09-11 | exigence déraisonnable |             |
      Et ces avertissements :
        | date       | sujet     |
        | 2026-02-03 | <d’abord> |
        | 2026-04-03 | <ensuite> |
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « exigences déraisonnables » <issue>

      Exemples :
        | quoi            | d’abord                  | ensuite                  | issue              |
        | cela, deux fois | exigences déraisonnables | exigences déraisonnables | est constaté       |
        | autre chose     | propos rabaissants       | factures contestées      | n’est pas constaté |

    @rule:unreasonable-demands
    Scénario : Averti, puis seulement impoli
      Soit ces incidents :
        | date       | nature            |
        | 2026-06-05 | ultimatum         |
        | 2026-09-11 | propos rabaissant |
      Et avertissements : date 2026-02-03, sujet exigences déraisonnables
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors exigences déraisonnables après avertissement sont 0
      Et il s’en faut de beaucoup pour « exigences déraisonnables »

    @rule:unreasonable-demands
    Scénario : Deux exigences, et personne ne sait ce que nous avions dit
      Soit ces incidents :
        | date       | nature                 | motif         |
        | 2026-06-05 | exigence déraisonnable | nouvelle-idée |
        | 2026-09-11 | exigence déraisonnable | nouvelle-idée |
      Et les avertissements ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « exigences déraisonnables » reste indéterminé

    @rule:unreasonable-demands
    Scénario : Nous l’avons dit, et personne n’a noté la suite
      Soit avertissements : date 2026-01-05, sujet exigences déraisonnables
      Et les incidents ne sont pas consignés
      Et que rien d’autre ne s’est passé
      Quand on évalue le client le 2026-11-01
      Alors « exigences déraisonnables » reste indéterminé

  Règle : Savoir suffit pour être responsable

    @rule:legal-liability
    Scénario : Le cimentier qui sait que l’entrepreneur construit mal
      Soit un client nommé « Entreprise Dubois »
      Et que nous connaissons des faits qui pourraient engager notre responsabilité
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors le motif est « risque de responsabilité »
      Et le verdict est « se séparer sans attendre »
      Et le plan ne contient pas « veillez à la sécurité de tous »

    @rule:legal-liability
    Scénario : Nous ne savons rien de tel
      Soit nous ne connaissons rien qui puisse engager notre responsabilité
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « risque de responsabilité » n’est pas constaté
      Et le verdict est « garder »

    @rule:legal-liability
    Scénario : Personne ne s’est posé la question
      Soit un client
      Et que rien d’autre ne s’est passé
      Quand on évalue le client
      Alors « risque de responsabilité » reste indéterminé
      Et on demande legal_risk_known
      Et le verdict peut encore devenir « se séparer sans attendre »
