"""Many open answers that may stand for one another: only how many are yes is tried."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from msgspec.structs import replace

from adieu.case import Case, Record, Section
from adieu.explain.explanation import Explanation
from adieu.facts import derive
from adieu.infer import Inference, reference
from adieu.judge import judge
from adieu.logic import TRUE, UNKNOWN, OpenDate, exactly, truth
from support.house_clients import example, policy


def disputed(count: int, late: int) -> Case:
    """A client of whom all is known but which disputes were founded; the first so many are late."""
    case = example("drukkerij-janssens")
    model = case.sections["invoices"].records[0]
    records = []
    for number in range(count):
        due = case.as_of - timedelta(days=300 - 9 * number)
        paid = (due + timedelta(days=40 if number < late else 0)).toordinal()
        records.append(_invoice(model, number, due.toordinal(), paid))
    return replace(case, sections={**case.sections, "invoices": Section(tuple(records))})


def _invoice(model: Record, number: int, due: int, paid: int) -> Record:
    fields = {
        **model.fields,
        "due": exactly(due),
        "paid": OpenDate(exactly(paid), truth(False)),
        "disputed": TRUE,
        "dispute_founded": UNKNOWN,
    }
    return replace(model, index=number, day=due, fields=fields)


def answered(case: Case, founded: tuple[bool, ...]) -> Case:
    """The client with every dispute known to be founded or not."""
    section = case.sections["invoices"]
    records = tuple(
        replace(one, fields={**one.fields, "dispute_founded": truth(said)})
        for one, said in zip(section.records, founded, strict=True)
    )
    return replace(case, sections={**case.sections, "invoices": replace(section, records=records)})


def reviewed(case: Case) -> Explanation:
    """The explained verdict by the house policy."""
    return judge(policy(), case)


def inferred(case: Case) -> Inference:
    """The verdict by the house policy."""
    return reference.infer(policy(), derive(policy(), case))


@pytest.mark.parametrize(("count", "late"), [(6, 6), (6, 4), (7, 0)])
def test_what_is_possible_is_what_every_way_to_answer_gives(count: int, late: int) -> None:
    """Disputes that may stand for one another leave exactly the verdicts of all their answers."""
    case = disputed(count, late)
    ways = product((False, True), repeat=count)
    given = {verdict for each in ways for verdict in inferred(answered(case, each)).possible}
    assert set(reviewed(case).inference.possible) == given


def test_each_of_many_alike_is_asked_alike() -> None:
    """Of disputes that may stand for one another either every one is asked about, or none."""
    explanation = reviewed(disputed(14, 14))
    asks = [one for one in explanation.questions if one.name.endswith(".dispute_founded")]
    assert {one.name for one in asks} == {f"invoices[{n}].dispute_founded" for n in range(14)}
    assert len({(one.leads_to, one.alone) for one in asks}) == 1
