"""A policy → a program that decides about facts given, as the definition does, without a report."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter

from msgspec import Struct

from adieu import policy as p
from adieu.case import Case
from adieu.clients.fields import answerable, criteria
from adieu.facts import derive
from adieu.infer import Outcome
from adieu.infer.ahead import code, values
from adieu.infer.ahead.conditions import NEVER, Holds, all_hold, holds
from adieu.infer.ahead.decision import Decision, Graded
from adieu.infer.ahead.facts import read_fact, truth_of_repair
from adieu.infer.ahead.intake import Intake, check_given
from adieu.infer.ahead.operands import DAY, Answered, Source
from adieu.infer.ahead.usage import factors, needed_facts, stand_ins
from adieu.infer.ahead.verdicts import Looking

Check = Callable[[Mapping[str, object]], None]
Run = Callable[[Mapping[str, object], int], Decision | None]
_LOCAL = ("type", "int", "float", "str")
_LISTS = ("found", "undetermined", "excused", "superseded", "tried", "untold")


class Program(Struct, frozen=True):
    """A function that decides about facts given; nothing where it does not take one as it stands.

    It may raise ``values.Doubt``.  ``used`` are the facts that it looks at.
    """

    run: Run
    used: frozenset[str]
    states: Callable[[], int]


def program(policy: p.Policy, exact: bool, check_others: Check) -> Program:
    """The program of a policy: on ``int`` and ``float``, or on exact numbers.

    Facts that decide nothing are handed to ``check_others``.
    """
    writer = _Writer(policy, exact)
    run = writer.written(check_others)
    return Program(run, frozenset(writer.given), writer.table.__len__)


def blank_case() -> Case:
    """A client of whom nothing is known, not even a record."""
    return Case("client", "client", date(2000, 1, 1))


class _Writer:
    """Writes the program of one policy."""

    def __init__(self, policy: p.Policy, exact: bool) -> None:
        self.policy = policy
        self.source = Source(policy, exact)
        self.table: dict[tuple[object, ...], tuple[str, ...]] = {}
        self.blanks = derive(policy, blank_case()).values
        self.looking = Looking(self.source)
        self.needed = needed_facts(policy)
        self.repairs = self._repairs()
        given = {**answerable(policy), **criteria(policy)}
        read = {*self.needed, *self.repairs.values(), *criteria(policy)} & given.keys()
        self.given = {name: f"f{index}" for index, name in enumerate(policy.facts) if name in read}
        graded = any(
            isinstance(policy.facts[name].definition, p.Scored)
            and policy.facts[name].type.name != "yes-no"
            for name in self.needed
        )
        self.intake = Intake(
            self.source,
            self.blanks,
            self.given,
            factors(policy),
            stand_ins(policy, self.blanks, graded),
            graded,
        )

    def _repairs(self) -> dict[str, str]:
        """The rules whose repair some verdict row looks at, and the fact that says so."""
        found = {}
        for rule in self.policy.active:
            fact = self.policy.repair_fact(rule)
            if fact is not None and self.looking.at_repair_of(rule):
                found[rule.name] = fact.name
        return found

    def written(self, check_others: Check) -> Run:
        """The function."""
        source = self.source
        self._read()
        rules = source.block(self._rules)
        zero = self.looking.variables()
        if zero:
            source.body.append(code.put_all(zero, ast.Constant(0)))
        source.body.append(code.put_all(_LISTS, code.tuple_of(())))
        source.body += rules
        self._decide()
        return self._compiled(check_others)

    def _read(self) -> None:
        policy = self.policy
        for name, fact in policy.facts.items():
            if name in self.needed or name in criteria(policy):
                read_fact(fact, self.intake)
            else:
                check_given(fact, self.intake)

    def _rules(self) -> None:
        source = self.source
        for rule in self.policy.active:
            when = all_hold([holds(one, source) for one in rule.when])
            unless = all_hold([holds(one, source) for one in rule.unless]) if rule.unless else NEVER
            found = self._listed(rule, Outcome.FOUND, "found")
            open_ = self._listed(rule, Outcome.UNDETERMINED, "undetermined")
            surely = code.both((when.certain, code.inverse(unless.possible)))
            outcome = code.when(surely, found, open_)
            excused = [code.add("excused", _only(rule.name))]
            source.body += code.when(when.possible, code.when(unless.certain, excused, outcome))

    def _listed(self, rule: p.Rule, outcome: Outcome, listed: str) -> list[ast.stmt]:
        """What is noted of a rule that was found, or may be."""
        looking, one = self.looking, ast.Constant(1)
        written = [code.add(listed, _only(rule.name))]
        certainly = outcome is Outcome.FOUND
        fitting = [one for one in looking.counters if rule in self.policy.fitting(one.node)]
        for counter in fitting:
            if not counter.node.repair_tried:
                written += counter.count(certainly)
        seeing = [one for one in fitting if one.node.repair_tried]
        if seeing and rule.name in self.repairs:
            tried = [
                *(statement for each in seeing for statement in each.count(certainly)),
                code.add("tried", _only(rule.name)),
            ]
            group = looking.group(rule, outcome)
            assert group is not None
            untold = [code.add(group.variable, one), code.add("untold", _only(rule.name))]
            truth = self._repair(self.repairs[rule.name])
            written += code.when(truth.certain, tried, code.when(truth.possible, untold))
        return written

    def _repair(self, name: str) -> Holds:
        """Whether repair was tried."""
        held = self.source.held.get(name)
        if not isinstance(held, Answered):
            return truth_of_repair(self.policy.facts[name], self.intake)
        return Holds(
            code.compare(held.variable, "is", code.TRUE),
            code.compare(held.variable, "is not", code.FALSE),
        )

    def _decide(self) -> None:
        """The verdict, and the findings less those that others make superfluous."""
        source = self.source
        settle, arguments = self.looking.settle()
        source.namespace |= {"settle": settle, "table": self.table, "get": self.table.get}
        source.body.append(code.put("key", self.looking.key()))
        source.body.append(code.put("possible", code.call("get", code.name("key"))))
        lists = [code.name(one) for one in ("found", "undetermined", "tried", "untold")]
        worked_out = code.call("settle", code.name("table"), code.name("key"), *lists, *arguments)
        unknown = code.compare(code.name("possible"), "is", code.NONE)
        source.body += code.when(unknown, [code.put("possible", worked_out)])
        by = {
            rule.name: rule.superseded_by
            for rule in self.policy.active
            if rule.superseded_by is not None
        }
        if by:
            source.namespace["supersede"] = _superseding(by)
            apart = code.call("supersede", code.name("found"))
            some = code.compare(code.call("len", code.name("found")), ">", ast.Constant(1))
            source.body += code.when(some, [code.put(("found", "superseded"), apart)])
        last = ast.Subscript(code.name("possible"), ast.Constant(-1), ast.Load())
        parts = [
            last,
            *map(code.name, ("possible", "found", "undetermined", "excused", "superseded")),
        ]
        card = self.policy.scorecard
        if card is not None:
            blanks = tuple(self.blanks[one.name] for one in card.criteria)
            parts.append(code.name(source.bind(Graded(card, blanks))))
            parts.append(code.tuple_of(code.name(self.given[one.name]) for one in card.criteria))
        source.body.append(ast.Return(code.call("Decision", *parts)))

    def _taken(self) -> list[ast.stmt]:
        """Statements that take the facts out of the mapping that holds them.

        Quickly where every fact that only a person can answer is there, and nothing else is.
        """
        facts, namespace = code.name("facts"), self.source.namespace
        definitions = {name: self.policy.facts[name].definition for name in self.given}
        asked = [
            name for name, one in definitions.items() if isinstance(one, p.Given | p.Count | p.Sum)
        ]
        rest = [name for name in self.given if name not in asked]
        namespace |= {
            "asked": tuple(asked),
            "rest": tuple(rest),
            "only_asked": frozenset(asked).issuperset,
            "fits": frozenset(self.given).issuperset,
        }
        getter = ast.Attribute(facts, "get", ast.Load())
        others = code.call("only_asked", facts)
        taken: list[ast.stmt] = [code.put("only", others)]
        if asked:
            variables = [self.given[name] for name in asked]
            one_by_one = [
                code.put(variables, code.call("map", getter, code.name("asked"))),
                code.put("only", others),
            ]
            plain = code.compare(code.call("type", facts), "is", code.name("dict"))
            size = code.compare(code.call("len", facts), "=", ast.Constant(len(asked)))
            if len(asked) > 1:
                namespace["every"] = itemgetter(*asked)
                handler = ast.ExceptHandler(code.name("KeyError"), None, one_by_one)
                at_once = [code.put(variables, code.call("every", facts)), code.put("only", size)]
                taken = code.when(plain, [ast.Try(at_once, [handler], [], [])], one_by_one)
            else:
                taken = one_by_one
        check = code.when(
            code.inverse(code.call("fits", facts)),
            [ast.Expr(code.call("check_others", facts))],
        )
        names = [self.given[name] for name in rest]
        absent: list[ast.stmt] = [code.put_all(names, code.NONE)] if names else []
        present: list[ast.stmt] = []
        if names:
            present.append(code.put(names, code.call("map", getter, code.name("rest"))))
        return taken + code.when(code.name("only"), absent, [*present, *check])

    def _compiled(self, check_others: Check) -> Run:
        source = self.source
        module = code.function("decide", ("facts", DAY), _LOCAL, [*self._taken(), *source.body])
        source.namespace |= {
            "Decision": Decision,
            "check_others": check_others,
            "date": date,
            "at_least": values.at_least,
            "more_than": values.more_than,
            "equal": values.equal,
        }
        exec(compile(module, "<policy>", "exec"), source.namespace)  # noqa: S102 - no text in it
        run = source.namespace["decide"]
        assert callable(run)
        return run


def _only(name: str) -> ast.expr:
    return code.constant((name,))


def _superseding(
    by: Mapping[str, str],
) -> Callable[[tuple[str, ...]], tuple[tuple[str, ...], tuple[str, ...]]]:
    """What parts findings from those that others supersede."""

    def supersede(found: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        gone = tuple(name for name in found if by.get(name) in found)
        return (tuple(name for name in found if name not in gone), gone) if gone else (found, ())

    return supersede
