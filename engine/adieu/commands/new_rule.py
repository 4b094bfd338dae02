"""The id of a rule → the rule in the firm's policy, to be filled in, with scenarios that run."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from adieu.commands import terminal as t
from adieu.commands.insert import Flow, inserted
from adieu.diagnostics import Diagnostic, Diagnostics, Note, Place, Source, Unusable
from adieu.language import Filling, Language
from adieu.load.policy import load_policy
from adieu.policy import Policy

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MOST = 60
"""So many characters an id has at most: it names files."""


def new_rule(name: str, policy: Path | None, language: Language) -> int:
    """Add a rule to a policy, and scenarios to its features; returns the exit status."""
    try:
        return _made(name, policy or Path("rules"), language)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        return t.UNUSABLE


def _made(name: str, path: Path, language: Language) -> int:
    if find_spec("gherkin") is None or find_spec("cucumber_expressions") is None:
        print(t.say(language, "test.install"), file=sys.stderr)
        return t.UNUSABLE
    if not path.exists():
        _refuse("new-rule-no-policy", str(path), Note("help.new-rule-no-policy"))
    known = load_policy(path)
    _check_name(name, known)
    from adieu.living.scaffold import feature, names_for, sections

    names = names_for(known, name)
    told = sections(known, names, language)
    rule_file = path / f"{name}.yaml" if path.is_dir() else path
    feature_file = _features(path) / language / f"{name}.feature"
    for one in (feature_file, *([rule_file] if path.is_dir() else ())):
        if one.exists():
            _refuse("new-rule-taken", str(one), None)
    before = None if path.is_dir() else path.read_bytes()
    try:
        t.write_atomically(rule_file, _text(rule_file, before, told))
        text = feature(load_policy(path), names, language)
        feature_file.parent.mkdir(parents=True, exist_ok=True)
        t.write_atomically(feature_file, text)
    except BaseException as error:
        _undo(rule_file, before)
        if isinstance(error, OSError):
            where = error.filename or str(feature_file)
            t.print_error(language, "out-unwritable", where, reason=error.strerror or "")
            return t.UNUSABLE
        raise
    words = t.say(
        language, "new-rule.made", rule=Filling(str(rule_file)), feature=Filling(str(feature_file))
    )
    print(t.printable(words))
    return t.DONE


def _text(file: Path, before: bytes | None, told: Mapping[str, str]) -> str:
    """The text of the file with the rule."""
    if before is None:
        return "\n".join(f"{section}:\n\n{entries}" for section, entries in told.items())
    text = before.decode("utf-8-sig")
    try:
        return inserted(text, told)
    except Flow as error:
        lines = tuple(text.splitlines())
        where = Place(Source(str(file), lines), error.line, 1, len(error.section))
        help = Note("help.new-rule-flow")
        raise Unusable(
            [Diagnostic("new-rule-flow", where, {"section": error.section}, help)]
        ) from None


def _undo(file: Path, before: bytes | None) -> None:
    """Leave the policy as it was."""
    if before is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(before)


def _check_name(name: str, policy: Policy) -> None:
    """Refuse what is no id, or is taken, and propose another."""
    if not _ID.fullmatch(name) or len(name) > _MOST:
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_MOST].rstrip("-")
        help = Note("help.new-rule-name", {"near": _free(near or "my-rule", policy)})
        _refuse("new-rule-name", name, help)
    if name in policy.rules:
        near = _free(name, policy)
        place = policy.places.get(f"rule:{name}")
        help = Note("help.new-rule-name", {"near": near})
        _refuse("new-rule-exists", name, help, place)


def _free(name: str, policy: Policy) -> str:
    """The name, or the first after it that no rule has."""
    free, number = name, 2
    while free in policy.rules:
        free, number = f"{name}-{number}", number + 1
    return free


def _refuse(code: str, name: str, help: Note | None, place: Place | None = None) -> None:
    found = Diagnostics()
    found.error(code, place or Place(Source(name)), help, name=name)
    found.stop_on_error()


def _features(policy: Path) -> Path:
    """The folder of the features that speak of a policy."""
    whole = policy.absolute()
    for rules in (whole, *whole.parents):
        if rules.name == "rules":
            inside = whole.relative_to(rules)
            place = inside.with_suffix("") if policy.is_file() else inside
            kept = () if policy.is_file() and whole.parent == rules else place.parts
            base = rules.parent / "features"
            here = Path.cwd()
            base = base.relative_to(here) if base.is_relative_to(here) else base
            return base.joinpath(*kept)
    return policy.parent / "features"
