"""Formulas + what to conclude from them → rulesets within the limits of the engine, run in order.

A formula becomes rules that have premises and one conclusion.  Rules are put in rulesets in the
order in which they build on each other; what one ruleset derives is asserted in those after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from adieu.infer.attributes import Attribute
from adieu.infer.formula import ALWAYS, Every, Formulas, Node, Some, Test
from adieu.infer.session import Ruleset

MAX_PREMISES = 16
MAX_ROOTS = 400
MAX_CONDITIONS = 55
"""Conditions on one attribute: each may match one message, and at most 64 may."""
MAX_USES = 200
MAX_RULES = 1500

_OPERATORS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_RESERVED = (
    "id", "sid", "all", "any", "pri", "count", "cap", "dist", "name", "$m", "$i", "$s", "$l", "$r",
    "$lt", "$lte", "$gt", "$gte", "$eq", "$neq", "$mt", "$imt", "$iall", "$iany", "$ex", "$nex",
    "$or", "$and", "$add", "$sub", "$mul", "$div", "$forward", "$time", "$timerName", "$baseTime",
)  # fmt: skip


class Derived(Struct, frozen=True):
    """A fact that rules of the program derive."""

    number: int


Conclusion = Derived | str
"""What a rule concludes: a fact for other rules, or an outcome to report."""
Key = int | Derived
"""What a premise looks at: an attribute by its number, or a derived fact."""
Conditions = tuple[tuple[str, int | str], ...]
"""Comparisons that must all hold, in a fixed order."""


class ProgramRule(Struct, frozen=True):
    """One rule; those of lower ``rank`` fire first: what is derived, before any outcome."""

    premises: tuple[tuple[Key, Conditions], ...]
    conclusion: Conclusion
    rank: int = 0


class Writer:
    """Writes formulas as rules, each after those that it builds on."""

    def __init__(self, formulas: Formulas) -> None:
        self.formulas = formulas
        self.rules: list[ProgramRule] = []
        self._derived: dict[Node, Derived] = {}
        self._chunks: dict[tuple[tuple[Key, Conditions], ...], Derived] = {}

    def conclude(self, node: Node, conclusion: Conclusion, rank: int = 0) -> None:
        """Add the rules that conclude this where the formula holds."""
        # A formula has a higher number than its parts.
        for part in sorted(self._underived(node)):
            self._derived[part] = self._new()
            self._write(part, self._derived[part], 0)
        self._write(node, conclusion, rank)

    def _write(self, node: Node, conclusion: Conclusion, rank: int) -> None:
        for way in self._ways(node):
            self.rules.append(ProgramRule(self._premises(way), conclusion, rank))

    def _ways(self, node: Node) -> Iterator[tuple[Node, ...]]:
        """The ways in which a formula holds, each the parts that have to hold together."""
        formula = self.formulas[node]
        for part in formula.parts if isinstance(formula, Some) else (node,):
            inner = self.formulas[part]
            yield inner.parts if isinstance(inner, Every) else (part,)

    def _underived(self, node: Node) -> set[Node]:
        """Every part, however deep, that needs a derived fact of its own and has none yet."""
        found: set[Node] = set()
        waiting = [node]
        while waiting:
            for way in self._ways(waiting.pop()):
                for part in way:
                    if part not in found and part not in self._derived and not self._is_test(part):
                        found.add(part)
                        waiting.append(part)
        return found

    def _is_test(self, node: Node) -> bool:
        return isinstance(self.formulas[node], Test)

    def _premises(self, parts: Iterable[Node]) -> tuple[tuple[Key, Conditions], ...]:
        """What each part looks at: an attribute, or a derived fact."""
        premises: dict[Key, dict[tuple[str, int | str], None]] = {}
        for part in parts:
            inner = self.formulas[part]
            if isinstance(inner, Test):
                condition = (str(inner.comparison), inner.value)
                premises.setdefault(inner.attribute, {})[condition] = None
            else:
                premises[self._derived[part]] = {("==", 1): None}
        merged = [(key, tuple(sorted(found, key=str))) for key, found in premises.items()]
        merged = merged or [(ALWAYS, (("==", 1),))]
        while len(merged) > MAX_PREMISES:
            chunk, merged = tuple(merged[:MAX_PREMISES]), merged[MAX_PREMISES:]
            if chunk not in self._chunks:
                self._chunks[chunk] = self._new()
                self.rules.append(ProgramRule(chunk, self._chunks[chunk]))
            merged.append((self._chunks[chunk], (("==", 1),)))
        return tuple(merged)

    def _new(self) -> Derived:
        return Derived(len(self._derived) + len(self._chunks))


@dataclass
class _Box:
    """Rules for one ruleset, and what they use of its limits."""

    rules: list[ProgramRule] = field(default_factory=list)
    roots: set[tuple[Key, Conditions]] = field(default_factory=set)
    conditions: dict[Key, set[Conditions]] = field(default_factory=dict)
    uses: Counter[tuple[Key, Conditions]] = field(default_factory=Counter)

    def takes(self, rule: ProgramRule) -> bool:
        """Put a rule in, unless a limit would be exceeded."""
        roots = {(key, found[:1]) for key, found in rule.premises}
        conditions = {
            key: {found[:end] for end in range(1, len(found) + 1)} | self.conditions.get(key, set())
            for key, found in rule.premises
        }
        if self.rules and (
            len(self.rules) >= MAX_RULES
            or len(self.roots) + len(roots - self.roots) > MAX_ROOTS
            or any(len(found) > MAX_CONDITIONS for found in conditions.values())
            or any(self.uses[one] >= MAX_USES for one in rule.premises)
        ):
            return False
        self.rules.append(rule)
        self.roots |= roots
        self.conditions |= conditions
        self.uses.update(rule.premises)
        return True


class _Stage(Struct, frozen=True):
    """A ruleset, what is asserted before it runs, and what each of its rules concludes."""

    ruleset: Ruleset
    attributes: tuple[tuple[int, str], ...]
    needed: tuple[tuple[Derived, str], ...]
    chained: Mapping[str, str]
    conclusions: Mapping[str, Conclusion]


class Program:
    """Rulesets that run one after the other; ``attributes`` are what has to be told to run them."""

    def __init__(self, rules: Sequence[ProgramRule], attributes: Sequence[Attribute]) -> None:
        boxes = [_Box()]
        for rule in rules:
            if not boxes[-1].takes(rule):
                boxes.append(_Box())
                boxes[-1].takes(rule)
        keys = dict.fromkeys(key for rule in rules for key, _ in rule.premises)
        names = dict(zip(keys, _names(), strict=False))
        used = [key for key in keys if isinstance(key, int)]
        self.attributes = tuple(attributes[key] for key in used)
        index = {key: number for number, key in enumerate(used)}
        self._stages = tuple(_stage(box, index, names) for box in boxes if box.rules)

    def run(self, values: Sequence[int | str | None], ends: frozenset[str]) -> tuple[str, ...]:
        """What is concluded, in order, up to the first conclusion that ends the run.

        ``values`` tells each attribute; nothing is asserted of one that is ``None``.
        """
        outcomes: dict[str, None] = {}
        derived: set[Derived] = set()
        for stage in self._stages:
            messages = [
                f"{start}{value}}}" if isinstance(value, int) else f'{start}"{value}"}}'
                for number, start in stage.attributes
                if (value := values[number]) is not None
            ]
            messages += [message for one, message in stage.needed if one in derived]
            for fired in stage.ruleset.run(messages, stage.chained, stage.conclusions, ends):
                if isinstance(fired, str):
                    outcomes[fired] = None
                    if fired in ends:
                        return tuple(outcomes)
                else:
                    assert isinstance(fired, Derived)
                    derived.add(fired)
        return tuple(outcomes)


def _stage(box: _Box, index: Mapping[int, int], names: Mapping[Key, str]) -> _Stage:
    used = dict.fromkeys(key for rule in box.rules for key, _ in rule.premises)
    ids = {key: number for number, key in enumerate(used, 1)}
    starts = {key: f'{{"id":"{ids[key]}","{names[key]}":' for key in used}
    conclusions = {f"r{number}": rule.conclusion for number, rule in enumerate(box.rules)}
    return _Stage(
        Ruleset({f"r{number}": _written(rule, names) for number, rule in enumerate(box.rules)}),
        tuple((index[key], starts[key]) for key in used if isinstance(key, int)),
        tuple((key, f"{starts[key]}1}}") for key in used if isinstance(key, Derived)),
        {
            name: f"{starts[one]}1}}"
            for name, one in conclusions.items()
            if isinstance(one, Derived) and one in used
        },
        conclusions,
    )


def _written(rule: ProgramRule, names: Mapping[Key, str]) -> dict[str, object]:
    """A rule as the engine reads it."""
    premises = []
    for number, (key, found) in enumerate(rule.premises):
        tests: list[dict[str, object]] = [
            {names[key]: value}
            if comparison == "=="
            else {_OPERATORS[comparison]: {names[key]: value}}
            for comparison, value in found
        ]
        premises.append({f"m{number}": tests[0] if len(tests) == 1 else {"$and": tests}})
    return {"all": premises, "pri": rule.rank}


def _names() -> Iterator[str]:
    """Short names of which no two, and no reserved word, have the same 32-bit FNV-1a hash."""
    taken = {_hash(word) for word in _RESERVED}
    number = 0
    while True:
        name = f"a{number}"
        number += 1
        if _hash(name) not in taken:
            taken.add(_hash(name))
            yield name


def _hash(name: str) -> int:
    value = 2166136261
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) % 2**32
    return value


def write(rules: Iterable[tuple[Node, str, int]], formulas: Formulas) -> Program:
    """The program that concludes each outcome where its formula holds, in order of rank."""
    writer = Writer(formulas)
    for node, outcome, rank in rules:
        writer.conclude(node, outcome, rank)
    return Program(writer.rules, formulas.attributes)
