"""A seed → tables of clients and records as people keep them, in any format, with bad cells."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from adieu.clients.fields import answerable, criteria
from adieu.policy import Given, Policy
from adieu.quantities import Type
from support.workbooks import Cell, write_xlsx

CLIENTS = ("a", "007", "b.v", "Café ’t Hoekje", "x" * 110, 'O\'Brien; "Sons"', "z")
PATTERNS: dict[str, Callable[[date], str]] = {
    "YYYY-MM-DD": lambda day: day.isoformat(),
    "D/M/YYYY": lambda day: f"{day.day}/{day.month}/{day.year:04}",
    "DD.MM.YYYY HH:mm": lambda day: f"{day.day:02}.{day.month:02}.{day.year:04} 09:05",
    "MDDYYYY": lambda day: f"{day.month}{day.day:02}{day.year:04}",
}
BAD = (
    "soon", "12,5", "1e3", "0000-00-00", "31/02/2026", "2026-02-30", "EUR", "EUR 1 2", "%", "--",
    "1.", "+", "9" * 19, "-1000", "EUR -5", "250%", "perhaps", "Unknown", "x" * 5000,
)  # fmt: skip


class Table:
    """One table: how it is described, and its rows of texts."""

    def __init__(
        self, rng: random.Random, name: str, policy: Policy, faults: float, alone: bool
    ) -> None:
        self.rng, self.name, self.faults = rng, name, faults
        kind = policy.records.get(name)
        if kind is not None:
            types = {one.name: one.type for one in kind.given}
            needed = [one.name for one in kind.given if one.required]
        else:
            types = {one.name: one.type for one in
                     {**answerable(policy), **criteria(policy)}.values()}  # fmt: skip
            types = {
                key: one
                for key, one in types.items()
                if "." not in key and (alone or isinstance(policy.facts[key].definition, Given))
            }
            types["name"], needed = Type("text"), []
        others = [one for one in types if one not in needed]
        chosen = [*needed, *rng.sample(others, rng.randint(0, min(8, len(others))))]
        rng.shuffle(chosen)
        self.types = {one: types[one] for one in chosen}
        self.pattern = rng.choice(list(PATTERNS))
        self.currency = rng.choice(("", "EUR"))
        self.comma = rng.random() < 0.3
        self.open = [one for one in chosen if types[one].open and rng.random() < 0.5]

    def text(self, type_: Type) -> str:
        """The text of a cell, now and then of one that cannot be read."""
        rng = self.rng
        drawn = rng.random()
        if drawn < self.faults:
            return rng.choice(BAD)
        if drawn < self.faults + 0.15:
            return rng.choice(("", "", " ", "unknown", "\u00a0"))
        around = rng.choice(("", "", "", " ", "\u2003"))
        sound = self.sound(type_)
        if self.comma and type_.is_quantity:
            sound = self.with_comma(sound)
        return around + sound + around

    def with_comma(self, text: str) -> str:
        """A number with a decimal comma, now and then with signs between its thousands."""
        before, point, after = text.partition(".")
        if self.rng.random() < 0.3:
            between = self.rng.choice((".", " ", "\u00a0", "\u202f"))
            before = re.sub(r"(?<=\d)(?=(\d{3})+(?!\d))", between, before)
            if self.rng.random() < 0.3 and before.isdigit():
                before = f"{before[:1]}{between}{before[1:].zfill(3)}"
        return before + (point and ",") + after

    def sound(self, type_: Type) -> str:
        """The text of a cell that can be read."""
        rng = self.rng
        match type_.name:
            case "yes-no":
                return rng.choice(("yes", "No", "TRUE", "false"))
            case "choice":
                return rng.choice(type_.choices)
            case "share":
                return rng.choice(("12%", "0.125", "7.5 %", "100%", "0", ".5", "33.33\u00a0%"))
            case "number" | "money":
                low = 0 if isinstance(type_.low, float) else int(type_.low)
                high = 900 if isinstance(type_.high, float) else int(type_.high)
                number = str(rng.randint(low, max(low, high - 1)))
                if rng.random() < 0.4:
                    number += rng.choice((".5", ".250", ".0", ".123456"))
                if type_.name == "number":
                    return rng.choice(("", "", "+")) + number
                plain = self.currency and rng.random() < 0.7
                return number if plain else rng.choice(("EUR ", "EUR")) + number
            case "date" | "moment":
                return PATTERNS[self.pattern](date(2026, 1, 1) + timedelta(rng.randint(-400, 290)))
            case _:
                return rng.choice(("0012", "x y", "Ünï", "a;b|c", 'say "no"', "unknown", "é" * 20))

    def description(self, file: str, delimiter: str = "") -> str:
        """Its entry in ``tables.yaml``."""
        parts = [f"file: {file}", f"dates: '{self.pattern}'"]
        parts += [f"currency: {self.currency}"] if self.currency else []
        blank = ", ".join(f"{one}: open" for one in self.open)
        parts += [f"blank: {{{blank}}}"] if blank else []
        parts += [f"delimiter: {delimiter}"] if delimiter else []
        parts += ["decimals: comma"] if self.comma else []
        return f"{self.name}: {{{', '.join(parts)}}}\n"

    def rows(self, count: int, once: bool) -> list[list[str]]:
        """Rows about clients, each client once or several times."""
        rng = self.rng
        clients = list(CLIENTS)
        rng.shuffle(clients)
        rows = []
        for number in range(count):
            client = clients[number % len(clients)] if once else rng.choice(clients)
            if rng.random() < self.faults / 2:
                client = rng.choice(("", " "))
            rows.append([client, *map(self.text, self.types.values())])
        return rows

    def write_csv(self, folder: Path, rows: list[list[str]]) -> str:
        """As CSV, in one of the ways in which programs write it; returns its description."""
        rng = self.rng
        word, delimiter = rng.choice((("", ","), ("semicolon", ";"), ("tab", "\t")))
        end = rng.choice(("\n", "\r\n"))
        out = io.StringIO(newline="")
        quoting: Literal[0, 1] = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
        writer.writerow(["client", *self.types])
        for row in rows:
            ragged = rng.random() < self.faults / 4
            writer.writerow([*row, "x"] if ragged else row)
            if rng.random() < 0.05:
                out.write(end)
            if rng.random() < 0.05:
                out.write(delimiter * len(self.types) + end)
        bom = rng.choice((b"", b"\xef\xbb\xbf"))
        (folder / f"{self.name}.csv").write_bytes(bom + out.getvalue().encode())
        return self.description(f"{self.name}.csv", word)

    def write_xlsx(self, folder: Path, rows: list[list[str]]) -> str:
        """As a workbook in which many cells have types of their own."""
        cells = [[self.typed(text) for text in row] for row in rows]
        head: list[list[Cell]] = [["client", *self.types]]
        write_xlsx(folder / f"{self.name}.xlsx", {"Sheet1": [*head, *cells]})
        return self.description(f"{self.name}.xlsx")

    def typed(self, text: str) -> Cell:
        """A cell for a text: a number or a date where it is one, and as it happens."""
        rng, plain = self.rng, text.strip()
        if rng.random() < 0.5:
            return text
        if plain.lower() in ("true", "false"):
            return plain.lower() == "true"
        try:
            if ":" in plain:
                return datetime.strptime(plain, "%d.%m.%Y %H:%M")
            return float(plain.replace(".", "").replace(",", ".") if self.comma else plain)
        except ValueError:
            pass
        return text

    def write_parquet(self, folder: Path, count: int, once: bool) -> str:
        """As Parquet, its columns of types that fit, more or less."""
        rng = self.rng
        clients = rng.sample(CLIENTS, len(CLIENTS))
        named = [
            clients[one % len(CLIENTS)] if once else rng.choice(clients) for one in range(count)
        ]
        columns: dict[str, object] = {"client": pa.array(named)}
        for name, type_ in self.types.items():
            columns[name] = self.column(type_, count)
        pq.write_table(pa.table(columns), folder / f"{self.name}.parquet")
        return self.description(f"{self.name}.parquet")

    def column(self, type_: Type, count: int) -> object:
        """A column of cells for a field."""
        rng = self.rng

        def some(draw: Callable[[], object]) -> list[object]:
            return [None if rng.random() < 0.2 else draw() for _ in range(count)]

        match type_.name:
            case "yes-no" if rng.random() < 0.7:
                return pa.array(some(lambda: rng.random() < 0.5), pa.bool_())
            case "number" | "share" | "money" if rng.random() < 0.8:
                low = 0 if isinstance(type_.low, float) else int(type_.low)
                high = 900 if isinstance(type_.high, float) else int(type_.high)
                high += rng.random() < self.faults
                kind = rng.choice(("int", "double", "decimal", "wide", "float"))
                if kind == "int":
                    return pa.array(some(lambda: rng.randint(low, high)), pa.int64())
                if kind == "float":
                    return pa.array(some(lambda: rng.uniform(low, high)), pa.float32())
                if kind == "double":
                    places = rng.choice((0, 2, 5, 17))
                    return pa.array(
                        some(lambda: round(rng.uniform(low, high), places)), pa.float64()
                    )
                wide = pa.decimal128(9, 2) if kind == "decimal" else pa.decimal128(38, 10)
                number = some(lambda: Decimal(rng.randint(low * 100, high * 100)).scaleb(-2))
                return pa.array(number, wide)
            case "date" | "moment" if rng.random() < 0.7:
                start = datetime(2026, 1, 1, 9, 30, 29)
                days = some(lambda: start + timedelta(rng.randint(-400, 290), rng.random()))
                form: Any = rng.choice((pa.date32(), pa.timestamp("us"), pa.timestamp("ms")))
                return pa.array(days, pa.timestamp("us")).cast(form, safe=False)
            case _:
                array = pa.array([self.text(type_) for _ in range(count)])
                return array.dictionary_encode() if rng.random() < 0.5 else array


def random_tables(rng: random.Random, policy: Policy, folder: Path, faults: float) -> None:
    """Fill a folder with tables and their description."""
    names = [*rng.sample(list(policy.records), rng.randint(0, 3)), "clients"]
    rng.shuffle(names)
    described = []
    for name in names:
        table = Table(rng, name, policy, faults, len(names) == 1)
        once = name == "clients" and rng.random() > faults
        count = rng.randint(0, len(CLIENTS)) if once else rng.randint(0, 25)
        match rng.choice(("csv", "csv", "xlsx", "parquet")):
            case "csv":
                described.append(table.write_csv(folder, table.rows(count, once)))
            case "xlsx":
                described.append(table.write_xlsx(folder, table.rows(count, once)))
            case _:
                described.append(table.write_parquet(folder, count, once))
    (folder / "tables.yaml").write_text("".join(described), "utf-8")
