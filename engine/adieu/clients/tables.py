"""``tables.yaml`` and its CSV files + the vocabulary → the records and answers of every client.

A cell that cannot be read is reported with file, row and column.  Rows may be skipped on request; the
counts of the client concerned are then ranges, because a record is known to be missing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.clients import fields as f
from adieu.clients.fields import Written
from adieu.diagnostics import Diagnostics, Note, Place, Source, did_you_mean, nearest
from adieu.logic import Value
from adieu.quantities import Type, Unreadable
from adieu.shape import Keys, Leaf, Table
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, read_source, read_yaml

CLIENTS = "clients"
MAX_TABLE_BYTES = 512 * 1024 * 1024
MAX_SHOWN = 20
"""How many bad rows of one table are shown; the others are counted."""

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d{2})",
    "H": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d{2})",
}


def date_pattern(text: str) -> re.Pattern[str]:
    """The pattern of dates that a format such as ``M/D/YYYY`` or ``DD.MM.YYYY HH:mm`` stands for."""
    parts = re.split(r"(YYYY|MM|M|DD|D|HH|H|mm)", text)
    tokens = [part for part in parts if part in _TOKENS]
    kinds = Counter(part[0] for part in tokens)
    if {"Y", "M", "D"} - kinds.keys() or max(kinds.values()) > 1:
        raise Unreadable("date-format")
    return re.compile("".join(_TOKENS.get(part, re.escape(part)) for part in parts) + r"\Z", re.A)


def _currency(text: str) -> None:
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise Unreadable("currency")


TABLE = Keys(
    {
        "file": Leaf(),
        "client": Leaf(),
        "columns": Table(Leaf(), Leaf(pattern=r"^[a-z][a-z0-9_]*$")),
        "dates": Leaf(date_pattern),
        "currency": Leaf(_currency, r"^[A-Z]{3}$"),
        "blank": Table(Leaf(words=("open", "unknown"))),
        "delimiter": Leaf(words=tuple(_DELIMITERS)),
    },
    required=("file",),
    docs={
        "client": "the column that names the client; `client` where left out",
        "columns": "which column holds which field; left out, columns are named as the vocabulary",
        "dates": "how dates are written, as M/D/YYYY; ISO where left out",
        "currency": "the currency of plain amounts",
        "blank": "what a blank cell of a date such as `paid` says: open; unknown where left out",
    },
)


@dataclass(slots=True)
class TableClient:
    """What the tables say of one client, as far as they have been read."""

    client: str
    name: str
    records: dict[str, list[Record]] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    answers: dict[str, Answer] = field(default_factory=dict)
    place: Place | None = None


class Tables(Struct, frozen=True):
    """Every client of a folder's tables, by id, and the sections that the tables keep."""

    clients: Mapping[str, TableClient]
    sections: frozenset[str]

    def case(self, client: str, as_of: date) -> Case:
        """The case of one client; a kept section without a row of the client's is empty."""
        found = self.clients[client]
        sections = {
            name: Section(tuple(found.records.get(name, ())), found.missing[name])
            for name in self.sections
        }
        return Case(client, found.name, as_of, dict(found.answers), sections, found.place)


def tables_shape(policy: p.Policy) -> Keys:
    """What a ``tables.yaml`` looks like under a policy: a table for each kind of record."""
    return Keys(dict.fromkeys((*policy.records, CLIENTS), TABLE))


def read_tables(
    path: Path, policy: p.Policy, as_of: date, skip_bad_rows: bool, diagnostics: Diagnostics
) -> Tables | None:
    """Everything that the tables described in ``tables.yaml`` say.

    Args:
        path: The ``tables.yaml``; the files that it names lie in its folder.
        policy: Whose vocabulary the tables are read by.
        as_of: The review date.
        skip_bad_rows: Go on without rows that cannot be read, counting them.
        diagnostics: Receives everything that is wrong; nothing is returned after an error.
    """
    own = Diagnostics()
    root = read_yaml(path, own)
    if root is not None:
        tables_shape(policy).check(root, own)
    clients: dict[str, TableClient] = {}
    sections: set[str] = set()
    if isinstance(root, Tree) and not own.failed:
        for name, (_, node) in root.entries.items():
            if isinstance(node, Tree):
                reader = _TableReader(name, node, path.parent, policy, as_of, clients, own)
                reader.read(skip_bad_rows)
                sections |= {name} - {CLIENTS}
    diagnostics.extend(own)
    return None if root is None or own.failed else Tables(clients, frozenset(sections))


