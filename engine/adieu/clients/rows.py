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
from adieu.clients.cells import Exact, Faulty, Numeric
from adieu.clients.description import Description
from adieu.clients.fields import Written
from adieu.diagnostics import Diagnostics, Note, Place
from adieu.logic import Value
from adieu.quantities import Unreadable

_NUMBER = re.compile(r"[0-9.]+\Z")
_DECIMAL_COMMA = re.compile(r"(?:[A-Z]{3} ?)?[+-]?[0-9][0-9.' \u00a0\u202f]*,[0-9]+ ?%?\Z")


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
        self.answered: set[str] = set()
        self.bad = Diagnostics()
        self.skipped: Counter[str] = Counter()

    def read(
        self, row: list[str], header: list[str], columns: Mapping[str, int], place: Place
    ) -> None:
        """One row: a record, or the answers of a client."""
        if len(row) != len(header):
            self.fault(None, "row-length", _line(place), cells=len(row), columns=len(header))
            return
        given = _stripped(row[columns[""]])
        if not given or isinstance(given, Faulty):
            where = self.where(place, row, columns[""])
            self.fault(None, "cell-client-blank", where, column=header[columns[""]])
            return
        client = self.client(given, place)
        written: dict[str, Written] = {}
        values: dict[str, Value] = {}
        unread: list[tuple[int, Note]] = []
        for name, index in columns.items():
            text = _stripped(row[index])
            try:
                if isinstance(text, Faulty):
                    raise Unreadable("cell-value" if text else "cell-result")
                if name and name in self.types:
                    written[name] = Written(text, place)
                    values[name] = self.cell(name, text)
            except Unreadable as error:
                unread.append((index, self.expected(name, text, error, place)))
        for index, expected in sorted(unread, key=lambda one: one[0]):
            where = self.where(place, row, index)
            column = header[index]
            self.bad.error("cell-unreadable", where, expected, text=row[index], column=column)
        if unread:
            self.skipped[client.client] += 1
            return
        if self.kind is None:
            title = row[columns["name"]].strip() if "name" in columns else ""
            self.answer(client, title, written, values, place)
            return
        found = Diagnostics()
        records = client.records.setdefault(self.section, [])
        record = f.make_record(self.kind, len(records), written, values, place, self.as_of, found)
        if record is None:
            for one in found:
                name = str(one.values["name"])
                where = self.where(place, row, columns[name]) if name in columns else place
                self.bad.error(one.code, where, one.help, **one.values)
            self.skipped[client.client] += 1
        else:
            records.append(record)

    def answer(
        self,
        client: TableClient,
        title: str,
        written: Mapping[str, Written],
        values: Mapping[str, Value],
        place: Place,
    ) -> None:
        """The answers in a row of the table of clients; a blank cell answers nothing."""
        if client.client in self.answered:
            self.twice(client, place)
            return
        self.answered.add(client.client)
        client.place, client.name = place, title or client.name
        for name, value in values.items():
            text = written[name].text
            if text and text != f.UNKNOWN_WORD:
                client.answers[name] = Answer(value, text, place)

    def twice(self, client: TableClient, place: Place) -> None:
        """A row about a client of whom there was one before."""
        self.fault(client, "client-row-twice", _line(place), client=client.client)

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

    def expected(self, name: str, text: str, error: Unreadable, place: Place) -> Note:
        """What a cell should have said, by what people mostly mean when it does not."""
        type_ = self.types.get(name)
        if place.source.sheet and error.expected.key == "expected.date-as" and _NUMBER.match(text):
            return Note("expected.date-format-of-cell")
        if type_ is not None and type_.is_quantity and _DECIMAL_COMMA.match(text):
            return Note("expected.decimal-point")
        return error.expected

    def skipped_of(self, client: str) -> int:
        """How many rows were left out that are this client's, or may be."""
        return self.skipped[client] + self.skipped[""]

    def where(self, place: Place, row: list[str], index: int) -> Place:
        """Where a cell of a row stands: in the text, or in a column of its own."""
        if place.source.lines:
            return cell_places(place, row, self.delimiter)[index]
        return Place(place.source, place.line, index + 1)

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


def _stripped(text: str) -> str:
    """A cell without the blanks around it; what its type says of it is kept."""
    return text if isinstance(text, Exact | Numeric | Faulty) else text.strip()


def _line(place: Place) -> Place:
    """A place's whole line."""
    text = place.line_text
    return place if text is None else Place(place.source, place.line, 1, len(text))


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
