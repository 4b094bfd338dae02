"""Words of a command line + the vocabulary and a case → changes, or all that is wrong with them.

A change is ``late_invoices=3``, ``without incidents[2]`` or ``paid invoices[3]=2026-02-01``; a
shell may give its parts as one word or as several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from adieu import policy as p
from adieu.case import Answer, Case, day_of
from adieu.clients import fields as f
from adieu.clients.changes import Change, LeaveOut, SetFact, SetField
from adieu.diagnostics import Diagnostics, Note, Place, Source, did_you_mean, shorten
from adieu.logic import Value
from adieu.quantities import Type, Unreadable

WITHOUT = "without"
OPEN = "open"
_NAME = r"[^\s=\[\]]+"
_RECORD = rf"(?P<section>{_NAME})\s*\[\s*(?P<index>[^\]]*?)\s*\]"
_VALUE = r"\s*=\s*(?P<value>.*?)\s*\Z"
_LEFT_OUT = re.compile(rf"\s*{WITHOUT}\s+{_RECORD}\s*\Z")
_FACT = re.compile(rf"\s*(?P<name>{_NAME}){_VALUE}", re.DOTALL)
_FIELDS = (
    re.compile(rf"\s*(?P<name>{_NAME})\s+{_RECORD}{_VALUE}", re.DOTALL),
    re.compile(rf"\s*{_RECORD}\s*\.\s*(?P<name>{_NAME}){_VALUE}", re.DOTALL),
)
_BEGINS_RECORD = re.compile(rf"{_NAME}\[")
_CONTINUES = (
    (re.compile(r"=\s*[A-Z]{3}\Z"), re.compile(r"[+-]?[\d.]+\Z")),
    (re.compile(r"=\s*\d{4}-\d{2}-\d{2}\Z"), re.compile(r"\d{2}:\d{2}\Z")),
    (re.compile(r"=\s*[\d.]+\Z"), re.compile(r"%\Z")),
)
"""How a value ends and goes on after a space: an amount, a date with its time, a percentage."""


def grouped(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a command line as one text a change, however the shell has split them."""
    texts: list[str] = []
    for word in words:
        before = texts[-1] if texts else ""
        begins = word.split(maxsplit=1)[:1] == [WITHOUT]
        value = before.endswith("=") and "=" not in word and not begins
        equals = value or word.lstrip().startswith("=")
        opens = " " not in before.strip() and "=" not in before and "[" not in before
        plain = "=" not in word and not begins
        belongs = opens and (plain or _BEGINS_RECORD.match(word) is not None)
        goes_on = any(end.search(before) and start.match(word) for end, start in _CONTINUES)
        if texts and (equals or belongs or goes_on):
            texts[-1] = f"{before} {word}" if not equals else before + word
        else:
            texts.append(word)
    return tuple(texts)


def read_changes(
    words: Sequence[str], policy: p.Policy, case: Case, diagnostics: Diagnostics
) -> tuple[Change, ...]:
    """The changes that a command line asks for.

    Args:
        words: What stands on it after the client.
        policy: Whose vocabulary they are read by.
        case: The client that is changed.
        diagnostics: Receives everything that is wrong with each of them.
    """
    changes: dict[str, Change] = {}
    for text in grouped(words):
        reader = _Reader(text, policy, case, diagnostics)
        change = reader.read()
        if change is None:
            continue
        if change.target in changes:
            diagnostics.error("change-twice", reader.at(text.strip()), name=change.target)
        changes[change.target] = change
    for change in changes.values():
        if isinstance(change, SetField) and change.ref in changes:
            diagnostics.error("change-left-out", change.place, ref=change.ref)
    return tuple(changes.values())


