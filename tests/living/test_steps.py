"""Promises about steps: what each sentence says in three languages, and what values it takes."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from adieu.diagnostics import Diagnostics, Place, Source
from adieu.language import Language
from adieu.living import steps as s
from adieu.living.gherkin import Kind, Step, parse_feature
from adieu.living.values import canonical
from adieu.living.wording import wording
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.quantities import Type, Unreadable
from adieu.yaml_nodes import source_of
from support.examples import ROOT


@cache
def house() -> Policy:
    """The house policy."""
    return load_policy(ROOT / "rules")


def read(language: Language, kind: Kind, text: str) -> s.Said | None:
    """What a step says."""
    found = Diagnostics()
    source = Source("x.feature", (text,))
    said = wording(house(), language).read(
        Step("*", kind, text, Place(source, 1, 1, len(text))), found
    )
    assert not found, [one.code for one in found]
    return said


GIVEN: list[tuple[Language, str, s.Given]] = [
    ("en", "late_share is 80%", s.SetFact("late_share", "80%")),
    ("nl", "late_share is 80 %", s.SetFact("late_share", "80%")),
    ("fr", "late_share est 80 %", s.SetFact("late_share", "80%")),
    ("en", "the share of the firm’s revenue is 12.5%", s.SetFact("revenue_share", "12.5%")),
    ("nl", "het aandeel in de omzet van het bedrijf is 12,5%", s.SetFact("revenue_share", "12.5%")),
    (
        "fr",
        "la part du chiffre d'affaires de l'entreprise est 12,5 %",
        s.SetFact("revenue_share", "12.5%"),
    ),
    ("en", "billed_hourly is unknown", s.SetFact("billed_hourly", "unknown")),
    ("nl", "overdoen van werk is haalbaar is nee", s.SetFact("tolerates_rework", "no")),
    ("fr", "billed_hourly est oui", s.SetFact("billed_hourly", "yes")),
    ("en", "decent_fee is 4", s.SetFact("decent_fee", "4")),
    ("en", "a client who changed their mind 1 time", s.SetFact("mind_changes", "1")),
    ("en", "the client who changed their mind Three times", s.SetFact("mind_changes", "3")),
    ("nl", "een klant die nooit van gedachten veranderde", s.SetFact("mind_changes", "0")),
    ("fr", "le client a changé d'avis 2 fois", s.SetFact("mind_changes", "2")),
    ("en", "the client brings in €1,250.50", s.SetFact("revenue", "EUR 1250.50")),
    ("nl", "de klant brengt € 1.250,50 op", s.SetFact("revenue", "EUR 1250.50")),
    ("fr", "le client rapporte 1 250,50 €", s.SetFact("revenue", "EUR 1250.50")),
    ("en", "repair_tried.changes-mind is yes", s.SetFact("repair_tried.changes-mind", "yes")),
    ("nl", "een klant die één keer van gedachten veranderde", s.SetFact("mind_changes", "1")),
    ("nl", "mind_changes is een", s.SetFact("mind_changes", "1")),
    ("fr", "un client qui a changé d’avis une fois", s.SetFact("mind_changes", "1")),
    ("en", "nothing else happened", s.NothingElse()),
    ("nl", "er gebeurde verder niets", s.NothingElse()),
    ("fr", "rien d’autre ne s’est passé", s.NothingElse()),
    ("en", "there were no incidents", s.NoRecords("incidents")),
    ("nl", "er zijn geen facturen", s.NoRecords("invoices")),
    ("fr", "il n’y a pas d’incidents", s.NoRecords("incidents")),
    ("en", "invoices are not recorded", s.NotKept("invoices")),
    ("en", "a client named “De Korrel”", s.Client("De Korrel")),
]
THEN: list[tuple[Language, str, s.Expectation]] = [
    ("en", 'the verdict is "talk"', s.VerdictIs("talk")),
    ("nl", 'is het oordeel "praten"', s.VerdictIs("talk")),
    ("fr", "le verdict n’est pas « parler »", s.VerdictIs("talk", False)),
    ("en", "the verdict is provisional", s.FinalIs(False)),
    ("nl", "is het oordeel definitief", s.FinalIs(True)),
    ("fr", "le verdict peut encore devenir « Parler »", s.CouldBecome("talk")),
    ("en", 'the verdict can no longer become "fire"', s.CouldBecome("fire", False)),
    ("en", 'the possible verdicts are "keep" and "talk"', s.PossibleAre(("talk", "keep"))),
    ("nl", 'is de reden niet "lying"', s.ReasonIs("lying", False)),
    ("fr", "le motif est « Mensonges délibérés »", s.ReasonIs("lying")),
    ("en", '"lying" is undetermined', s.StateIs("lying", "undetermined")),
    ("nl", 'het scheelt weinig voor "lying"', s.StateIs("lying", "near")),
    ("en", "the class is B or A", s.ClassIs(("A", "B"))),
    ("fr", "la classe est B ou C", s.ClassIs(("B", "C"))),
    ("en", 'the plan does not contain "ask-why"', s.PlanHas("ask-why", False)),
    ("fr", "late_share est 80 %", s.FactIs("late_share", "80%")),
    ("en", "billed_hourly is not asked", s.Asked("billed_hourly", False)),
    ("nl", 'wordt de vraag "incidents[0].deliberate" gesteld', s.Asked("incidents[0].deliberate")),
    ("en", 'the report says "an hour"', s.Says("an hour")),
    (
        "nl",
        'zou het oordeel "behouden" worden als billed_hourly is ja en tolerates_rework is ja',
        s.WouldBecome(
            "keep", (s.Change("billed_hourly", "yes"), s.Change("tolerates_rework", "yes")), True
        ),
    ),
    (
        "en",
        'the verdict would be "keep" if billed_hourly is yes',
        s.WouldBecome("keep", (s.Change("billed_hourly", "yes"),)),
    ),
    ("en", 'the plan may contain "ask why"', s.PlanMayHave("ask-why")),
    ("nl", 'bevat het plan misschien "vraag waarom"', s.PlanMayHave("ask-why")),
    ("fr", "le plan contient peut-être « demandez pourquoi »", s.PlanMayHave("ask-why")),
    ("en", '"lying" is not a near miss', s.StateIs("lying", "not_near")),
    ("nl", 'scheelt het veel voor "lying"', s.StateIs("lying", "not_near")),
    ("fr", "il s’en faut de beaucoup pour « lying »", s.StateIs("lying", "not_near")),
]


@pytest.mark.parametrize(("language", "text", "said"), GIVEN)
def test_given(language: Language, text: str, said: s.Given) -> None:
    """A step about the client says one thing, whatever the language writes it like."""
    assert read(language, "given", text) == said


LINES: list[tuple[Language, str, str, dict[str, str]]] = [
    (
        "en",
        "incidents: date 2026-03-04, kind aggression or threat and aimed at the staff",
        "incidents",
        {"date": "2026-03-04", "kind": "threatening", "toward": "staff"},
    ),
    (
        "nl",
        "voorvallen: datum 4 maart 2026 en soort agressie of bedreiging",
        "incidents",
        {"date": "2026-03-04", "kind": "threatening"},
    ),
    (
        "fr",
        "incidents : date 4 mars 2026, nature agression ou menace et visant le personnel",
        "incidents",
        {"date": "2026-03-04", "kind": "threatening", "toward": "staff"},
    ),
    (
        "en",
        'incidents: date 2026-03-04, kind other, note "rude, and loud or worse; kind of"',
        "incidents",
        {"date": "2026-03-04", "kind": "other", "note": "rude, and loud or worse; kind of"},
    ),
    (
        "nl",
        "wijzigingen: datum 2026-03-04,soort extra werk, uren 1,5, betaald nee",
        "changes",
        {"date": "2026-03-04", "kind": "extra", "hours": "1.5", "paid": "no"},
    ),
    ("en", "invoices: due 2026-03-04, paid open", "invoices", {"due": "2026-03-04"}),
    ("nl", "facturen: vervaldatum 2026-03-04, betaald open", "invoices", {"due": "2026-03-04"}),
    ("fr", "factures : due 2026-03-04, paid impayée", "invoices", {"due": "2026-03-04"}),
]


@pytest.mark.parametrize(("language", "text", "section", "fields"), LINES)
def test_a_record_in_a_line(
    language: Language, text: str, section: str, fields: dict[str, str]
) -> None:
    """Commas part the fields of a record, and so does "and" where a field's name follows."""
    said = read(language, "given", text)
    assert isinstance(said, s.Record)
    assert said.section == section
    assert {name: value for name, value, _ in said.fields} == fields


