"""A policy's vocabulary → which of its facts feed which part of a portfolio report.

A part whose facts a policy does not have is left out.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from adieu import expression as ex
from adieu.language import LANGUAGES, placeholders
from adieu.logic import Interval
from adieu.policy import Policy

PARTING_STEP = "tell-in-person"
"""The step of a plan that makes it one for parting."""


class Roles(Struct, frozen=True):
    """The fact for each role, or nothing where the policy has none of that name and type."""

    revenue: str | None = None
    cost: str | None = None
    hours: str | None = None
    revenue_share: str | None = None
    hours_share: str | None = None
    late_share: str | None = None
    late: str | None = None
    due: str | None = None
    gate: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The facts that play a role."""
        roles = (getattr(self, name) for name in self.__struct_fields__)
        return tuple(name for name in roles if name is not None)


_NAMES = {
    "revenue": ("revenue", "money"),
    "cost": ("cost_to_serve", "money"),
    "hours": ("agreed_hours", "number"),
    "revenue_share": ("revenue_share", "share"),
    "hours_share": ("hours_share", "share"),
    "late_share": ("late_share", "share"),
    "late": ("late_invoices", "number"),
    "due": ("invoices_due", "number"),
    "gate": ("can_do_without", "yes-no"),
}


def roles_of(policy: Policy) -> Roles:
    """Which facts of this policy play which role."""
    return Roles(
        **{
            role: name
            for role, (name, type_) in _NAMES.items()
            if name in policy.facts and policy.facts[name].type.name == type_
        }
    )


def parting(policy: Policy) -> frozenset[str]:
    """The verdicts to part with a client: those for which the plan says to tell the client so.

    Where no plan does, those harsher than the two mildest; of two verdicts the harsher one.
    """
    for step in policy.plan:
        if step.name == PARTING_STEP and step.verdicts < policy.severity.keys():
            return frozenset(step.verdicts)
    rows = policy.verdicts
    harsher = rows[:-2] if len(rows) > 2 else rows[:-1]
    return frozenset(one.verdict for one in harsher) - {rows[-1].verdict}


def limit(policy: Policy, name: str) -> Fraction | None:
    """The value of a parameter that is one number, where the policy has it."""
    value = policy.settings.get(name)
    if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
        return Fraction(value.low)
    return None


def facts_wanted(policy: Policy, reasons: bool = True) -> tuple[str, ...]:
    """The facts that a report asks of every row, in the policy's order.

    With ``reasons``, those that the rules' own sentences name as well; without them a rule is told
    by its title, which is enough for millions of rows.
    """
    wanted = set(roles_of(policy).named)
    for rule in policy.active if reasons else ():
        for language in LANGUAGES:
            text = rule.because.get(language, "")
            wanted |= {name for name in placeholders(text) if name in policy.facts}
    return tuple(name for name in policy.facts if name in wanted)


def facts_to_settle(policy: Policy) -> tuple[str, ...]:
    """The facts that a report asks of provisional rows, to find the question that settles most.

    All that a verdict hangs on.
    """
    wanted = {name for rule in policy.active for name in policy.speaking[rule.name]}
    wanted |= {name for row in policy.verdicts for name in ex.fact_names(row.when)}
    wanted |= {
        fact.name for rule in policy.active if (fact := policy.repair_fact(rule)) is not None
    }
    wanted |= {name for name, hanging in policy.hanging_on.items() if hanging & wanted}
    return tuple(name for name in policy.facts if name in wanted)
