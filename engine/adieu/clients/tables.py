"""``tables.yaml``, its files + the vocabulary → the records and answers of every client.

A cell that cannot be read is reported with file, row and column.  Rows may be skipped on request;
the counts of the client concerned are then ranges, because a record is known to be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case, Section
from adieu.clients.description import TABLE, Description
from adieu.clients.grid import FORMATS, Broken, Grid, open_grid
from adieu.clients.rows import RowReader, TableClient
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean, nearest
from adieu.shape import Keys
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar, leads_into, read_yaml

CLIENTS = "clients"
MAX_SHOWN = 20
"""How many bad cells of one table are shown; the others are counted."""

Wanted = dict[str, tuple[str, Place]]
"""The column of each field, and the place where that is said; ``""`` stands for the client."""


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
    clients: dict[str, TableClient] = {}
    readers: list[TableReader] = []
    for name, description in descriptions(path, policy, own).items():
        readers.append(TableReader(name, description, policy, as_of, clients, own))
        readers[-1].read(path.parent, skip_bad_rows)
    for reader in readers:
        for client in clients.values():
            client.missing[reader.section] += reader.rows.skipped_of(client.client)
    sections = {reader.section for reader in readers} - {CLIENTS}
    diagnostics.extend(own)
    return None if own.failed else Tables(clients, frozenset(sections))


def descriptions(path: Path, policy: p.Policy, diagnostics: Diagnostics) -> dict[str, Description]:
    """What a ``tables.yaml`` says of each table; nothing, and why, where it cannot be used."""
    root = read_yaml(path, diagnostics)
    before = diagnostics.errors
    if root is not None:
        tables_shape(policy).check(root, diagnostics)
    if not isinstance(root, Tree) or diagnostics.errors > before:
        return {}
    if not root.entries:
        help = Note("help.tables-none", {"names": listed((CLIENTS, *policy.records))})
        diagnostics.error("tables-none", root.place, help)
    nodes = {name: node for name, (_, node) in root.entries.items()}
    return {name: Description(node) for name, node in nodes.items() if isinstance(node, Tree)}


def listed(names: Iterable[str]) -> str:
    """Words as a message lists them."""
    return ", ".join(f"`{one}`" for one in names)


class TableReader:
    """Reads one table into the clients; what is wrong is collected, never raised."""

    def __init__(
        self,
        section: str,
        description: Description,
        policy: p.Policy,
        as_of: date,
        clients: dict[str, TableClient],
        found: Diagnostics,
    ) -> None:
        self.section, self.description, self.found = section, description, found
        self.rows = RowReader(section, description, policy, as_of, clients)

    def read(self, folder: Path, skip_bad_rows: bool) -> None:
        """The whole table."""
        path = self.path(folder)
        if path is None:
            return
        try:
            grid = self.grid(path)
        except Broken as error:
            error.report(self.found)
            return
        if grid is not None:
            self.read_rows(grid)
            self.report(Place(grid.source), skip_bad_rows)

    def read_rows(self, grid: Grid) -> None:
        """Every row below the header, as far as the file can be read."""
        self.rows.delimiter = grid.delimiter
        columns = self.columns(grid)
        if columns is None:
            return
        try:
            for row, place in grid.rows(columns.values()):
                self.rows.read(row, grid.header, columns, place)
        except Broken as error:
            error.report(self.found)

    def path(self, folder: Path) -> Path | None:
        """The file that the description names, within its folder, wherever a link leads to."""
        name, place = PurePath(self.description.text("file")), self.description.place("file")
        if name.is_absolute() or ".." in name.parts or not leads_into(folder / name, folder):
            self.found.error("table-outside", place, name=str(name))
            return None
        if name.suffix.lower() not in FORMATS:
            self.found.error("table-format", place, Note("help.table-format"), name=str(name))
            return None
        return folder / name

    def grid(self, path: Path) -> Grid | None:
        """What is in the file; a file that cannot be opened is the description's fault."""
        own = Diagnostics()
        grid = open_grid(path, self.description, own)
        for one in own:
            inside = one.where is not None and one.where.line
            where = one.where if inside else self.description.place("file")
            self.found.append(replace(one, where=where))
        return grid

    def columns(self, grid: Grid) -> dict[str, int] | None:
        """Which field stands in which column; ``""`` is the client's."""
        before = self.found.errors
        place, header = grid.place, grid.header
        cells = [self.rows.where(place, header, index) for index in range(len(header))]
        positions: dict[str, int] = {}
        twice: list[tuple[str, Place]] = []
        for index, name in enumerate(map(str.strip, header)):
            if name in positions:
                twice.append((name, cells[index]))
            elif name:
                positions[name] = index
        stated = self.description.columns()
        client = (self.description.text("client", "client"), self.description.place("client"))
        others = self.named(positions, cells, place) if stated is None else self.mapped(stated)
        wanted: Wanted = {"": client, **others}
        read = {column for column, _ in wanted.values()}
        for name, where in twice:
            if name in read:
                self.found.error("column-twice", where, name=name)
        for column, where in wanted.values():
            if column not in positions:
                help = did_you_mean(column, positions) or Note("help.column-names")
                file = PurePath(place.source.name).name
                self.found.error("column-missing", where, help, name=column, file=file)
        for one in self.rows.kind.given if self.rows.kind else ():
            if one.required and one.name not in wanted:
                where = self.description.place("columns")
                self.found.error("column-needed", where, name=one.name, section=self.section)
        if self.found.errors > before:
            return None
        return {name: positions[column] for name, (column, _) in wanted.items()}

    def mapped(self, stated: Mapping[str, tuple[Scalar, Scalar]]) -> Wanted:
        """The columns that the description names."""
        known = self.rows.known
        for name, (key, _) in stated.items():
            if name not in known:
                help = did_you_mean(name, self.rows.types)
                self.found.error("table-field", key.place, help, name=name, section=self.section)
        return {name: (one.text, one.place) for name, (_, one) in stated.items() if name in known}

    def named(self, positions: Mapping[str, int], cells: list[Place], place: Place) -> Wanted:
        """The columns that are named as the vocabulary names their fields."""
        known = self.rows.known
        read = {*known, self.description.text("client", "client")}
        for name, index in positions.items():
            near = nearest(name, known) if name not in read else None
            if near is not None and near not in positions:
                help = Note("help.did-you-mean", {"near": near})
                self.found.warn("column-unread", cells[index], help, name=name)
        return {one: (one, place) for one in known if one in positions}

    def report(self, place: Place, skip_bad_rows: bool) -> None:
        """Report the bad rows as errors; or skip them, and say how many of which client."""
        if not self.rows.bad:
            return
        if not skip_bad_rows:
            self.found.extend(self.rows.bad[:MAX_SHOWN])
            if len(self.rows.bad) > MAX_SHOWN:
                more = len(self.rows.bad) - MAX_SHOWN
                self.found.error("cells-more", place, Note("help.skip-bad-rows"), count=more)
            return
        for client, count in sorted(self.rows.skipped.items()):
            code = "rows-skipped" if client else "rows-skipped-nobody"
            self.found.warn(code, place, client=client, count=count)