@pytest.mark.parametrize(("language", "text", "said"), THEN)
def test_then(language: Language, text: str, said: s.Expectation) -> None:
    """A step about the review says one thing."""
    assert read(language, "then", text) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the client is reviewed on 1 November 2026"),
        ("nl", "de klant wordt beoordeeld op 1 november 2026"),
        ("fr", "on évalue le client le 1er novembre 2026"),
        ("fr", "on évalue le client le 2026-11-01"),
    ],
)
def test_when(language: Language, text: str) -> None:
    """The day of the review is a date as its language writes it."""
    assert read(language, "when", text) == s.Reviewed(date(2026, 11, 1))


@pytest.mark.parametrize(
    ("language", "text", "type_", "written"),
    [
        ("en", "1,250", Type("number"), "1250"),
        ("nl", "1.250.000", Type("number"), "1250000"),
        ("nl", "1250,5 uur", Type("number", unit="hours"), "1250.5"),
        ("fr", "1 250", Type("number"), "1250"),
        ("fr", "80\u00a0%", Type("share"), "80%"),
        ("nl", "0,8", Type("share"), "0.8"),
        ("en", "0.8", Type("share"), "0.8"),
        ("en", "EUR 1250.00", Type("money"), "EUR 1250.00"),
        ("nl", "1250 euro", Type("money"), "EUR 1250"),
        ("en", "$20", Type("money"), "USD 20"),
        ("fr", "12 janvier 2026", Type("date"), "2026-01-12"),
        ("en", "2026-05-02 23:40", Type("moment"), "2026-05-02 23:40"),
        ("nl", "onbekend", Type("share"), "unknown"),
        ("nl", "onbekend", Type("text"), "onbekend"),
        ("fr", "non", Type("yes-no"), "no"),
        ("en", "nonsense", Type("share"), "nonsense"),
    ],
)
def test_value(language: Language, text: str, type_: Type, written: str) -> None:
    """A value becomes what a client's file would say."""
    assert canonical(text, type_, language) == written


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_number_with_two_meanings(language: Language) -> None:
    """What a Dutch reader takes for a thousand and a file for one and a bit is refused."""
    with pytest.raises(Unreadable):
        canonical("1.250", Type("number"), language)


