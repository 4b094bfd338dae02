# language: fr
Fonctionnalité : F
  Étant donné que le client paie à l’heure
  @règle:lying
  Scénario : S
    Etantdonné que le client paie un prix fixe
    Soit incidents : date 2026-06-30, nature contrevérité, natture ultimatum
    Et incidents : date 2026-06-30 et nature agression ou menace ou ultimatum
    Quand on évalue le client le 2026-11-01
    Alors « lying » reste indéterminé