class _TableReader:
    """Reads one table into the clients; what is wrong is collected, never raised."""

    def __init__(
        self,
        section: str,
        node: Tree,
        folder: Path,
        policy: p.Policy,
        as_of: date,
        clients: dict[str, TableClient],
        found: Diagnostics,
    ) -> None:
        self.section, self.node, self.folder, self.policy = section, node, folder, policy
        self.as_of, self.clients, self.found = as_of, clients, found
        self.kind = policy.records.get(section)
        self.types = (
            {one.name: one.type for one in self.kind.given}
            if self.kind
            else {name: fact.type for name, fact in self.askable().items()}
        )
        self.dates = date_pattern(self.setting("dates", "YYYY-MM-DD"))
        self.currency = self.setting("currency", "")
        self.delimiter, self.line = ",", 1
        self.bad = Diagnostics()
        self.skipped: Counter[str] = Counter()

    def askable(self) -> dict[str, p.Fact]:
        """Facts and scores: what a table of clients may hold."""
        return {**f.answerable(self.policy), **f.criteria(self.policy)}

    def setting(self, key: str, default: str) -> str:
        """A text of the description."""
        node = self.node.get(key)
        return node.text if isinstance(node, Scalar) else default

    def place(self, key: str) -> Place:
        """Where the description says something."""
        node = self.node.get(key)
        return node.place if node is not None else self.node.place

    def read(self, skip_bad_rows: bool) -> None:
        """The whole table."""
        name = PurePath(self.setting("file", ""))
        if name.is_absolute() or ".." in name.parts:
            self.found.error("table-outside", self.place("file"), name=str(name))
            return
        if name.suffix.lower() not in (".csv", ".tsv", ".txt"):
            help = Note("help.table-format")
            self.found.error("table-format", self.place("file"), help, name=str(name))
            return
        own = Diagnostics()
        source = read_source(self.folder / name, own, MAX_TABLE_BYTES)
        if source is None:
            for one in own:
                inside = one.where is not None and one.where.line
                where = one.where if inside else self.place("file")
                self.found.append(replace(one, where=where))
            return
        if not any(line.strip() for line in source.lines):
            self.found.error("table-empty", Place(source))
            return
        try:
            self.rows(source)
        except csv.Error as error:
            where = Place(source, self.line, 1)
            self.found.error("table-csv", where, Note("help.table-csv"), problem=str(error))
        self.report(source, skip_bad_rows)

    def rows(self, source: Source) -> None:
        """Every row below the header."""
        first = next(line for line in source.lines if line.strip())
        self.delimiter = _DELIMITERS.get(self.setting("delimiter", ""), "") or _guess(first)
        lines = io.StringIO("\n".join(source.lines) + "\n", newline="")
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        header = next(row for row in reader if any(row))
        self.line = reader.line_num
        columns = self.columns(header, Place(source, self.line))
        if columns is None:
            return
        self.line = reader.line_num + 1
        for row in reader:
            place = Place(source, self.line)
            if any(cell.strip() for cell in row):
                self.row(row, header, columns, place)
            self.line = reader.line_num + 1

    def columns(self, header: list[str], place: Place) -> dict[str, int] | None:
        """Which field stands in which column; ``""`` is the client's."""
        faults = len(self.found)
        positions: dict[str, int] = {}
        for index, name in enumerate(header):
            if name.strip() in positions and name.strip():
                where = self.cells(place, header)[index]
                self.found.error("column-twice", where, name=name.strip())
            positions[name.strip()] = index
        client = self.setting("client", "client")
        wanted = {"": (client, self.place("client"))}
        mapping = self.node.get("columns")
        if isinstance(mapping, Tree):
            for name, (key, value) in mapping.entries.items():
                if name not in self.types and not (self.kind is None and name == "name"):
                    help = did_you_mean(name, self.types)
                    self.found.error(
                        "table-field", key.place, help, name=name, section=self.section
                    )
                elif isinstance(value, Scalar):
                    wanted[name] = (value.text, value.place)
        else:
            known = [*self.types, *(["name"] if self.kind is None else [])]
            wanted |= {one: (one, place) for one in known if one in positions}
            for name, index in positions.items():
                near = nearest(name, known) if name not in (*known, client) else None
                if near is not None and near not in positions:
                    help = Note("help.did-you-mean", {"near": near})
                    where = self.cells(place, header)[index]
                    self.found.warn("column-unread", where, help, name=name)
        for column, where in wanted.values():
            if column not in positions:
                help = did_you_mean(column, positions)
                file = PurePath(place.source.name).name
                self.found.error("column-missing", where, help, name=column, file=file)
        for one in self.kind.given if self.kind else ():
            if one.required and one.name not in wanted:
                self.found.error("column-needed", self.place("columns"), name=one.name,
                                 section=self.section)  # fmt: skip
        if len(self.found) > faults:
            return None
        return {name: positions[column] for name, (column, _) in wanted.items()}

    def row(
        self, row: list[str], header: list[str], columns: Mapping[str, int], place: Place
    ) -> None:
        """One row: a record, or the answers of a client."""
        if len(row) != len(header):
            where = Place(place.source, place.line, 1, len(place.line_text or ""))
            self.fault(None, "row-length", where, cells=len(row), columns=len(header))
            return
        given = row[columns[""]].strip()
        if not given:
            where = self.cells(place, row)[columns[""]]
            self.fault(None, "cell-client-blank", where, column=header[columns[""]])
            return
        client = self.client(given, place)
        written: dict[str, Written] = {}
        values: dict[str, Value] = {}
        unread = False
        for name, index in columns.items():
            if name == "name" and self.kind is None:
                client.name = row[index].strip() or client.name
            elif name:
                written[name] = Written(row[index].strip(), place)
                try:
                    values[name] = self.cell(name, row[index].strip())
                except Unreadable as error:
                    where = self.cells(place, row)[index]
                    self.fault(client, "cell-unreadable", where, error.expected,
                               text=row[index], column=header[index])  # fmt: skip
                    unread = True
        if unread:
            return
        if self.kind is None:
            self.answer(client, written, values, place)
            return
        found = Diagnostics()
        records = client.records.setdefault(self.section, [])
        record = f.make_record(self.kind, len(records), written, values, place, self.as_of, found)
        if record is None:
            for one in found:
                name = str(one.values["name"])
                where = self.cells(place, row)[columns[name]] if name in columns else place
                self.fault(client, one.code, where, one.help, **one.values)
        else:
            records.append(record)

    def answer(
        self,
        client: TableClient,
        written: Mapping[str, Written],
        values: Mapping[str, Value],
        place: Place,
    ) -> None:
        """The answers in a row of the table of clients; a blank cell answers nothing."""
        if client.answers:
            where = Place(place.source, place.line, 1, len(place.line_text or ""))
            self.fault(client, "client-row-twice", where, client=client.client)
            return
        client.place = place
        for name, value in values.items():
            text = written[name].text
            if text and text != f.UNKNOWN_WORD:
                client.answers[name] = Answer(value, text, place)

    def client(self, given: str, place: Place) -> TableClient:
        """The client of a row; its id is made safe for file names where it is not."""
        client = given if f.ID.match(given) else safe_id(given)
        if client not in self.clients:
            self.clients[client] = TableClient(client, given, place=Place(place.source))
        return self.clients[client]

    def cells(self, place: Place, row: list[str]) -> list[Place]:
        """Where each cell of a row stands; the row itself where it does not stand on one line."""
        text, column, places = place.line_text or "", 0, []
        for cell in row:
            quoted = '"' + cell.replace('"', '""') + '"'
            written = quoted if text.startswith(quoted, column) else cell
            if not text.startswith(written, column):
                return [place] * len(row)
            places.append(Place(place.source, place.line, column + 1, max(len(written), 1)))
            column += len(written) + len(self.delimiter)
        return places

    def cell(self, name: str, text: str) -> Value:
        """The value of a cell; a blank one is unknown, never a default."""
        type_ = self.types[name]
        if not text:
            blank = self.node.get("blank")
            says_open = isinstance(blank, Tree) and _says_open(blank.get(name))
            if says_open and type_.open and self.kind is not None:
                return f.left_out(self.kind.fields[name], self.as_of)
            return type_.unknown(self.as_of.toordinal())
        return f.read_field(self.spelled(text, type_), type_, self.as_of)

    def spelled(self, text: str, type_: Type) -> str:
        """A cell's text as a client's file would write it."""
        if type_.name in ("date", "moment") and text != f.UNKNOWN_WORD:
            match = self.dates.match(text)
            if not match:
                raise Unreadable("date-as", format=self.setting("dates", "YYYY-MM-DD"))
            parts = {name: int(part) for name, part in match.groupdict().items()}
            iso = f"{parts['year']:04}-{parts['month']:02}-{parts['day']:02}"
            if type_.name == "moment" and "hour" in parts:
                return f"{iso} {parts['hour']:02}:{parts.get('minute', 0):02}"
            return iso
        if type_.name == "money" and self.currency and text[:1] in "+-.0123456789":
            return f"{self.currency} {text}"
        return text

    def fault(
        self,
        client: TableClient | None,
        code: str,
        place: Place,
        help: Note | None = None,
        /,
        **values: object,
    ) -> None:
        """A row that cannot be read, and whose it is, where that is known."""
        self.bad.error(code, place, help, **values)
        self.skipped[client.client if client else ""] += 1

    def report(self, source: Source, skip_bad_rows: bool) -> None:
        """Report the bad rows as errors; or skip them, and say how many of which client."""
        if not self.bad:
            return
        if not skip_bad_rows:
            self.found.extend(self.bad[:MAX_SHOWN])
            if len(self.bad) > MAX_SHOWN:
                more = len(self.bad) - MAX_SHOWN
                self.found.error(
                    "cells-more", Place(source), Note("help.skip-bad-rows"), count=more
                )
            return
        for client, count in sorted(self.skipped.items()):
            code = "rows-skipped" if client else "rows-skipped-nobody"
            self.found.warn(code, Place(source), client=client, count=count)
        for one in self.clients.values():
            one.missing[self.section] += self.skipped[one.client] + self.skipped[""]


def _says_open(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.text == "open"


def _guess(header: str) -> str:
    """The delimiter of a table that does not state one: the commonest in its header."""
    return max(_DELIMITERS.values(), key=header.count)


def safe_id(name: str) -> str:
    """An id for a name that cannot be one: its letters and digits, and a hash that keeps it apart."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "client"
    return f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
