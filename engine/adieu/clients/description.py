"""An entry of ``tables.yaml`` → the file, columns and ways of writing of its table."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from adieu.clients.cells import Exact, Numeric
from adieu.clients.decimals import with_point
from adieu.diagnostics import Place
from adieu.quantities import Type, Unreadable
from adieu.shape import Keys, Leaf, Table
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
DATE_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d{2})",
    "H": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d{2})",
}


@cache
def date_pattern(text: str) -> re.Pattern[str]:
    """The pattern of dates written as ``M/D/YYYY``, ``DD.MM.YYYY HH:mm`` or the like."""
    parts = re.split(r"(YYYY|MM|M|DD|D|HH|H|mm)", text)
    tokens = [part for part in parts if part in DATE_TOKENS]
    kinds = Counter(part[0] for part in tokens)
    if {"Y", "M", "D"} - kinds.keys() or max(kinds.values()) > 1:
        raise Unreadable("date-format")
    return re.compile(
        "".join(DATE_TOKENS.get(part, re.escape(part)) for part in parts) + r"\Z", re.A
    )


def is_currency(text: str) -> bool:
    """Whether a text is the code of a currency (ISO 4217), as far as its form tells."""
    return re.fullmatch(r"[A-Z]{3}", text) is not None


def _currency(text: str) -> None:
    if not is_currency(text):
        raise Unreadable("currency")


TABLE = Keys(
    {
        "file": Leaf(),
        "sheet": Leaf(),
        "client": Leaf(),
        "columns": Table(Leaf(), Leaf(pattern=r"^[a-z][a-z0-9_]*$")),
        "dates": Leaf(date_pattern),
        "currency": Leaf(_currency, r"^[A-Z]{3}$"),
        "blank": Table(Leaf(words=("open", "unknown"))),
        "decimals": Leaf(words=("point", "comma")),
        "delimiter": Leaf(words=tuple(DELIMITERS)),
    },
    required=("file",),
    docs={
        "file": "the table, beside this description: CSV, XLSX or Parquet",
        "sheet": "which sheet of a workbook; the first that is shown where left out",
        "client": "the column that names the client; `client` where left out",
        "columns": "which column holds which field; left out, columns are named as the vocabulary",
        "dates": "how dates are written, as M/D/YYYY; ISO where left out",
        "currency": "the currency of plain amounts",
        "decimals": "what stands before decimals: a point where left out, or a comma",
        "blank": "what a blank cell of a date such as `paid` says: open; unknown where left out",
    },
)


class Description(Struct, frozen=True):
    """What ``tables.yaml`` says of one table."""

    node: Tree

    def text(self, key: str, default: str = "") -> str:
        """A text of the description."""
        node = self.node.get(key)
        return node.text if isinstance(node, Scalar) else default

    def place(self, key: str) -> Place:
        """Where the description says something."""
        node = self.node.get(key)
        return node.place if node is not None else self.node.place

    def columns(self) -> dict[str, tuple[Scalar, Scalar]] | None:
        """The column of each field, where the description says them."""
        node = self.node.get("columns")
        if not isinstance(node, Tree):
            return None
        entries = node.entries.items()
        return {name: (key, one) for name, (key, one) in entries if isinstance(one, Scalar)}

    def delimiter(self, header: str) -> str:
        """What parts the cells: as stated, else what is commonest in the header."""
        stated = DELIMITERS.get(self.text("delimiter"))
        return stated or max(DELIMITERS.values(), key=header.count)

    def says_open(self, field: str) -> bool:
        """Whether a blank cell of a field says that it is still open."""
        blank = self.node.get("blank")
        said = blank.get(field) if isinstance(blank, Tree) else None
        return isinstance(said, Scalar) and said.text == "open"

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers in texts have a decimal comma."""
        return self.text("decimals") == "comma"

    def spelled(self, text: str, type_: Type) -> str:
        """A cell's text as a client's file would write it; a date of its own type is one already.

        Raises:
            Unreadable: where a date or a number is written in another way than stated.
        """
        if type_.name in ("date", "moment"):
            if isinstance(text, Exact):
                return text[:10] if type_.name == "date" else text
            return _iso(text, self.text("dates", "YYYY-MM-DD"), type_.name == "moment")
        if self.decimal_comma and type_.is_quantity and not isinstance(text, Numeric):
            text = with_point(text)
        currency = self.text("currency")
        if type_.name == "money" and currency and text[:1] in "+-.0123456789":
            return f"{currency} {text}"
        return text


def _iso(text: str, written: str, with_time: bool) -> str:
    """A date that is written in some way as ISO 8601, with its time where that is wanted."""
    match = date_pattern(written).match(text)
    if not match:
        raise Unreadable("date-as", format=written)
    parts = {name: int(part) for name, part in match.groupdict().items()}
    iso = f"{parts['year']:04}-{parts['month']:02}-{parts['day']:02}"
    if with_time and "hour" in parts:
        return f"{iso} {parts['hour']:02}:{parts.get('minute', 0):02}"
    return iso
