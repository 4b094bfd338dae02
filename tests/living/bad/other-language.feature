# language: de
Funktionalität: F
  Szenario: S
    Angenommen nichts
