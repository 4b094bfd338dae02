"""Clients + a policy → a report each, and a line each on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct

from adieu import language as lang
from adieu.case import Case
from adieu.clients.folder import Found, read_cases
from adieu.commands import terminal as t
from adieu.commands.parallel import in_parallel
from adieu.diagnostics import Diagnostic, Diagnostics, Place, Source, Unusable
from adieu.explain.explanation import Explanation
from adieu.infer.durable import EngineFailure
from adieu.judge import EnginesDisagree, judge
from adieu.language import Filling, Language
from adieu.load.policy import load_policy
from adieu.narrative import Narrative
from adieu.policy import Policy
from adieu.tell.as_json import json_text, to_json
from adieu.tell.narrate import narrate

MANY = 20
"""From so many clients on a progress bar is shown."""


class Request(Struct, frozen=True):
    """What the user asked for; ``out`` is none for stdout."""

    paths: tuple[Path, ...]
    policy: Path
    as_of: date | None
    languages: tuple[Language, ...]
    audience: str
    formats: tuple[str, ...]
    out: Path | None
    skip_bad_rows: bool
    fail_on: str | None


def review(request: Request) -> int:
    """Review every client that is asked for; returns the exit status."""
    language = request.languages[0]
    try:
        warnings = Diagnostics()
        policy = load_policy(request.policy, warnings)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        return t.UNUSABLE
    t.print_diagnostics(warnings, language)
    if request.fail_on is not None and request.fail_on not in policy.severity:
        known = ", ".join(f"`{one}`" for one in policy.severity)
        t.print_error(language, "fail-on-unknown", "--fail-on", name=request.fail_on, known=known)
        return t.UNUSABLE
    if request.out is not None and not _prepared(request.out, language):
        return t.UNUSABLE
    paths = list(request.paths)
    found = list(read_cases(paths, policy, request.as_of, date.today(), request.skip_bad_rows))
    return _review_all(request, policy, found)


def _prepared(out: Path, language: Language) -> bool:
    """Whether reports can be written to a folder; it is made where it is missing."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".adieu-{id(out)}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        t.print_error(language, "out-unwritable", str(out), reason=error.strerror or "")
        return False
    return True


def _review_all(request: Request, policy: Policy, found: Sequence[Found]) -> int:
    """Review what was found, in order; what is wrong for every client alike is said once."""
    language = request.languages[0]
    status = t.DONE
    said: list[Diagnostic] = []
    usable = [one.case for one in found if one.case is not None]
    reviewed = in_parallel(Review(request, policy, len(usable) > 1), usable)
    with _progress(len(usable), language) as advance:
        for one in found:
            fresh = [other for other in one.diagnostics if _unsaid(other, said)]
            t.print_diagnostics(fresh, language)
            if one.diagnostics.failed:
                status = t.UNUSABLE
            if one.case is not None:
                result = next(reviewed)
                sys.stdout.write(result.output)
                t.print_diagnostics(result.diagnostics, language)
                status = max(status, result.status)
                advance()
    return status


def _unsaid(one: Diagnostic, said: list[Diagnostic]) -> bool:
    """Whether a diagnostic is new: what is wrong for every client alike is said once."""
    if one in said:
        return False
    said.append(one)
    return True


class Result(Struct, frozen=True):
    """What came of one client: what goes to stdout, what is wrong, the exit status."""

    output: str
    diagnostics: Diagnostics
    status: int


