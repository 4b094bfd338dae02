"""Promises about the facts that a verdict rests on: they suffice, and none can be spared."""

from __future__ import annotations

from pathlib import Path

import pytest

from adieu.case import Case
from adieu.judge import judge
from adieu.logic import Interval, is_known
from support.examples import EXAMPLES
from support.reasons import Review, assert_facts_suffice, random_reviews, verdict_of
from support.reviewed import read, reviewed

MILDEST = "keep"


def written(review: Review, names: tuple[str, ...]) -> str:
    """A client's file that says only these facts, in the words of the client's own file."""
    criteria = {one.name for one in review.policy.scorecard.criteria} if (
        review.policy.scorecard
    ) else set()  # fmt: skip
    lines: dict[str, list[str]] = {"facts": [], "scores": []}
    for name in names:
        answer, value = review.case.answers.get(name), review.facts.values[name]
        if answer is not None:
            text = answer.text
        elif isinstance(value, Interval):
            text = f"{value.unit} {value.low}".strip()
        else:
            text = {"true": "yes", "false": "no"}[getattr(value, "word", "")]
        lines["scores" if name in criteria else "facts"].append(f"  {name}: {text}")
    sections = [line for part, said in lines.items() if said for line in (f"{part}:", *said)]
    head = ["client: Only This", "id: only-this", f"as_of: {review.case.as_of}"]
    return "\n".join((*head, *sections)) + "\n"


@pytest.mark.parametrize("client", EXAMPLES)
def test_facts_of_an_example_written_to_a_file(client: str, tmp_path: Path) -> None:
    """A client's file with only these facts is judged the same; without any one of them, milder."""
    review, basis = reviewed(client)
    assert all(is_known(review.facts.values[name]) for name in basis.facts)

    def filed(names: tuple[str, ...]) -> Case:
        file = tmp_path / "only-this.yaml"
        file.write_text(written(review, names), "utf-8")
        return read(review.policy, file)

    judged = judge(review.policy, filed(basis.facts))
    assert judged.inference.verdict == EXAMPLES[client].verdict
    for name in basis.facts:
        rest = tuple(one for one in basis.facts if one != name)
        assert review.rank(verdict_of(review.policy, filed(rest))) > review.rank(review.verdict)


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_mildest_verdict_rests_on_nothing(client: str) -> None:
    """Only a verdict that is milder than none rests on no fact at all."""
    review, basis = reviewed(client)
    assert (basis.facts == ()) is (review.verdict == MILDEST)
    assert basis.proved


@pytest.mark.parametrize(
    ("client", "facts"),
    [
        ("brasserie-du-parc", ("threatening_incidents",)),
        ("beau-sejour", ("gone_on", "revenue_share")),
        # That it went on after the client was told says that repair was tried.
        ("atelier-lumiere", ("calls_after_told", "revenue_share")),
        # Whether the firm can do without the revenue is no reason: the milder answer is assumed.
        ("metaalwerken-de-smet", ("price_cuts",)),
        ("taxi-noord", ("threats_made",)),
        ("vzw-de-brug", ("hours_share", "revenue_share")),
    ],
)
def test_facts_are_those_a_reader_expects(client: str, facts: tuple[str, ...]) -> None:
    """What is named is the weightiest finding, its repair, and the gate that it needs."""
    assert reviewed(client)[1].facts == facts


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("tame", [True, False])
def test_facts_suffice_for_random_clients(part: int, tame: bool) -> None:
    """For any policy and client the facts give the verdict alone; none of them can be spared."""
    for review in random_reviews(f"facts-{part}", 40, tame=tame):
        basis = review.basis()
        if basis.proved:
            assert_facts_suffice(review, basis, milder=tame, drawn=True)


def test_the_same_facts_each_time() -> None:
    """What a verdict rests on does not hang on what was reviewed before."""
    first = [one.basis() for one in random_reviews("same", 20, tame=False)]
    again = [one.basis() for one in random_reviews("same", 20, tame=False)]
    assert first == again
