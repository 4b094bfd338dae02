"""A policy → everything that is wrong with it for all of its clients, each cause once.

What was found is taken out of the way of what is looked for next: rules that can never be found and
classes that nobody gets are left open, and a fact behind something reported is not reported itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Note
from adieu.proof import terms as t
from adieu.proof.check.dead import dead_rules, idle_parts
from adieu.proof.check.everyone import Everyone
from adieu.proof.check.findings import Checked, Finding, place_of
from adieu.proof.check.inclusion import idle_and_included
from adieu.proof.check.needs import idle_questions
from adieu.proof.check.outcomes import dead_classes, dead_steps, dead_verdicts
from adieu.proof.check.promises import Fate, Promises
from adieu.proof.check.usage import Uses, unused
from adieu.proof.diff.records import SectionLogic
from adieu.proof.inputs import inputs_behind
from adieu.proof.solve import SECONDS, TimeIsUp
from adieu.proof.witness import review_date

_CLASSES = frozenset(("client_class", "client_class_without_opinions"))
_AGREED = "scorecard_agreed"
_OF_USE = ("fact-unused", "field-unused", "parameter-unused", "question-idle",
           "field-question-idle")  # fmt: skip


def check(policy: p.Policy, seconds: float = SECONDS) -> Checked:
    """Every finding about a policy, in the order of its files, and how its promises fared.

    Args:
        policy: The policy.
        seconds: How long each question may take.
    """
    found: list[Finding] = []
    unsettled: list[str] = []
    uses = Uses(policy)
    found += unused(uses)
    found += _dead_counts(policy, seconds, unsettled)
    found += dead_classes(policy)
    everyone = Everyone(policy, seconds, _freed(policy, found))
    unsettled += [f"rule:{one}" for one in sorted(everyone.beyond)]
    fates: dict[str, Fate] = {}
    try:
        impossible = not everyone.ask()
    except TimeIsUp:
        impossible = False
    if impossible:
        help = Note("help.invariants-contradict")
        found.append(Finding("invariants-contradict", "invariant:0", {}, help, "error"))
        return Checked(tuple(found), fates)
    found += dead_rules(everyone, unsettled)
    found += idle_parts(everyone, unsettled)
    found += idle_and_included(everyone, unsettled)
    rows = tuple(dead_verdicts(everyone, unsettled))
    found += rows
    found += dead_steps(everyone, frozenset(str(one.values["verdict"]) for one in rows), unsettled)
    found += idle_questions(everyone, uses, _behind(policy, found), unsettled)
    promises = Promises(policy, seconds)
    for promise in policy.promises:
        fates[promise.name], refuted = promises.fate(promise)
        if refuted is not None:
            found.append(refuted)
        elif fates[promise.name] == "not settled":
            unsettled.append(f"promise:{promise.name}")
    found += [_unsettled(path) for path in dict.fromkeys(unsettled)]
    return Checked(tuple(found), fates)


def own(checked: Checked, policy: p.Policy, path: Path, before: Checked | None = None) -> Checked:
    """What the author of the files under a path can act on.

    Nothing is said of an inherited name that the firm does without, and no warning is repeated that
    the extended policy gives rise to by itself (``before``).
    """
    known = {(one.code, one.path) for one in before.findings} if before else set()
    kept = tuple(
        one
        for one in checked.findings
        if _is_own(policy, path, one)
        or one.severity == "error"
        or (one.code not in _OF_USE and (one.code, one.path) not in known)
    )
    return Checked(kept, checked.promises)


def settled_elsewhere(checked: Checked, policy: p.Policy, path: Path) -> bool:
    """Whether a warning is about a place that is not in the files under a path."""
    return any(
        one.severity == "warning" and not _is_own(policy, path, one) for one in checked.findings
    )


def _is_own(policy: p.Policy, path: Path, finding: Finding) -> bool:
    place = place_of(policy, finding.path)
    if place is None:
        return True
    file = Path(place.source.name)
    return file.parent == path if path.is_dir() else file == path


def _freed(policy: p.Policy, found: list[Finding]) -> frozenset[str]:
    """What may be anything: a sign-off still to come, and classes where one is reported."""
    card = policy.scorecard
    open_ = set() if card is None else {_AGREED}
    if any(one.code == "class-dead" for one in found):
        open_ |= _CLASSES
    return frozenset(open_)


def _dead_counts(policy: p.Policy, seconds: float, unsettled: list[str]) -> Iterator[Finding]:
    """Counts and sums of records that no record belongs to."""
    as_of = review_date(policy).toordinal()
    for section in policy.records:
        logic = SectionLogic(section, [policy], as_of, seconds)
        for name, fact in policy.facts.items():
            definition = fact.definition
            counted = isinstance(definition, p.Count | p.Sum) and definition.section == section
            if not counted or fact.rule is not None:
                continue
            assert isinstance(definition, p.Count | p.Sum)
            try:
                belongs = logic.belongs(0, definition)
                if not logic.solver().allows(t.neg(belongs.no)):
                    help = Note("help.count-dead")
                    yield Finding("count-dead", f"fact:{name}/where", {"name": name}, help)
            except (TimeIsUp, t.Beyond):
                unsettled.append(f"fact:{name}")


def _behind(policy: p.Policy, found: list[Finding]) -> frozenset[str]:
    """The inputs behind everything that was reported."""
    names: set[str] = set()
    for one in found:
        what, _, rest = one.path.partition(":")
        id_ = rest.partition("/")[0]
        match what:
            case "rule" if one.code not in ("rule-idle", "rule-includes"):
                rule = policy.rules[id_]
                names |= {
                    name for part in (*rule.when, *rule.unless) for name in ex.fact_names(part)
                }
                names.add(f"repair_tried.{id_}")
            case "verdict":
                row = next(row for row in policy.verdicts if row.verdict == id_)
                names |= ex.fact_names(row.when)
            case "step":
                names |= next(ex.fact_names(s.when) for s in policy.plan if s.name == id_)
            case "fact":
                names.add(id_)
            case "class":
                names |= _CLASSES
            case _:
                pass
    known = (name for name in names if name in policy.facts)
    return frozenset().union(*(inputs_behind(policy, name) for name in known))


def _unsettled(path: str) -> Finding:
    name = path.partition(":")[2].partition("/")[0]
    return Finding("not-settled", path, {"name": name}, Note("help.not-settled"))
