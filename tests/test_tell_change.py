"""Promises about how it is said, and written, what a verdict rests on and what would change it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from adieu import narrative as n
from adieu.explain.change.outlook import Alternative, Lapse, Margin, Outlook, Shift
from adieu.explain.explanation import Explanation
from adieu.explain.reasons.basis import Basis, Pivot
from adieu.judge import judge
from adieu.language import LANGUAGES, Language
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    UNKNOWN,
    Interval,
    Moment,
    OpenDate,
    Options,
    Value,
    exactly,
    word,
)
from adieu.quantities import Type, read_value
from adieu.tell.as_json import to_json
from adieu.tell.narrate import narrate
from adieu.tell.written import written
from support.house_clients import example, policy

LATE = "drukkerij-janssens"
KEPT = "hotel-de-linde"


@cache
def _reviewed(client: str) -> Explanation:
    """A worked example of which nothing is said yet that it rests on or that would change it."""
    explanation = judge(policy(), example(client))
    return replace(explanation, basis=Basis(), outlook=Outlook())


def _shift(fact: str, after: Value, client: str = LATE) -> Shift:
    return Shift(fact, _reviewed(client).facts.values[fact], after)


def _outlook(language: Language, outlook: Outlook, client: str = LATE) -> n.Outlook:
    return narrate(replace(_reviewed(client), outlook=outlook), language).outlook


def _basis(language: Language, basis: Basis, client: str = LATE) -> n.Basis:
    return narrate(replace(_reviewed(client), basis=basis), language).basis


SENTENCES: dict[Language, tuple[str, ...]] = {
    "en": (
        "The client brings “open invoices” down from 1 to 0.",
        "The firm sees to it that “billed by the hour” turns from “no” into “yes”.",
        "The firm brings “cash reserve of the firm” down from 2.5 months to 1 month.",
        "The firm brings “share of the firm’s hours” up from 9% to 24.96%.",
        "The firm brings “cost of serving this client” down from €18,200.00 to €9,000.50.",
    ),
    "nl": (
        "De klant brengt “openstaande facturen” omlaag van 1 naar 0.",
        "Het bedrijf zorgt ervoor dat “facturatie per uur” van “nee” in “ja” verandert.",
        "Het bedrijf brengt “kasreserve van het bedrijf” omlaag van 2,5 maanden naar 1 maand.",
        "Het bedrijf brengt “aandeel in de uren van het bedrijf” omhoog van 9% naar 24,96%.",
        "Het bedrijf brengt “kosten om deze klant te bedienen” omlaag"
        " van € 18.200,00 naar € 9.000,50.",
    ),
    "fr": (
        "Le client fait baisser « factures impayées » de 1 à 0.",
        "L’entreprise fait en sorte que « facturation à l’heure » passe de « non » à « oui ».",
        "L’entreprise fait baisser « réserve de trésorerie de l’entreprise » de 2,5 mois à 1 mois.",
        "L’entreprise fait monter « part des heures de l’entreprise » de 9 % à 24,96 %.",
        "L’entreprise fait baisser « coût du service à ce client » de 18 200,00 € à 9 000,50 €.",
    ),
}
SHIFTS: tuple[tuple[str, Value], ...] = (
    ("open_invoices", exactly(0)),
    ("billed_hourly", TRUE),
    ("cash_months", exactly(1)),
    ("hours_share", exactly(Fraction(2496, 10000))),
    ("cost_to_serve", exactly(Fraction(18001, 2), "EUR")),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_changes_what_from_what_to_what(language: Language) -> None:
    """A change names who can make it, which way, and both values, with units and every decimal."""
    ways = tuple(Alternative("talk", (_shift(*one),)) for one in SHIFTS)
    told = [one.sentence for one in _outlook(language, Outlook(ways)).alternatives]
    assert [one.replace("\u00a0", " ") for one in told] == list(SENTENCES[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_that_are_needed_together_are_said_so(language: Language) -> None:
    """Several changes stand in a row of sentences, and the last one says that all are needed."""
    shifts = (_shift("open_invoices", exactly(0)), _shift("billed_hourly", TRUE))
    (way,) = _outlook(language, Outlook((Alternative("talk", shifts),))).alternatives
    first, second = SENTENCES[language][:2]
    said = way.sentence.replace("\u00a0", " ")
    assert said.startswith(f"{first} {second} ")
    assert {"en": "together", "nl": "samen", "fr": "ensemble"}[language] in said
    both = (_shift("billed_hourly", TRUE), _shift("cash_months", exactly(1)))
    (way,) = _outlook(language, Outlook((Alternative("talk", both),))).alternatives
    too = {"en": "It also brings", "nl": "Het brengt ook", "fr": "Elle fait aussi baisser"}
    assert f". {too[language]} " in way.sentence


@pytest.mark.parametrize(
    ("proved", "alternatives", "key"),
    [
        (True, False, "Nothing that anybody can still change makes the verdict milder."),
        (False, False, "It was not settled in time whether anything makes the verdict milder."),
        (False, True, "It was not settled in time whether fewer changes are enough."),
        (True, True, ""),
    ],
)
def test_what_is_not_proved_is_not_claimed(proved: bool, alternatives: bool, key: str) -> None:
    """That nothing helps, or that no fewer changes do, is said only where it was proved."""
    ways = (
        (
            Alternative(
                "talk",
                (_shift("open_invoices", exactly(0)),),
            ),
        )
        if alternatives
        else ()
    )
    assert _outlook("en", Outlook(ways, proved=proved)).remark == key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mildest_verdict_has_nothing_to_gain(language: Language) -> None:
    """Of the mildest verdict no way out is sought, and no fact is said to hold it up."""
    told = narrate(_reviewed(KEPT), language)
    mildest = {"en": "milder than this", "nl": "Milder dan dit", "fr": "plus clément"}
    assert mildest[language] in told.outlook.remark
    assert told.basis == n.Basis()


def test_the_lapse_and_the_margin_name_day_step_and_verdict() -> None:
    """The lapse has its day, the margin its step, and both the verdict that it would then be."""
    margin = Margin(_shift("open_invoices", exactly(2)), "fire-now")
    told = _outlook("fr", Outlook((), Lapse(date(2027, 3, 1), "talk"), margin))
    assert "change de lui-même le 1er mars 2027" in told.lapse
    assert "«\u00a0Parler\u00a0»" in told.lapse
    assert told.margin.startswith("2 au lieu de 1 pour «\u00a0factures impayées\u00a0».")
    assert "«\u00a0Se séparer sans attendre\u00a0»" in told.margin


def test_one_fact_is_not_spoken_of_as_several() -> None:
    """What a verdict rests on is in the singular where it is one fact, with the fact's value."""
    one = _basis("en", Basis(("late_invoices",)))
    two = _basis("en", Basis(("late_invoices", "can_do_without")))
    assert one.sentence.startswith("With this fact alone, no milder verdict is possible")
    assert two.sentence.startswith("With these facts together, no milder verdict is possible")
    assert [(fact.label, fact.value) for fact in two.facts] == [
        ("late invoices", "7"),
        ("firm can do without this revenue", "yes"),
    ]