class _Reader:
    """Reads one change; what is wrong is collected, never raised."""

    def __init__(self, text: str, policy: p.Policy, case: Case, found: Diagnostics) -> None:
        self.text, self.policy, self.case, self.found = text, policy, case, found
        self.source = Source(shorten(text, 60), (text,))

    def at(self, part: str, start: int | None = None) -> Place:
        """Where a part of the change stands."""
        offset = max(self.text.find(part), 0) if start is None else start
        return Place(self.source, 1, offset + 1, max(len(part), 1))

    def read(self) -> Change | None:
        """The change, or nothing where it cannot be made."""
        if match := _LEFT_OUT.match(self.text):
            kind, index = self.record(match)
            return LeaveOut(self.text, kind.name, index) if kind and index is not None else None
        for pattern in _FIELDS:
            if match := pattern.match(self.text):
                return self.field(match)
        if match := _FACT.match(self.text):
            return self.fact(match)
        help = Note("help.change")
        self.found.error("change-shape", self.at(self.text.strip()), help, text=self.text.strip())
        return None

    def fact(self, match: re.Match[str]) -> SetFact | None:
        """Another answer, score or derived fact."""
        name = match["name"]
        known = {**f.answerable(self.policy), **f.criteria(self.policy)}
        if name not in known:
            self.unknown_fact(name, self.at(name, match.start("name")), known)
            return None
        value = self.value(match, known[name].type, name)
        if value is None:
            return None
        if match["value"] == f.UNKNOWN_WORD and known[name].type.name != "text":
            return SetFact(self.text, name, None)
        place = self.at(self.text.strip())
        return SetFact(self.text, name, Answer(value, match["value"], place))

    def unknown_fact(self, name: str, place: Place, known: Iterable[str]) -> None:
        """Report a name that is no fact, and what was probably meant."""
        for kind in self.policy.records.values():
            fields = [one.name for one in kind.given]
            if name == kind.name or name in fields:
                field = name if name in fields else fields[0]
                help = Note("help.change-field", {"example": f"{field} {kind.name}[0]=…"})
                self.found.error("fact-unknown-client", place, help, name=name)
                return
        if name in self.policy.facts:
            self.found.error("fact-not-given", place, name=name)
        elif name in self.policy.parameters:
            self.found.error("parameter-in-client", place, Note("help.in-policy"), name=name)
        else:
            self.found.error("fact-unknown-client", place, did_you_mean(name, known), name=name)

    def field(self, match: re.Match[str]) -> SetField | None:
        """Another value for a field of a record."""
        kind, index = self.record(match)
        if kind is None:
            return None
        name = match["name"]
        field = kind.fields.get(name)
        place = self.at(name, match.start("name"))
        if field is None:
            help = did_you_mean(name, [one.name for one in kind.given])
            self.found.error("field-unknown-record", place, help, name=name, section=kind.name)
            return None
        if field.when is not None:
            self.found.error("field-derived", place, name=name)
            return None
        value = self.value(match, field.type, name)
        if value is None:
            return None
        if field.required and value == field.type.unknown(self.case.as_of.toordinal()):
            said = self.at(match["value"], match.start("value"))
            self.found.error("field-required-unknown", said, name=name)
            return None
        if index is None:
            return None
        day = day_of(value) if name == kind.date else None
        where = self.at(self.text.strip())
        return SetField(self.text, kind.name, index, name, value, where, day)

    def record(self, match: re.Match[str]) -> tuple[p.RecordKind | None, int | None]:
        """The kind of record that is meant, and the index of one that is there."""
        name, text = match["section"], match["index"]
        kind = self.policy.records.get(name)
        if kind is None:
            place = self.at(name, match.start("section"))
            self.found.error(
                "change-section", place, did_you_mean(name, self.policy.records), name=name
            )
            return None, None
        indices = [one.index for one in self.case.section(name).records]
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) in indices:
            return kind, int(text)
        start, end = match.start("section"), self.text.index("]", match.end("index")) + 1
        place = Place(self.source, 1, start + 1, end - start)
        help = Note("help.change-no-records", {"section": name})
        if len(indices) == 1:
            help = Note("help.change-only-record", {"ref": f"{name}[{indices[0]}]"})
        elif indices:
            ends = {"first": f"{name}[{min(indices)}]", "last": f"{name}[{max(indices)}]"}
            help = Note("help.change-records", ends)
        self.found.error("change-record", place, help, ref=self.text[start:end])
        return kind, None

    def value(self, match: re.Match[str], type_: Type, name: str) -> Value | None:
        """The value that is written behind the equals sign."""
        text = match["value"]
        place = self.at(text or "=", match.start("value") if text else self.text.index("="))
        if not text:
            self.found.error("field-blank", place, Note("help.change-blank"), name=name)
            return None
        today = self.case.as_of
        if text == OPEN and type_.open:
            return f.still_open(today)
        try:
            return f.read_field(text, type_, today)
        except Unreadable as error:
            self.found.error("field-unreadable", place, error.expected, name=name, text=text)
            return None