class Review(Struct, frozen=True):
    """Reviews one client and writes its reports; what it prints is returned."""

    request: Request
    policy: Policy
    several: bool

    def __call__(self, case: Case) -> Result:
        """The review of one client, written where that was asked for."""
        diagnostics = Diagnostics()
        where = Place(Source(case.client))
        try:
            explanation = judge(self.policy, case)
        except EnginesDisagree as error:
            answers = {"durable": error.durable, "reference": error.reference}
            diagnostics.error("engines-disagree", where, None, **answers)
            return Result("", diagnostics, t.UNUSABLE)
        except EngineFailure as error:
            diagnostics.error("engine-failure", where, problem=str(error))
            return Result("", diagnostics, t.UNUSABLE)
        narratives = {one: narrate(explanation, one) for one in self.request.languages}
        files: dict[str, str] = {}
        for language, narrative in narratives.items():
            for name, text in _documents(self.request, explanation, narrative, self.several):
                files[name.format(client=case.client, language=language)] = text
        out = self.request.out
        severity = self.policy.severity
        wanted = self.request.fail_on
        fails = wanted is not None and (severity[explanation.inference.verdict] <= severity[wanted])
        status = t.ANSWER_IS_NO if fails else t.DONE
        if out is None:
            ended = (text if text.endswith("\n") else text + "\n" for text in files.values())
            return Result("".join(ended), diagnostics, status)
        try:
            for name, text in files.items():
                t.write_atomically(out / name, text)
        except OSError as error:
            reason = error.strerror or ""
            diagnostics.error("out-unwritable", Place(Source(str(out))), reason=reason)
            return Result("", diagnostics, t.UNUSABLE)
        written = [out / name for name in files if not name.endswith(".svg")]
        language = self.request.languages[0]
        line = t.printable(summary(narratives[language], language, written))
        return Result(line + "\n", diagnostics, status)


def _documents(
    request: Request, explanation: Explanation, narrative: Narrative, several: bool
) -> Iterator[tuple[str, str]]:
    """Each file's name and text, in the order of the formats asked for."""
    from adieu.report.audience import for_client

    shown = for_client(narrative) if request.audience == "client" else narrative
    for format_ in request.formats:
        match format_:
            case "json":
                document = to_json(explanation, narrative)
                compact = request.out is None and several
                yield "{client}.json", json_text(document, compact) + "\n"
            case "html":
                from adieu.report.html import to_html

                yield "{client}.{language}.html", to_html(shown)
            case _:
                yield from _markdown(shown, request.out is not None)


def _markdown(narrative: Narrative, with_pictures: bool) -> Iterator[tuple[str, str]]:
    """The Markdown, and the pictures that lie beside it."""
    from adieu.report.markdown import to_markdown
    from adieu.report.sections import Pictures
    from adieu.report.timeline import timeline_svg
    from adieu.report.waterfall import waterfall_svg

    pictures: dict[str, str] = {}
    drawn: tuple[tuple[str, Callable[[Narrative], str | None]], ...] = (
        ("timeline", timeline_svg),
        ("score", waterfall_svg),
    )
    for name, draw in drawn if with_pictures else ():
        svg = draw(narrative)
        if svg is not None:
            pictures[name] = f"{narrative.client}.{narrative.language}.{name}.svg"
            yield f"{{client}}.{{language}}.{name}.svg", svg
    shown = Pictures(pictures.get("timeline"), pictures.get("score"))
    yield "{client}.{language}.md", to_markdown(narrative, shown)


def summary(narrative: Narrative, language: Language, written: Sequence[Path]) -> str:
    """One line about a client: verdict, whether it is final, how much was found, where to read."""
    found = len(narrative.findings) + len(narrative.superseded)
    state = t.say(language, "summary.final")
    if not narrative.final:
        listed = Filling(lang.listing(language, list(narrative.possible_titles[:-1])))
        state = t.say(language, "summary.provisional", verdicts=listed)
    return t.say(
        language,
        "summary.line",
        client=Filling(narrative.client),
        verdict=Filling(narrative.verdict_title),
        state=Filling(state),
        found=Filling(t.say(language, "summary.found", count=found)),
        file=Filling(str(written[0]) if written else ""),
    )


@contextmanager
def _progress(count: int, language: Language) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal where many clients are reviewed."""
    if count < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(t.say(language, "reviewing"), total=count)
        yield lambda: progress.advance(task)