def test_possible_verdicts_that_were_not_proved_are_said_so() -> None:
    """Where time ran out, a provisional verdict says that one of the others may be impossible."""
    reviewed = _reviewed(LATE)
    provisional = replace(reviewed.inference, possible=("fire-now", "fire"))
    proved = replace(reviewed, inference=provisional)
    told = [narrate(one, "en").status_sentence for one in (proved, replace(proved, proved=False))]
    assert ["one of them may be impossible" in one for one in told] == [False, True]
    assert to_json(proved, narrate(proved, "en"))["possible_proved"] is True


def test_minimality_is_claimed_only_where_it_was_proved() -> None:
    """Where time ran out, it is said that fewer facts might do."""
    proved, open_ = (_basis("en", Basis(("late_invoices",), proved=one)) for one in (True, False))
    assert "a milder one would be possible" in proved.sentence
    assert "a milder one would be possible" not in open_.sentence
    assert "not settled in time" in open_.sentence


def test_records_that_overturn_the_verdict() -> None:
    """Single records are named with the verdict without them, else the fewest that do together."""
    pivots = (Pivot("invoices[4]", "talk"), Pivot("invoices[3]", "talk"))
    told = _basis("en", Basis(pivots=pivots))
    assert [one.record.ref for one in told.pivots] == ["invoices[3]", "invoices[4]"]
    assert {one.title for one in told.pivots} == {"Talk"}
    assert told.remark == ""
    together = _basis("en", Basis(least=("invoices[4]", "invoices[3]")))
    assert [one.ref for one in together.least] == ["invoices[3]", "invoices[4]"]
    assert together.remark.endswith("These 2 together would:")
    assert _basis("en", Basis()).remark.startswith("No record overturns the verdict")
    turned = Basis(pivots=(Pivot("invoices[4]", "talk", "disputed"),))
    assert [one.point for one in _basis("en", turned).pivots] == ["disputed: no instead of yes"]
    assert _basis("en", Basis(proved=False)).remark == ""


