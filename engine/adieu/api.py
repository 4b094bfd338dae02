"""adieu from Python: a policy + a client → a review; facts → a decision; tables → a portfolio.

``import adieu`` gives these names; what they need is imported when they are first used.

>>> import adieu
>>> policy = adieu.load_policy("rules")
>>> bakery = {"client": "Bakery", "facts": {"late_invoices": 6, "invoices_due": 7}}
>>> review = adieu.review(policy, bakery, as_of="2026-11-01")
>>> review.verdict, review.final
('talk', False)
>>> review.findings
('always-late',)
>>> print(review.markdown("nl").splitlines()[0])
# Beoordeling van Bakery
>>> adieu.decide(policy, {"late_invoices": 6, "invoices_due": 7}).findings
('always-late',)
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from adieu.diagnostics import Diagnostics, Place, Source, Unusable
from adieu.errors import InputError
from adieu.infer.ahead import (
    Answer,
    Decision,
    FactError,
    UnknownFact,
    WrongType,
    WrongValue,
    decide,
)
from adieu.language import LANGUAGES, Language
from adieu.policy import Policy

if TYPE_CHECKING:
    from adieu.case import Case
    from adieu.explain.explanation import Explanation
    from adieu.narrative import Narrative
    from adieu.yaml_nodes import Node

__all__ = [
    "Answer",
    "Decision",
    "FactError",
    "InputError",
    "Policy",
    "Review",
    "UnknownFact",
    "WrongType",
    "WrongValue",
    "decide",
    "load_policy",
    "review",
]


class Review:
    """One client reviewed: the verdict, and everything that a report says of it.

    In a notebook it shows itself as its report.

    Attributes:
        explanation: Why this verdict, in no language: what the reports are told from.
    """

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        self._told: dict[Language, Narrative] = {}

    def __repr__(self) -> str:
        state = "final" if self.final else f"provisional, possible: {', '.join(self.possible)}"
        return f"<Review of {self.client}: {self.verdict} ({state})>"

    @property
    def client(self) -> str:
        """The client's id."""
        return self.explanation.facts.case.client

    @property
    def as_of(self) -> date:
        """The review date."""
        return self.explanation.facts.case.as_of

    @property
    def verdict(self) -> str:
        """At least this: the mildest verdict that is still possible."""
        return self.explanation.inference.verdict

    @property
    def possible(self) -> tuple[str, ...]:
        """Every verdict that is still possible, harshest first."""
        return self.explanation.inference.possible

    @property
    def final(self) -> bool:
        """Whether no answer can change the verdict."""
        return self.explanation.inference.final

    @property
    def findings(self) -> tuple[str, ...]:
        """The rules that were found, heaviest first, less those that others make superfluous."""
        return tuple(one.rule.name for one in self.explanation.findings)

    def markdown(self, language: Language = "en", audience: str = "internal") -> str:
        """The report in Markdown; for ``client`` it leaves out what is not for the client."""
        from adieu.report.markdown import to_markdown

        return to_markdown(self._narrative(language, audience))

    def html(self, language: Language = "en", audience: str = "internal") -> str:
        """The report as one self-contained HTML page, sanitised."""
        from adieu.report.html import to_html

        return to_html(self._narrative(language, audience))

    def document(self) -> dict[str, object]:
        """The review as plain values, as its JSON holds them."""
        return cast(dict[str, object], json.loads(self.json()))

    def json(self) -> str:
        """The review as JSON; its texts are English."""
        from adieu.tell.as_json import json_text, to_json

        return json_text(to_json(self.explanation, self._narrative("en")), compact=False)

    def _narrative(self, language: Language, audience: str = "internal") -> Narrative:
        if language not in LANGUAGES:
            raise ValueError(f"the languages are {', '.join(LANGUAGES)}, not `{language}`")
        if audience not in ("internal", "client"):
            raise ValueError(f"the audiences are internal and client, not `{audience}`")
        from adieu.tell.narrate import narrate

        if language not in self._told:
            self._told[language] = narrate(self.explanation, language)
        if audience == "internal":
            return self._told[language]
        from adieu.report.audience import for_client

        return for_client(self._told[language])

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that neither touches the other; no script runs."""
        page = escape(self.html(), quote=True)
        return f'<iframe sandbox="" srcdoc="{page}" style="{_FRAME}"></iframe>'


_FRAME = "width: 100%; height: 40em; border: 1px solid #ccc"


def load_policy(path: str | Path | None = None) -> Policy:
    """The policy in a file or folder, complete and checked.

    Args:
        path: A YAML file or a folder of them; without one, ``rules/`` here, else the house policy.

    Raises:
        InputError: with every error of all files concerned.
    """
    from adieu.load.files import policy_here
    from adieu.load.policy import load_policy as load

    try:
        return load(policy_here() if path is None else Path(path))
    except Unusable as error:
        raise InputError(error.diagnostics) from None


def review(
    policy: Policy, client: str | Path | Mapping[str, object], as_of: date | str | None = None
) -> Review:
    """One client, judged and explained.

    Args:
        policy: What to judge by.
        client: The path of a client's file, or a mapping of the shape of one: ``client``,
            ``facts``, ``scores``, and a list for each section of records.  Values are texts as a
            file has them, or numbers, dates and booleans; None is not known.
        as_of: The review date; it beats the client's own.  Without either it is today.

    Raises:
        InputError: where the client cannot be used; with everything that is wrong.
    """
    from adieu.clients.review_date import day_of
    from adieu.infer.durable import EngineFailure
    from adieu.judge import EnginesDisagree, judge

    found = Diagnostics()
    day = day_of(as_of, found)
    case = (
        _case_of(client, policy, day, found)
        if isinstance(client, Mapping)
        else _case_at(Path(client), policy, day, found)
    )
    if case is None or found.failed:
        raise InputError(found.in_order())
    where = Place(Source(case.client))
    try:
        return Review(judge(policy, case))
    except EnginesDisagree as error:
        found.error(
            "engines-disagree", where, None, durable=error.durable, reference=error.reference
        )
    except EngineFailure as error:
        found.error("engine-failure", where, problem=str(error))
    raise InputError(found)


def _case_at(path: Path, policy: Policy, as_of: date | None, found: Diagnostics) -> Case | None:
    """The case of the one client that a path names."""
    from adieu.clients.folder import read_cases

    cases = []
    for one in read_cases([path], policy, as_of, date.today()):
        found.extend(one.diagnostics)
        if one.case is not None:
            cases.append(one.case)
    if len(cases) > 1:
        found.error("client-several", Place(Source(str(path))), count=len(cases))
    return cases[0] if cases else None


def _case_of(
    client: Mapping[str, object], policy: Policy, as_of: date | None, found: Diagnostics
) -> Case | None:
    """The case that a mapping of the shape of a client's file describes."""
    from adieu.clients.consistency import check_case
    from adieu.clients.files import read_root
    from adieu.yaml_nodes import Mapping as Tree

    root = _node(client, "client", 0)
    assert isinstance(root, Tree)
    case = read_root(root, Path("client"), policy, as_of, date.today(), found)
    if case is not None and not found.failed:
        check_case(policy, case, found)
    return case