PLAIN = """\
Fonctionnalité: F
  Règle: R
    Scénario: S
      Soit le client paie à l’heure
      Lorsqu'on évalue le client
      Alors le verdict est « parler »
"""
ODD = (
    "\ufeff# language: fr\n"
    "Fonctionnalité\u00a0: F\n"
    "  Re\u0300gle : R\n"
    "    Sce\u0301nario\u202f: S\n"
    "      Soit\u00a0le client paie à l\u2019heure\n"
    "      Lorsqu\u2019on évalue le client\n"
    "      Alors le verdict est «\u00a0parler\u00a0»\n"
)


def test_what_word_processors_write() -> None:
    """No-break spaces, accents in two parts, curly apostrophes and a mark in front are read."""
    found = Diagnostics()
    plain = parse_feature(source_of("a", "# language: fr\n" + PLAIN), found)
    odd = parse_feature(source_of("a", ODD.removeprefix("\ufeff")), found)
    assert not found
    assert plain is not None
    assert odd is not None
    assert [one.keyword for one in odd.scenarios[0].steps] == ["Soit", "Lorsqu'", "Alors"]
    assert [one.place.line for one in odd.scenarios[0].steps] == [5, 6, 7]
    assert [one.text for one in odd.scenarios[0].steps] == [
        one.text for one in plain.scenarios[0].steps
    ]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A file that begins with a byte order mark is read."""
    from adieu.living.gherkin import read_feature

    path = tmp_path / "odd.feature"
    path.write_bytes(ODD.encode())
    found = Diagnostics()
    feature = read_feature(path, found)
    assert not found
    assert feature is not None
    assert feature.language == "fr"
