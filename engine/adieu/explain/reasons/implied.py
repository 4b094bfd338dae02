"""Some answers + a policy → what they say of other facts: what went on after a warning happened."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import policy as p
from adieu.logic import INFINITY, TRUE, Interval, Value


def implied(policy: p.Policy, answers: Mapping[str, Value]) -> dict[str, Interval] | None:
    """The ranges of counts that are not answered; nothing where the answers conflict.

    That repair was tried for a rule with dated conduct says that there was such conduct.
    """
    ranges: dict[str, Interval] = {}
    for name, value in answers.items():
        rule = policy.rules.get(policy.facts[name].rule or "")
        conduct = rule.conduct if rule else None
        if conduct is None or value is not TRUE or conduct not in policy.facts:
            continue
        said = answers.get(conduct)
        if said is None:
            ranges[conduct] = Interval(1, INFINITY)
        elif isinstance(said, Interval) and said.high < 1:
            return None
    return ranges
