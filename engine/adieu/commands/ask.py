"""A client + a policy → an interview; its answers go into the client's file, all else stays."""

from __future__ import annotations

import difflib
import getpass
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from adieu.case import Case
from adieu.clients.answered import (
    Given,
    as_new_file,
    insertions,
    row_of,
    says_the_same,
    with_answers,
)
from adieu.clients.edit import CannotEdit, edit
from adieu.clients.files import read_text
from adieu.clients.folder import Found, read_cases
from adieu.commands import terminal as t
from adieu.commands.answers import yes_or_no
from adieu.commands.interview import Interview, Talk
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable, did_you_mean
from adieu.explain.explanation import Explanation
from adieu.infer.durable import EngineFailure
from adieu.judge import EnginesDisagree, judge
from adieu.language import Language
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.yaml_nodes import LINE_END, source_of

CLIENTS = Path("clients")
YAML = (".yaml", ".yml")


class Request(Struct, frozen=True):
    """What the user asked for; ``by`` is who answers."""

    client: Path
    policy: Path
    as_of: date | None
    language: Language
    by: str | None
    yes: bool
    dry_run: bool


class Target(Struct, frozen=True):
    """The client, and the file of its own with its bytes, where it has one."""

    case: Case
    file: Path | None
    data: bytes


def ask(request: Request) -> int:
    """Interview about one client; returns the exit status."""
    found = Diagnostics()
    try:
        policy = load_policy(request.policy, found)
        target = _target(request, policy, found)
        t.print_diagnostics(found, request.language)
        talk = Talk(request.language)
        interview = Interview(policy, target.case, lambda case: judge(policy, case), talk)
        interview.run()
        return _Ending(request, policy, target, interview).status()
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
    except EnginesDisagree as error:
        answers = {"durable": error.durable, "reference": error.reference}
        t.print_error(request.language, "engines-disagree", error.client, **answers)
    except EngineFailure as error:
        t.print_error(request.language, "engine-failure", str(request.client), problem=str(error))
    return t.UNUSABLE


def _target(request: Request, policy: Policy, found: Diagnostics) -> Target:
    """The one client that is asked about: a file, or a client's id in a folder.

    Raises:
        Unusable: where there is none, or more than one, or it cannot be used.
    """
    path = request.client
    data = _bytes(path) if path.suffix in YAML else b""
    case = _case(request, policy, found)
    file = Path(case.place.source.name) if case.place else path
    if file.suffix not in YAML or file.name == "tables.yaml":
        return Target(case, None, b"")
    target = Target(case, file, data or _bytes(file))
    if not request.dry_run and not _writable(file):
        found.error("file-read-only", Place(Source(str(file))), Note("help.dry-run"))
        found.stop_on_error()
    return target


def _case(request: Request, policy: Policy, found: Diagnostics) -> Case:
    path = request.client
    named = None if path.exists() else path.name
    folder = path.parent if path.parent != Path() else CLIENTS
    if named is not None and (path.suffix in YAML or not folder.is_dir()):
        named = None
    source = path if named is None else folder
    cases = list(read_cases([source], policy, request.as_of, date.today()))
    if named is None:
        return _only(cases, path, found)
    for one in cases:
        places = [fault.where.source.name for fault in one.diagnostics if fault.where]
        if one.case is None and named in (Path(name).stem for name in places):
            raise Unusable(one.diagnostics)
    for one in cases:
        if one.case is not None and one.case.client == named:
            found.extend(one.diagnostics)
            return one.case
    for one in cases:
        found.extend(one.diagnostics)
    known = [one.case.client for one in cases if one.case is not None]
    found.error(
        "ask-client-unknown", Place(Source(str(folder))), did_you_mean(named, known), name=named
    )
    raise Unusable(found)


def _only(cases: list[Found], path: Path, found: Diagnostics) -> Case:
    """The case where there is just one."""
    usable = [one.case for one in cases if one.case is not None]
    if len(usable) > 1:
        folder = path if path.is_dir() else path.parent
        help = Note("help.name-one-client", {"example": f"adieu ask {folder / usable[0].client}"})
        found.error("change-several-clients", Place(Source(str(path))), help, count=len(usable))
    for one in cases:
        found.extend(one.diagnostics)
    found.stop_on_error()
    return usable[0]


def _bytes(file: Path) -> bytes:
    """The bytes of a file; none where it cannot be read, which its reader reports."""
    try:
        return file.read_bytes()
    except (OSError, ValueError):
        return b""


def _writable(file: Path) -> bool:
    """Whether a file may be written; one marked as read-only is not, whoever asks."""
    try:
        return bool(file.stat().st_mode & 0o222) and os.access(file, os.W_OK)
    except OSError:
        return False


