"""A policy + its features → its page, a file a language, and a line each on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from adieu.commands import terminal as t
from adieu.diagnostics import Diagnostics, Unusable
from adieu.language import LANGUAGES, Filling, Language
from adieu.load.policy import load_policy
from adieu.policy import Policy

if TYPE_CHECKING:
    from adieu.living.page.held import Held
    from adieu.living.page.page import Noticed

_NEEDED = ("gherkin", "cucumber_expressions")
SECONDS = 5.0
"""How long the proof of a promise may take."""
MOST_BYTES = 256 * 1024 * 1024


class Request(Struct, frozen=True):
    """What the user asked for; ``mutation`` is a file with results, ``mutate`` asks for new."""

    policy: Path
    features: tuple[Path, ...]
    out: Path
    languages: tuple[Language, ...]
    since: Path | None
    mutation: Path | None
    mutate: bool
    prove: bool
    language: Language


def docs(request: Request) -> int:
    """Build the pages; returns the exit status.

    An example that does not hold is shown as such, and does not keep the page from being built.
    """
    policies = _loaded(request)
    if policies is None:
        return t.UNUSABLE
    policy, old = policies
    try:
        noticed = None if request.mutation is None else _read(request.mutation, policy)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
        return t.UNUSABLE
    scenarios = _scenarios(request, policy)
    if scenarios is None:
        return t.UNUSABLE
    if noticed is None and request.mutate:
        noticed = _noticed(request, policy, scenarios)
    return _written(request, policy, old, scenarios, noticed)


def _loaded(request: Request) -> tuple[Policy, Policy | None] | None:
    """The policy and its last version; nothing where one cannot be read, which is said."""
    found: list[Policy] = []
    for path in (request.policy, *([request.since] if request.since else [])):
        warnings = Diagnostics()
        try:
            found.append(load_policy(path, warnings))
        except Unusable as error:
            t.print_diagnostics(error.diagnostics, request.language)
            return None
        if path == request.policy:
            t.print_diagnostics(warnings, request.language)
    return found[0], found[1] if request.since else None


def _scenarios(request: Request, policy: Policy) -> list[Held] | None:
    """The scenarios that are shown; nothing where some cannot be read, which is said."""
    for path in request.features:
        if not path.exists():
            t.print_error(request.language, "file-missing", str(path))
            return None
    if any(find_spec(one) is None for one in _NEEDED):
        print(t.say(request.language, "docs.install"), file=sys.stderr)
        return []
    from adieu.commands.docs_features import features_of, held

    found = Diagnostics()
    files = features_of(request.policy, request.features)
    if not files:
        print(t.say(request.language, "docs.no-features"), file=sys.stderr)
        return []
    try:
        scenarios = held(policy, files, found)
        found.stop_on_error()
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
        return None
    return scenarios


# What others found out


def _fates(policy: Policy) -> dict[str, str]:
    """Whether each promise is kept for every client."""
    from adieu.proof.check.promises import Promises

    promises = Promises(policy, SECONDS)
    return {one.name: promises.fate(one)[0] for one in policy.promises}


def _noticed(request: Request, policy: Policy, scenarios: Sequence[Held]) -> Noticed:
    """How many mistakes the examples notice, found out now."""
    from adieu.commands import measure
    from adieu.commands.test import Request as Test
    from adieu.living.page.page import Noticed

    examples = [one.example for one in scenarios if one.example is not None]
    asked = Test((), request.policy, None, None, None, None, request.language, mutate=True)
    found = measure.measured(asked, measure.Held(request.policy, policy, examples)).mutation
    assert found is not None
    alone = {one: found.of_language(one) for one in found.languages}
    languages = {one: (score.killed, score.of) for one, score in alone.items()}
    return Noticed(found.score.killed, found.score.of, languages)


def _read(path: Path, policy: Policy) -> Noticed:
    """The result of ``adieu test --mutate --format json`` for this policy.

    Raises:
        Unusable: where the file is no such result, or one of another policy.
    """
    from adieu.diagnostics import Place, Source
    from adieu.living.page.page import Noticed

    diagnostics = Diagnostics()
    where = Place(Source(str(path)))
    try:
        if not path.is_file():
            diagnostics.error("file-missing", where)
        elif path.stat().st_size > MOST_BYTES:
            diagnostics.error("mutation-unreadable", where)
        diagnostics.stop_on_error()
        document = json.loads(path.read_bytes())
        for one in document["policies"]:
            if one["sha256"] == policy.sha256 and one["mutation"] is not None:
                told = one["mutation"]
                alone = {each: _score(told["languages"][each]) for each in LANGUAGES
                         if each in told["languages"]}  # fmt: skip
                return Noticed(*_score(told["score"]), alone)
        diagnostics.error("mutation-of-other", where)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        diagnostics.error("mutation-unreadable", where)
    raise Unusable(diagnostics)


def _score(told: Mapping[str, object]) -> tuple[int, int]:
    """How many mistakes were noticed, of how many.

    Raises:
        ValueError: where these are no such numbers.
    """
    killed, of = told["killed"], told["of"]
    if not (isinstance(killed, int) and isinstance(of, int) and 0 <= killed <= of):
        raise ValueError(told)
    return killed, of


# Writing


def _written(
    request: Request,
    policy: Policy,
    old: Policy | None,
    scenarios: Sequence[Held],
    noticed: Noticed | None,
) -> int:
    """Write a page a language; the exit status."""
    from adieu.living.page.html import to_html
    from adieu.living.page.page import Known, file_name, page_of

    changes = None
    if old is not None:
        from adieu.commands.docs_since import changed, since

        found = changed(old, policy)
        changes = {one: since(found, one) for one in request.languages}
    known = Known(_fates(policy) if request.prove else {}, noticed)
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        for language in request.languages:
            change = changes[language] if changes else None
            page = page_of(policy, scenarios, language, known, change, request.languages)
            file = request.out / file_name(policy, language)
            t.write_atomically(file, to_html(page))
            _tell(request.language, file, len(policy.active), len(scenarios))
    except OSError as error:
        reason = error.strerror or str(error)
        t.print_error(request.language, "out-unwritable", str(request.out), reason=reason)
        return t.UNUSABLE
    failed = sum(one.status == "failed" for one in scenarios)
    if failed:
        print(t.say(request.language, "docs.failed", count=failed), file=sys.stderr)
    return t.DONE


def _tell(language: Language, file: Path, rules: int, scenarios: int) -> None:
    words = t.say(
        language,
        "docs.made",
        file=Filling(str(file)),
        rules=Filling(t.say(language, "docs.rules", count=rules)),
        scenarios=Filling(t.say(language, "docs.scenarios", count=scenarios)),
    )
    print(t.printable(words))


def languages_of(asked: Sequence[Language]) -> tuple[Language, ...]:
    """The languages asked for, each once; all of them where none is."""
    return tuple(dict.fromkeys(asked)) or LANGUAGES
