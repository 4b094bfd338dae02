# language: fr
Fonctionnalité : Deux fois suffisent ici

  @rule:changes-mind
  Scénario : Deux changements d’avis
    Étant donné un client qui a changé d’avis deux fois
    Et que le client paie un prix fixe
    Lorsqu’on évalue le client
    Alors le verdict est « parler »
    Et le motif est « Change sans cesse d’avis »