class _Ending:
    """Shows what was answered, and writes it."""

    def __init__(
        self, request: Request, policy: Policy, target: Target, interview: Interview
    ) -> None:
        self.request, self.policy, self.target = request, policy, target
        self.interview, self.talk = interview, interview.talk
        self.given = tuple(interview.given.values())
        self.remark = _remark(request.by)

    def status(self) -> int:
        """The exit status, after everything has been shown and written."""
        talk = self.talk
        if not self.given:
            talk.say()
            talk.say(talk.words("nothing"))
            return t.DONE
        talk.say()
        talk.say(talk.words("answered", count=len(self.given)), bold=True)
        for one in self.given:
            talk.say(f"  {self.interview.asked[one.name]} {self.interview.answer(one)}")
        file = self.target.file
        rows = [one for one in self.given if row_of(self.target.case, one.name, file)]
        own = tuple(one for one in self.given if one not in rows)
        if rows:
            self.show_rows(rows)
        if file is None:
            self.show_new(own, talk.words("from-tables"))
            return t.DONE
        return self.write(file, own) if own else t.DONE

    def show_rows(self, rows: list[Given]) -> None:
        """Say what belongs into rows of tables."""
        self.talk.say()
        self.talk.say(self.talk.words("rows-by-hand"))
        for one in rows:
            place = row_of(self.target.case, one.name, self.target.file)
            field = one.name.rpartition(".")[2]
            self.talk.say(f"  {place}: {field}: {one.text or ''}")

    def show_new(self, own: tuple[Given, ...], why: str) -> None:
        """Print answers as YAML to be added by hand."""
        self.talk.say()
        self.talk.say(why)
        print(t.printable(as_new_file(self.policy, self.target.case, own, self.remark)), end="")
        for one in own:
            if one.field is not None:
                print(t.printable(f"# {one.name}: {one.text or ''}  # {self.remark}"))

    def write(self, file: Path, own: tuple[Given, ...]) -> int:
        """Write the answers into the client's file, once somebody agrees."""
        talk = self.talk
        before = self.target.data.decode("utf-8")
        try:
            after = edit(before, insertions(self.policy, own), self.remark)
        except CannotEdit:
            after = before
        if not self.proved(file, after, own):
            t.print_error(talk.language, "answers-no-place", str(file))
            return self.refused(own)
        talk.say()
        talk.say(str(file), bold=True)
        for line in _difference(before, after):
            talk.say(f"  {line}")
        if self.request.dry_run or not (self.request.yes or self.agreed(file)):
            talk.say(talk.words("not-written"))
            return t.DONE
        if _bytes(file) != self.target.data:
            t.print_error(talk.language, "file-changed", str(file))
            return self.refused(own)
        try:
            t.write_atomically(file.resolve(), after)
        except OSError as error:
            reason = error.strerror or ""
            t.print_error(talk.language, "out-unwritable", str(file), reason=reason)
            return self.refused(own)
        talk.say(talk.words("written", file=str(file)))
        return t.DONE

    def agreed(self, file: Path) -> bool:
        """Whether somebody agrees that the file is written."""
        while True:
            question = self.talk.words("confirm", file=str(file))
            if not self.talk.live:
                self.talk.say(question)
            try:
                typed = self.talk.ask(f"{question} ")
            except KeyboardInterrupt:
                self.talk.say()
                return False
            answer = yes_or_no(typed) if typed else False
            if answer is not None:
                return answer

    def proved(self, file: Path, text: str, own: tuple[Given, ...]) -> bool:
        """Whether the new text, read again, says the answers and gives the verdict shown."""
        request, today = self.request, date.today()

        def read(text: str) -> Case | None:
            source = source_of(str(file), text.removeprefix("\ufeff"))
            return read_text(source, self.policy, request.as_of, today, Diagnostics())

        old, new = read(self.target.data.decode("utf-8")), read(text)
        if old is None or new is None or not says_the_same(new, with_answers(old, own)):
            return False
        case = with_answers(self.target.case, self.given)
        merged = replace(
            case,
            answers={**case.answers, **new.answers},
            sections={**case.sections, **new.sections},
        )
        shown: Explanation = self.interview.explanation
        return judge(self.policy, merged).inference == shown.inference

    def refused(self, own: tuple[Given, ...]) -> int:
        """Nothing was written; the answers are printed, so that they are not lost."""
        self.show_new(own, self.talk.words("by-hand"))
        return t.UNUSABLE


def _remark(by: str | None) -> str:
    """The comment beside each answer: who gave it, and when."""
    name = by
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = ""
    shown = " ".join(t.printable(name).split())
    return f"answered{f' by {shown}' if shown else ''} on {date.today().isoformat()}"


def _difference(before: str, after: str) -> Iterator[str]:
    """The lines that differ, each with its number."""
    old, new = LINE_END.split(before), LINE_END.split(after)
    for tag, first, last, start, end in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield from (f"{n + 1:>4} - {old[n]}" for n in range(first, last))
            yield from (f"{n + 1:>4} + {new[n]}" for n in range(start, end))
