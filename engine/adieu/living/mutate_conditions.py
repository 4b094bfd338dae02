"""A condition → the small mistakes that somebody could make in writing it, one at a time.

Each is the whole condition again, with one spot changed: a part dropped, negated, joined otherwise,
or a comparison that is off by a little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from adieu import expression as ex
from adieu.living.spelling import spelled
from adieu.logic import Interval
from adieu.quantities import Duration, Type

Put = Callable[[ex.Condition], ex.Condition]

_NEARBY: dict[ex.Relation, tuple[ex.Relation, ex.Relation]] = {
    ">=": (">", "="),
    ">": (">=", "!="),
    "<=": ("<", "="),
    "<": ("<=", "!="),
    "=": (">=", "<="),
    "!=": (">", "<"),
}
"""For each relation those that a person may have meant: with "always" and "never", which dropping a
condition makes of it, whoever tells these apart tells all relations apart (the reduced set)."""
_WORDS: dict[ex.Relation, str] = {
    ">=": "at-least",
    ">": "more-than",
    "<=": "at-most",
    "<": "less-than",
    "=": "is",
    "!=": "is-not",
}


class Spot(Struct, frozen=True):
    """A condition within another: its path, and how the whole reads with another in its place."""

    path: str
    node: ex.Condition
    put: Put
    top: bool


class Change(Struct, frozen=True):
    """One mistake: its operator, its path, what stood there and stands there now, and the whole.

    ``variant`` tells apart what one operator makes of one spot.
    """

    operator: str
    path: str
    variant: str
    was: str
    became: str
    whole: ex.Condition


def spots(whole: ex.Condition, path: str) -> Iterator[Spot]:
    """Every condition in a condition, itself first, by the paths of ``load.places``."""
    yield from _spots(Spot(path, whole, lambda new: new, True))


def _spots(spot: Spot) -> Iterator[Spot]:
    yield spot
    for index, part in enumerate(ex.parts_of(spot.node)):
        yield from _spots(Spot(f"{spot.path}/{index}", part, _putting(spot, index), False))


def _putting(spot: Spot, index: int) -> Put:
    """How the whole reads with another part in a group."""
    parts = ex.parts_of(spot.node)

    def put(new: ex.Condition) -> ex.Condition:
        return spot.put(with_parts(spot.node, (*parts[:index], new, *parts[index + 1 :])))

    return put


def with_parts(group: ex.Condition, parts: tuple[ex.Condition, ...]) -> ex.Condition:
    """A group with other parts."""
    assert isinstance(group, ex.Group)
    return replace(group, parts=parts)


def changes(whole: ex.Condition, path: str) -> Iterator[Change]:
    """Every mistake in a condition, in the order in which it is written."""
    for spot in spots(whole, path):
        yield from _changed(spot)


def _changed(spot: Spot) -> Iterator[Change]:
    parts = ex.parts_of(spot.node)
    group = isinstance(spot.node, ex.Group)

    def change(operator: str, node: ex.Condition, variant: str = "") -> Change:
        was, became = spelled(spot.node), spelled(node)
        return Change(operator, spot.path, variant, was, became, spot.put(node))

    if spot.top and not isinstance(spot.node, ex.All):
        yield change("dropped", ex.ALWAYS)
    if not (spot.top and isinstance(spot.node, ex.All)) and not (group and not parts):
        yield change("negated", _negated(spot.node))
    if group:
        yield from _group(spot, parts, change)
    else:
        yield from (change(*one) for one in _leaf(spot.node))


def _negated(node: ex.Condition) -> ex.Condition:
    """The condition that holds where this one fails."""
    match node:
        case ex.NoneOf((one,)):
            return one
        case _:
            return ex.NoneOf((node,))


def _group(
    spot: Spot, parts: tuple[ex.Condition, ...], change: Callable[..., Change]
) -> Iterator[Change]:
    """A part left out, the parts joined otherwise, another number of them required."""
    if len(parts) > 1 or (spot.top and isinstance(spot.node, ex.All)):
        for index, part in enumerate(parts):
            rest = with_parts(spot.node, (*parts[:index], *parts[index + 1 :]))
            dropped = spot.put(rest)
            yield Change(
                "dropped", f"{spot.path}/{index}", "", spelled(part), spelled(rest), dropped
            )
    match spot.node:
        case ex.All(parts) if len(parts) > 1:
            yield change("joined", ex.AnyOf(parts))
        case ex.AnyOf(parts) if len(parts) > 1:
            yield change("joined", ex.All(parts))
        case ex.NoneOf(parts) if len(parts) > 1:
            yield change("joined", ex.NoneOf((ex.All(parts),)))
        case ex.AtLeast(count, parts):
            for other in (count - 1, count + 1):
                if 1 <= other <= len(parts):
                    yield change("shifted", ex.AtLeast(other, parts), str(other))


def _leaf(leaf: ex.Condition) -> Iterator[tuple[str, ex.Condition, str]]:
    """A comparison or a list of words that is off by a little."""
    match leaf:
        case ex.Compare(left, relation, right):
            if left.type.name in ("number", "share", "money", "date", "moment"):
                for other in _NEARBY[relation]:
                    yield "compared", ex.Compare(left, other, right), _WORDS[other]
            for first in _shifted(left):
                yield "shifted", ex.Compare(first[0], relation, right), f"left{first[1]}"
            for second in _shifted(right):
                yield "shifted", ex.Compare(left, relation, second[0]), second[1]
            yield from _swapped(left, relation, right)
            for narrower in _widened(left):
                yield "widened", ex.Compare(narrower[0], relation, right), narrower[1]
        case ex.OneOf(left, frozenset() as words, negated) if len(words) > 1:
            for word in sorted(words):
                yield "shortened", ex.OneOf(left, words - {word}, negated), word
        case _:
            pass


def unit_step(type_: Type) -> int | Fraction:
    """The step in which people speak of a quantity: 1, 1 %, a cent, a day."""
    return Fraction(1, 100) if type_.name in ("share", "money") else 1


def _shifted(operand: ex.Operand) -> Iterator[tuple[ex.Operand, str]]:
    """Each constant in an operand one step less, and one step more."""
    match operand:
        case ex.Constant(Interval() as value, type_):
            for turn, name in ((-1, "less"), (1, "more")):
                moved = value.low + turn * unit_step(type_)
                yield ex.Constant(Interval(moved, moved, value.unit), type_), f"-{name}"
        case ex.Constant(Duration() as value, type_):
            for other, name in shifted_duration(value):
                yield ex.Constant(other, type_), f"-{name}"
        case ex.Arithmetic(sign, left, right, type_):
            for one, name in _shifted(left):
                yield ex.Arithmetic(sign, one, right, type_), f"-1{name}"
            for one, name in _shifted(right):
                yield ex.Arithmetic(sign, left, one, type_), f"-2{name}"
        case _:
            pass


def shifted_duration(value: Duration) -> Iterator[tuple[Duration, str]]:
    """A length of time one month shorter and longer, or one day where it is in days."""
    for turn, name in ((-1, "less"), (1, "more")):
        months, days = (turn, 0) if value.months else (0, turn)
        other = Duration(value.months + months, value.days + days)
        if other.months >= 0 and other.days >= 0:
            yield other, name


def _swapped(
    left: ex.Operand, relation: ex.Relation, right: ex.Operand
) -> Iterator[tuple[str, ex.Condition, str]]:
    """The two sides of a ratio the wrong way round, written as a quotient or as a product."""
    for one in quotients(left):
        yield "swapped", ex.Compare(one, relation, right), "left"
    for one in quotients(right):
        yield "swapped", ex.Compare(left, relation, one), "right"
    for whole, product, turned in ((left, right, False), (right, left, True)):
        match product:
            case ex.Arithmetic("*", factor, base, type_) if _fixed(factor) and not _fixed(base):
                other: ex.Operand = ex.Arithmetic("*", factor, whole, type_)
            case ex.Arithmetic("*", base, factor, type_) if _fixed(factor) and not _fixed(base):
                other = ex.Arithmetic("*", whole, factor, type_)
            case _:
                continue
        if not _fixed(whole):
            pair = (other, base) if turned else (base, other)
            yield "swapped", ex.Compare(pair[0], relation, pair[1]), "sides"


def quotients(operand: ex.Operand) -> Iterator[ex.Operand]:
    """The operand with each quotient in it turned over."""
    if isinstance(operand, ex.Arithmetic):
        sign, left, right, type_ = operand.sign, operand.left, operand.right, operand.type
        if sign == "/":
            yield ex.Arithmetic("/", right, left, type_)
        yield from (ex.Arithmetic(sign, one, right, type_) for one in quotients(left))
        yield from (ex.Arithmetic(sign, left, one, type_) for one in quotients(right))


def _fixed(operand: ex.Operand) -> bool:
    return isinstance(operand, ex.Constant | ex.Parameter)


def _widened(operand: ex.Operand) -> Iterator[tuple[ex.Operand, str]]:
    """A count of findings or of earlier records with one thing less required of them."""
    match operand:
        case ex.Earlier(sections, about, having):
            for index, (name, _) in enumerate(having):
                rest = (*having[:index], *having[index + 1 :])
                yield ex.Earlier(sections, about, rest), name
        case ex.Findings(grade, theme, rule, tried):
            if sum(one is not None for one in (grade, theme, rule)) + tried > 1:
                for name in ("grade", "theme", "rule"):
                    if getattr(operand, name) is not None:
                        yield replace(operand, **{name: None}), name
                if tried:
                    yield replace(operand, repair_tried=False), "repair_tried"
        case _:
            pass