_DEEP = 8


def _node(value: object, place: str, depth: int) -> Node:
    """A value of Python's as a file would say it."""
    from adieu.yaml_nodes import Mapping as Tree
    from adieu.yaml_nodes import Scalar, Sequence

    where = Place(Source(place))
    if isinstance(value, Mapping) and depth < _DEEP:
        entries = {}
        for key, one in value.items():
            if one is not None:
                below = Place(Source(f"{place}: {key}" if not depth else f"{place}.{key}"))
                name = Scalar(str(key), True, below)
                entries[name.text] = (name, _node(one, below.source.name, depth + 1))
        return Tree(entries, where)
    if isinstance(value, list | tuple) and depth < _DEEP:
        items = (_node(one, f"{place}[{index}]", depth + 1) for index, one in enumerate(value))
        return Sequence(tuple(items), where)
    return Scalar(_written(value), False, where)


def _written(value: object) -> str:
    """A value as the text that a file would have for it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() | Decimal() | Fraction():
            return _decimal(value)
        case date():
            return value.isoformat()
        case int() if value.bit_length() > _BITS:
            return hex(value)
        case _:
            return str(value)


_BITS = 1_000
"""A larger number has more digits than any text that can be read."""


def _decimal(value: float | Decimal | Fraction) -> str:
    from adieu.quantities import plain

    if isinstance(value, Decimal) and abs(value.adjusted()) > _BITS:
        return str(value)
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return str(value)
    return plain(Fraction(str(value)))
