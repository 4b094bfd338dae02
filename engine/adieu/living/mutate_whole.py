"""Rules, verdicts, parameters and the scorecard → mutants of the policy, one changed part each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.living.mutate_conditions import shifted_duration, unit_step
from adieu.living.mutate_parts import Made, with_rule
from adieu.living.spelling import setting, spelled
from adieu.logic import Interval, Options
from adieu.quantities import Duration, Hours, Setting, Weekdays

_DAY = 24 * 60


def of_rule(policy: p.Policy, rule: p.Rule) -> Iterator[Made]:
    """The rule never found, of the grade beside its own, and without its exception."""
    path = f"rule:{rule.name}"
    deleted = with_rule(policy, replace(rule, when=(ex.AnyOf(()),)))
    yield Made("deleted", path, "", rule.name, "", deleted)
    here = p.GRADES.index(rule.grade)
    for other in (here - 1, here + 1):
        if 0 <= other < len(p.GRADES):
            grade = p.GRADES[other]
            mutant = with_rule(policy, replace(rule, grade=grade))
            yield Made("regraded", f"{path}/grade", grade, rule.grade, grade, mutant)
    if rule.unless:
        was = ", ".join(map(spelled, rule.unless))
        mutant = with_rule(policy, replace(rule, unless=()))
        yield Made("unexcused", f"{path}/unless", "", was, "", mutant)


def of_verdicts(policy: p.Policy) -> Iterator[Made]:
    """A row left out, and two rows the wrong way round; the last always holds, and stays last."""
    rows = policy.verdicts
    for index, row in enumerate(rows[:-1]):
        path = f"verdict:{row.verdict}"
        rest = (*rows[:index], *rows[index + 1 :])
        mutant = replace(policy, verdicts=rest)
        yield Made("row-deleted", path, "", row.verdict, "", mutant)
    for index, (first, second) in enumerate(pairwise(rows[:-1])):
        swapped = (*rows[:index], second, first, *rows[index + 2 :])
        mutant = replace(policy, verdicts=swapped)
        path = f"verdict:{first.verdict}"
        yield Made("rows-swapped", path, "", first.verdict, second.verdict, mutant)


def of_scorecard(policy: p.Policy, card: p.Scorecard) -> Iterator[Made]:
    """Each border of a class one step lower and higher, each weight one less and one more."""

    def made(operator: str, path: str, was: int, new: int, other: p.Scorecard) -> Made:
        variant = "less" if new < was else "more"
        mutant = replace(policy, scorecard=other)
        return Made(operator, path, variant, str(was), str(new), mutant)

    classes = card.classes
    for index, (name, border) in enumerate(classes[:-1]):
        above = classes[index - 1][1] if index else 101
        for new in (border - 1, border + 1):
            if classes[index + 1][1] < new < above:
                moved = (*classes[:index], (name, new), *classes[index + 1 :])
                yield made("border", f"class:{name}", border, new, replace(card, classes=moved))
    for index, one in enumerate(card.criteria):
        for weight in (one.weight - 1, one.weight + 1):
            if weight >= 0:
                other = replace(one, weight=weight)
                criteria = (*card.criteria[:index], other, *card.criteria[index + 1 :])
                path = f"criterion:{one.name}/weight"
                yield made("weight", path, one.weight, weight, replace(card, criteria=criteria))


def of_parameter(policy: p.Policy, parameter: p.Parameter) -> Iterator[Made]:
    """The parameter a step less and a step more, wherever it is used; always within its range."""
    was = setting(parameter.value, parameter.type)
    for value, variant in _shifted(parameter):
        other = replace(parameter, value=value)
        mutant = replace(policy, parameters={**policy.parameters, parameter.name: other})
        became = setting(value, parameter.type)
        path = f"parameter:{parameter.name}"
        yield Made("shifted", f"{path}/value", variant, was, became, mutant)


def _shifted(parameter: p.Parameter) -> Iterator[tuple[Setting, str]]:
    type_, value = parameter.type, parameter.value
    match value:
        case Interval(low, _, unit):
            for turn, name in ((-1, "less"), (1, "more")):
                moved = low + turn * unit_step(type_)
                if type_.low <= moved <= type_.high:
                    yield Interval(moved, moved, unit), name
        case Duration():
            for length, name in shifted_duration(value):
                if length.months or length.days:
                    yield length, name
        case Hours(start, end):
            for turn, name in ((-1, "less"), (1, "more")):
                yield Hours((start + turn) % _DAY, end), f"start-{name}"
                yield Hours(start, (end + turn) % _DAY), f"end-{name}"
        case Weekdays(days):
            for day in range(7):
                if len({day in days, (day - 1) % 7 in days, (day + 1) % 7 in days}) == 2:
                    yield Weekdays(days ^ {day}), str(day)
        case Options(words):
            for word in sorted(words or ()):
                yield Options((words or frozenset()) - {word}), word
