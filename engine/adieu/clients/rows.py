"""A row of a table + the vocabulary → a record, or the answers of a client, or why neither."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from adieu import policy as p
from adieu.case import Answer, Record
from adieu.clients import fields as f
from adieu.clients.description import Description
from adieu.clients.fields import Written
from adieu.diagnostics import Diagnostics, Note, Place
from adieu.logic import Value
from adieu.quantities import Unreadable


@dataclass(slots=True)
class TableClient:
    """What the tables say of one client, as far as they have been read."""

    client: str
    name: str
    records: dict[str, list[Record]] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    answers: dict[str, Answer] = field(default_factory=dict)
    place: Place | None = None


class RowReader:
    """Reads the rows of one table into the clients; what is wrong is collected, never raised."""

    def __init__(
        self,
        section: str,
        description: Description,
        policy: p.Policy,
        as_of: date,
        clients: dict[str, TableClient],
    ) -> None:
        self.section, self.description = section, description
        self.as_of, self.clients = as_of, clients
        self.kind = policy.records.get(section)
        askable = {**f.answerable(policy), **f.criteria(policy)}
        self.types = (
            {one.name: one.type for one in self.kind.given}
            if self.kind
            else {one.name: one.type for one in askable.values()}
        )
        self.known = [*self.types, *(["name"] if self.kind is None else [])]
        self.delimiter = ","
        self.bad = Diagnostics()
        self.skipped: Counter[str] = Counter()

    def read(
        self, row: list[str], header: list[str], columns: Mapping[str, int], place: Place
    ) -> None:
        """One row: a record, or the answers of a client."""
        if len(row) != len(header):
            self.fault(None, "row-length", _line(place), cells=len(row), columns=len(header))
            return
        given = row[columns[""]].strip()
        if not given:
            where = cell_places(place, row, self.delimiter)[columns[""]]
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
                    where = cell_places(place, row, self.delimiter)[index]
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
                places = cell_places(place, row, self.delimiter)
                where = places[columns[name]] if name in columns else place
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
            self.fault(client, "client-row-twice", _line(place), client=client.client)
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

    def cell(self, name: str, text: str) -> Value:
        """The value of a cell; a blank one is unknown, never a default."""
        type_ = self.types[name]
        if text:
            if text != f.UNKNOWN_WORD:
                text = self.description.spelled(text, type_)
            return f.read_field(text, type_, self.as_of)
        if self.kind is not None and type_.open and self.description.says_open(name):
            return f.left_out(self.kind.fields[name], self.as_of)
        return type_.unknown(self.as_of.toordinal())

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


def _line(place: Place) -> Place:
    """A place's whole line."""
    return Place(place.source, place.line, 1, len(place.line_text or ""))


def cell_places(place: Place, row: list[str], delimiter: str) -> list[Place]:
    """Where each cell of a row stands; the row itself where it does not stand on one line."""
    text, column, places = place.line_text or "", 0, []
    for cell in row:
        quoted = '"' + cell.replace('"', '""') + '"'
        written = quoted if text.startswith(quoted, column) else cell
        if not text.startswith(written, column):
            return [place] * len(row)
        places.append(Place(place.source, place.line, column + 1, max(len(written), 1)))
        column += len(written) + len(delimiter)
    return places


def safe_id(name: str) -> str:
    """An id for a name that cannot be one: its letters and digits, and a hash."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "client"
    return f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
