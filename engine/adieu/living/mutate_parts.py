"""The conditions of a policy's parts → mutants of the policy, one changed condition each.

What is unknown is treated as true or false by means of the language itself: a hidden yes/no fact
says what the condition says, and the condition asks whether that is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.language import Text
from adieu.living import mutate_conditions as m
from adieu.living.spelling import operand as operand_words
from adieu.living.spelling import spelled
from adieu.quantities import YES_NO

Put = Callable[[p.Policy, ex.Condition], p.Policy]
"""How a policy reads with another condition in one of its parts."""
Hide = Callable[[p.Policy, str, ex.Condition], p.Policy]
"""The policy with a hidden yes/no name that says what a condition says."""


class Made(Struct, frozen=True):
    """A policy with one mistake, and what the mistake is."""

    operator: str
    path: str
    variant: str
    was: str
    became: str
    policy: p.Policy


def of_rule(policy: p.Policy, rule: p.Rule) -> Iterator[Made]:
    """Mistakes in the condition of a rule, and in its exception."""

    def put_when(base: p.Policy, new: ex.Condition) -> p.Policy:
        return with_rule(base, replace(rule, when=_row(new)))

    def put_unless(base: p.Policy, new: ex.Condition) -> p.Policy:
        return with_rule(base, replace(rule, unless=_row(new)))

    path = f"rule:{rule.name}"
    hide = _hiding_fact(rule.title)
    yield from _of(policy, ex.All(rule.when), f"{path}/when", put_when, hide)
    if rule.unless:
        for one in _of(policy, ex.All(rule.unless), f"{path}/unless", put_unless, hide):
            if not (one.operator == "dropped" and len(rule.unless) == 1):
                yield one


def of_fact(policy: p.Policy, fact: p.Fact) -> Iterator[Made]:
    """Mistakes in how a fact is counted, calculated or answered."""
    path = f"fact:{fact.name}"

    def put(base: p.Policy, definition: p.Definition) -> p.Policy:
        return with_fact(base, replace(fact, definition=definition))

    match fact.definition:
        case p.Count(section, where) | p.Sum(_, section, where):
            counted = fact.definition

            def put_where(base: p.Policy, new: ex.Condition) -> p.Policy:
                changed = put(base, replace(counted, where=new))
                return _went_on(changed, policy, fact.name, counted.where, new)

            hide = _hiding_field(section, fact.label)
            yield from _of(policy, where, f"{path}/where", put_where, hide, section)
        case p.Calculation(operand):
            for number, turned in enumerate(m.quotients(operand)):
                was, became = operand_words(operand), operand_words(turned)
                mutant = put(policy, p.Calculation(turned))
                yield Made("swapped", f"{path}/value", str(number or ""), was, became, mutant)
        case p.Holds(condition):
            hide = _hiding_fact(fact.label, before=fact.name)
            yield from _of(
                policy, condition, f"{path}/when", lambda base, new: put(base, p.Holds(new)), hide
            )
        case p.Given() | p.Scored():
            return


def of_field(policy: p.Policy, section: str, name: str) -> Iterator[Made]:
    """Mistakes in what is derived within one record."""
    derived = policy.records[section].fields[name]
    assert derived.when is not None

    def put(base: p.Policy, new: ex.Condition) -> p.Policy:
        return _with_field(base, section, replace(derived, when=new))

    path, hide = f"field:{section}.{name}/when", _hiding_field(section, derived.label)
    yield from _of(policy, derived.when, path, put, hide, section)


def of_verdict(policy: p.Policy, index: int) -> Iterator[Made]:
    """Mistakes in when a verdict holds; the last holds otherwise, and has none."""
    row = policy.verdicts[index]
    if index == len(policy.verdicts) - 1:
        return

    def put(base: p.Policy, new: ex.Condition) -> p.Policy:
        rows = [*base.verdicts]
        rows[index] = replace(row, when=new)
        return replace(base, verdicts=tuple(rows))

    yield from _of(policy, row.when, f"verdict:{row.verdict}/when", put)


def of_step(policy: p.Policy, index: int) -> Iterator[Made]:
    """Mistakes in when a step belongs to the plan."""
    step = policy.plan[index]

    def put(base: p.Policy, new: ex.Condition) -> p.Policy:
        steps = [*base.plan]
        steps[index] = replace(step, when=new)
        return replace(base, plan=tuple(steps))

    if step.when != ex.ALWAYS:
        hide = _hiding_fact(step.title)
        yield from _of(policy, step.when, f"step:{step.name}/when", put, hide)


def _of(
    policy: p.Policy,
    whole: ex.Condition,
    path: str,
    put: Put,
    hide: Hide | None = None,
    section: str = "",
) -> Iterator[Made]:
    """Every mistake in one condition; of what is unknown too, where that can be hidden."""
    for one in m.changes(whole, path):
        made = put(policy, one.whole)
        yield Made(one.operator, one.path, one.variant, one.was, one.became, made)
    if hide is None:
        return
    for spot in m.spots(whole, path):
        if isinstance(spot.node, ex.Group) or not _may_be_unknown(spot.node, policy, section):
            continue
        name = f"condition.{spot.path}"
        asked: ex.Operand = (ex.Field if section else ex.Fact)(name, YES_NO)
        base = hide(policy, name, spot.node)
        says = ex.IsUnknown(asked)
        was = spelled(spot.node)
        taken = spot.put(ex.AnyOf((spot.node, says)))
        yield Made("unknown-true", spot.path, "", was, was, put(base, taken))
        taken = spot.put(ex.All((spot.node, ex.NoneOf((says,)))))
        yield Made("unknown-false", spot.path, "", was, was, put(base, taken))


def _may_be_unknown(leaf: ex.Condition, policy: p.Policy, section: str) -> bool:
    """Whether a condition may be neither true nor false, and no count of findings is in it."""
    if isinstance(leaf, ex.IsUnknown):
        return False
    operands = tuple(ex.walk(leaf))
    if any(isinstance(one, ex.Findings) for one in operands):
        return False
    return any(_operand_may_be_unknown(one, policy, section) for one in operands) or isinstance(
        leaf, ex.Within
    )


def _operand_may_be_unknown(operand: ex.Operand, policy: p.Policy, section: str) -> bool:
    match operand:
        case ex.Fact(name):
            definition = policy.facts[name].definition
            return not (isinstance(definition, p.Scored) and definition.what == "agreed")
        case ex.Field(name):
            one = policy.records[section].fields[name]
            if one.when is None:
                return not one.required
            return any(
                _operand_may_be_unknown(inner, policy, section) for inner in ex.walk(one.when)
            )
        case ex.Earlier():
            return True
        case _:
            return False


def _hiding_fact(label: Text, before: str | None = None) -> Hide:
    """A hidden fact, before the one that speaks of it; after all others where none does."""

    def hide(policy: p.Policy, name: str, says: ex.Condition) -> p.Policy:
        hidden = p.Fact(name, YES_NO, p.Holds(says), label)
        facts: dict[str, p.Fact] = {}
        for key, one in policy.facts.items():
            if key == before:
                facts[name] = hidden
            facts[key] = one
        facts.setdefault(name, hidden)
        return replace(policy, facts=facts)

    return hide


def _hiding_field(section: str, label: Text) -> Hide:
    """A hidden field of the records of a section."""

    def hide(policy: p.Policy, name: str, says: ex.Condition) -> p.Policy:
        return _with_field(policy, section, p.RecordField(name, YES_NO, label, when=says))

    return hide


def _row(condition: ex.Condition) -> tuple[ex.Condition, ...]:
    """The conditions of a rule, which has a row of them."""
    return condition.parts if isinstance(condition, ex.All) else (condition,)


def with_rule(policy: p.Policy, rule: p.Rule) -> p.Policy:
    """The policy with another rule of the same name."""
    return replace(policy, rules={**policy.rules, rule.name: rule})


def with_fact(policy: p.Policy, fact: p.Fact) -> p.Policy:
    """The policy with another fact of the same name."""
    return replace(policy, facts={**policy.facts, fact.name: fact})


def _with_field(policy: p.Policy, section: str, field: p.RecordField) -> p.Policy:
    kind = policy.records[section]
    other = replace(kind, fields={**kind.fields, field.name: field})
    records: Mapping[str, p.RecordKind] = {**policy.records, section: other}
    return replace(policy, records=records)


def _went_on(
    mutant: p.Policy, policy: p.Policy, name: str, was: ex.Condition, new: ex.Condition
) -> p.Policy:
    """The loader counts conduct again, after it was told of: the mistake is in that count too."""
    facts = dict(mutant.facts)
    for rule in policy.rules.values():
        behind = policy.facts.get(f"went_on.{rule.name}")
        if rule.conduct != name or behind is None or not isinstance(behind.definition, p.Count):
            continue
        where = behind.definition.where
        if isinstance(where, ex.All) and where.parts[:1] == (was,):
            again = replace(where, parts=(new, *where.parts[1:]))
            facts[behind.name] = replace(behind, definition=replace(behind.definition, where=again))
    return replace(mutant, facts=facts)