def test_the_json_writes_values_as_a_file_does() -> None:
    """The changes, the lapse, the margin and the basis stand in the JSON, in no language."""
    ways = tuple(Alternative("talk", (_shift(*one),)) for one in SHIFTS)
    margin = Margin(_shift("open_invoices", exactly(2)), "fire-now")
    outlook = Outlook(ways, Lapse(date(2027, 3, 1), "talk"), margin, proved=False)
    basis = Basis(("late_invoices",), (Pivot("invoices[3]", "talk"),), ("invoices[4]",), False)
    told = replace(_reviewed(LATE), outlook=outlook, basis=basis)
    keys = ("would_change", "would_change_proved", "lapses", "margin", "rests_on")
    documents = [to_json(told, narrate(told, language)) for language in LANGUAGES]
    first, *others = [{key: one[key] for key in keys} for one in documents]
    assert all(one == first for one in others)
    texts = (("1", "0"), ("no", "yes"), ("2.5", "1"), ("9%", "24.96%"),
             ("EUR 18200.00", "EUR 9000.50"))  # fmt: skip
    who = ("client", "firm", "firm", "firm", "firm")
    assert first == {
        "would_change": [
            {"to": "talk", "changes": [{"fact": fact, "from": old, "to": new, "who": by}]}
            for (fact, _), (old, new), by in zip(SHIFTS, texts, who, strict=True)
        ],
        "would_change_proved": False,
        "lapses": {"on": "2027-03-01", "to": "talk"},
        "margin": {"fact": "open_invoices", "from": "1", "to": "2", "verdict": "fire-now"},
        "rests_on": {
            "facts": ["late_invoices"],
            "proved": False,
            "records": [{"record": "invoices[3]", "field": None, "without": "talk"}],
            "least": ["invoices[4]"],
        },
    }


NUMBERS = st.decimals(-(10**6), 10**6, places=4, allow_nan=False).map(Fraction)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(date.toordinal)
CHOICE = Type("choice", ("per-job", "fixed-term"))
VALUES = st.one_of(
    st.tuples(st.sampled_from((TRUE, FALSE)), st.just(Type("yes-no"))),
    st.tuples(NUMBERS.map(exactly), st.just(Type("number"))),
    st.tuples(NUMBERS.map(lambda one: exactly(one / 100)), st.just(Type("share", high=INFINITY))),
    st.tuples(NUMBERS.map(lambda one: exactly(one, "EUR")), st.just(Type("money"))),
    st.tuples(DAYS.map(exactly), st.just(Type("date"))),
    st.tuples(
        DAYS.map(lambda one: OpenDate(exactly(one), FALSE)), st.just(Type("date", open=True))
    ),
    st.tuples(st.builds(Moment, DAYS, st.none() | st.integers(0, 1439)), st.just(Type("moment"))),
    st.tuples(st.sampled_from(CHOICE.choices).map(word), st.just(CHOICE)),
)


@given(VALUES)
def test_what_is_written_reads_back(told: tuple[Value, Type]) -> None:
    """The text of any known value, read as a client's file is read, is that value again."""
    value, type_ = told
    assert read_value(written(value, type_), type_) == value


def test_what_cannot_be_written_is_not_made_up() -> None:
    """An unknown value is `unknown`, a date to come `open`, a third is rounded to six decimals."""
    number, dated = Type("number"), Type("date", open=True)
    assert written(UNKNOWN, Type("yes-no")) == "unknown"
    assert written(Interval(1, 3), number) == "unknown"
    assert written(Options(frozenset(("a", "b"))), CHOICE) == "unknown"
    assert written(OpenDate(Interval(1, 9), TRUE), dated) == "open"
    assert written(OpenDate(Interval(1, 9), UNKNOWN), dated) == "unknown"
    assert written(exactly(Fraction(1, 3)), number) == "0.333333"
    assert written(exactly(Fraction(2, 3)), Type("share")) == "66.666667%"
