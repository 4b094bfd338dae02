"""A rule or a gate + reviewed examples → its thresholds as scales, with the examples as dots.

Where what is required depends on the client (20 % of the agreed hours), the scale shows how large
the one is compared with the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import measure
from adieu.infer import Outcome
from adieu.language import Filling
from adieu.living.page.conditions import Conditions, shown
from adieu.living.page.examples import slug
from adieu.living.page.held import Held
from adieu.living.page.model import Dot, Scale
from adieu.living.page.words import PageWords, capital
from adieu.living.review import Review
from adieu.living.thresholds import Threshold, thresholds
from adieu.logic import Interval, Truth, UnitMismatch
from adieu.quantities import Setting, Type

MOST_VALUES = 12
"""So many values are named of those for which a rule was found."""
MOST_MARKS = 12
MOST_PLACES = 6
SHARE = Type("share")
_MIRRORED: Mapping[ex.Relation, ex.Relation] = {
    ">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "!=": "!=",
}  # fmt: skip


class Border(Struct, frozen=True):
    """What is measured (over ``by``, where something is), its relation to a number that is known.

    ``unit`` is the currency of amounts.
    """

    left: ex.Operand
    by: ex.Operand | None
    relation: ex.Relation
    at: Fraction
    unit: str
    type: Type

    def value(self, review: Review) -> Fraction | None:
        """Where a client lies; nothing where that is not known."""
        scope = review.facts.scope()
        try:
            value = _known(measure(self.left, scope))
            divisor = None if self.by is None else _known(measure(self.by, scope))
        except UnitMismatch:
            return None
        if self.by is None or value is None:
            return value
        return None if divisor is None or divisor <= 0 else value / divisor


class _NoClient:
    """A scope in which only parameters have a value."""

    as_of = 1

    def __init__(self, policy: p.Policy) -> None:
        self.parameters: Mapping[str, Setting] = policy.settings

    def fact(self, name: str) -> Interval:
        """No fact is known."""
        raise LookupError(name)

    def field(self, name: str) -> Interval:
        """There is no record."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> Interval:
        """There is no record."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> Interval:
        """There are no findings."""
        raise LookupError(node)


class Scales:
    """Draws up the scales of a policy."""

    def __init__(self, words: PageWords) -> None:
        self.words, self.policy = words, words.policy
        self.conditions = Conditions(words)
        self.found: dict[str, list[Threshold]] = {}
        for one in thresholds(self.policy):
            self.found.setdefault(one.path.partition("/")[0], []).append(one)

    def of_rule(self, rule: p.Rule, examples: Iterable[Held]) -> tuple[Scale, ...]:
        """The scales of a rule."""
        outcomes = {one.value: self.words.say(f"outcome.{one.value}") for one in Outcome}

        def outcome(review: Review) -> str | None:
            found = review.inference.outcomes.get(rule.name)
            return None if found is None else found.value

        return tuple(self._of(f"rule:{rule.name}", outcomes, outcome, list(examples)))

    def of_gate(self, name: str, examples: Iterable[Held]) -> tuple[Scale, ...]:
        """The scales of a gate."""
        outcomes = {one.word: self.words.say(f"outcome.{one.word}") for one in Truth}

        def outcome(review: Review) -> str | None:
            found = review.inference.gates.get(name)
            return None if found is None or name in review.case.answers else found.word

        return tuple(self._of(f"fact:{name}", outcomes, outcome, list(examples)))

    def _of(
        self,
        root: str,
        outcomes: Mapping[str, str],
        outcome: Callable[[Review], str | None],
        examples: Sequence[Held],
    ) -> Iterator[Scale]:
        seen: set[Border] = set()
        for one in self.found.get(root, ()):
            border = self.border(one.comparison)
            if border is None or border in seen:
                continue
            seen.add(border)
            dots = []
            for held in examples:
                review = held.review
                value = None if review is None else border.value(review)
                became = None if review is None else outcome(review)
                if value is not None and became is not None:
                    dots.append(Dot(value, became, held.scenario.name))
            if dots:
                name = f"scale-{slug(root)}-{len(seen)}"
                yield self.scale(name, border, dots, outcomes)

    def border(self, one: ex.Compare) -> Border | None:
        """What a comparison measures, and the number at which it turns."""
        left, relation, right = one.left, one.relation, one.right
        at, known = self._static(right), self._static(left)
        if at is not None and known is not None:
            return None
        if at is None and known is not None:
            left, relation, at = right, _MIRRORED[relation], known
        if at is not None:
            return Border(left, None, relation, Fraction(at.low), at.unit, shown(left.type))
        if isinstance(right, ex.Arithmetic) and right.sign == "*":
            for factor, other in ((right.left, right.right), (right.right, right.left)):
                share = self._static(factor)
                if share is not None and not share.unit:
                    return Border(left, other, relation, Fraction(share.low), "", SHARE)
        return Border(left, right, relation, Fraction(1), "", SHARE)

    def _static(self, operand: ex.Operand) -> Interval | None:
        """The value of something that is the same for every client."""
        try:
            value = measure(operand, _NoClient(self.policy))
        except LookupError:
            return None
        return value if isinstance(value, Interval) and _known(value) is not None else None

    def scale(
        self, name: str, border: Border, dots: Sequence[Dot], outcomes: Mapping[str, str]
    ) -> Scale:
        """The scale with its dots."""
        words, ordered = self.words, sorted(dots, key=lambda one: one.value)
        required = self.conditions.relation(
            border.left, border.relation, _as_constant(border)
        ) if border.by is None else self._compared(border)  # fmt: skip
        values = [one.value for one in ordered]
        even = is_even([border.at, *values])
        title = self._title(border)
        return Scale(
            name,
            title if even else self.words.say("scale.uneven", title=Filling(title)),
            border.at,
            None if border.relation in ("=", "!=") else border.relation in (">=", ">"),
            border.relation in (">=", "<=", "="),
            even,
            required,
            tuple(self._marks(border, values)),
            tuple(ordered),
            words.say(
                "scale.told",
                required=Filling(required),
                counts=Filling(words.say("joint").join(self._counted(border, ordered, outcomes))),
            ),
            {
                key: text
                for key, text in outcomes.items()
                if any(one.outcome == key for one in dots)
            },
        )

    def _title(self, border: Border) -> str:
        name = capital(self.conditions.name(border.left))
        if border.by is None:
            return name
        by = Filling(self.conditions.name(border.by))
        return self.words.say("scale.ratio", what=Filling(name), of=by)

    def _compared(self, border: Border) -> str:
        one = ex.Constant(Interval(border.at, border.at), SHARE)
        return self.conditions.relation(one, border.relation, one)

    def _number(self, border: Border, value: Fraction) -> str:
        """A value with enough decimals to be told from the threshold."""
        number = self.words.values.number
        at = text = number(border.at, border.unit, border.type)
        for places in (None, *range(2, MOST_PLACES + 1)):
            text = number(value, border.unit, border.type, places)
            if value == border.at or text != at:
                break
        return text

    def _counted(
        self, border: Border, dots: Sequence[Dot], outcomes: Mapping[str, str]
    ) -> Iterator[str]:
        """For each outcome, how many scenarios there are and where they lie."""
        for key, text in outcomes.items():
            values = [one.value for one in dots if one.outcome == key]
            if values:
                named = [self._number(border, one) for one in dict.fromkeys(values)]
                more = ["…"] if len(named) > MOST_VALUES else []
                listed = Filling(" · ".join(named[:MOST_VALUES] + more))
                count = len(values)
                yield self.words.say(
                    "scale.counted", outcome=Filling(text), count=count, values=listed
                )

    def _marks(self, border: Border, values: Sequence[Fraction]) -> Iterator[tuple[Fraction, str]]:
        """The numbers below the axis: threshold and ends, and what lies between if that is few."""
        between = list(dict.fromkeys(values))
        ends = [values[0], values[-1]]
        kept = between if len(between) <= MOST_MARKS else ends
        for one in dict.fromkeys([border.at, *ends, *kept]):
            yield one, self._number(border, one)


def is_even(values: Iterable[Fraction]) -> bool:
    """Whether values can be drawn to scale: many, or none too close to its neighbour to be seen."""
    distinct = sorted(set(values))
    if not 2 < len(distinct) <= MOST_MARKS:
        return True
    span = distinct[-1] - min(Fraction(0), distinct[0])
    return all(after - before >= span / MOST_MARKS / 2 for before, after in pairwise(distinct))


def _as_constant(border: Border) -> ex.Constant:
    return ex.Constant(Interval(border.at, border.at, border.unit), border.type)


def _known(value: object) -> Fraction | None:
    if not isinstance(value, Interval) or not value.known or isinstance(value.low, float):
        return None
    return Fraction(value.low)
