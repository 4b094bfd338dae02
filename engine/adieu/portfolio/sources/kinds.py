"""A type of DuckDB's → what sort of cells it holds, and the text that a reader would see."""

from __future__ import annotations

import re
from typing import Literal

from sqlglot import exp

from adieu.portfolio.layout import Column
from adieu.portfolio.sources.pieces import call, choose
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

Kind = Literal[
    "whole", "decimal", "double", "boolean", "date", "timestamp", "zoned", "text", "uuid", "other"
]


def kind_of(type_: str) -> Kind:
    """What sort of type it is; ``other`` for lists, bytes, times of day and the like."""
    if type_ == "TIMESTAMP WITH TIME ZONE":
        return "zoned"
    if re.fullmatch(r"TIMESTAMP(_S|_MS|_NS)?", type_):
        return "timestamp"
    return "uuid" if type_ == "UUID" else Column(type_).family


def textual(node: Sql, kind: Kind) -> Sql:
    """The text of a typed cell, as ``adieu.clients.cells`` writes it."""
    match kind:
        case "decimal":
            return without_zeros(t.as_type(node, "text"))
        case "double":
            shown = t.as_type(node, "text")
            exact = exp.TryCast(this=shown, to=exp.DataType.build("decimal(38, 18)"))
            plain = without_zeros(t.as_type(exact, "text"))
            return choose([(t.is_not_null(exact), plain)], shown)
        case "timestamp":
            near = exp.Add(this=t.wrapped(node), expression=call("to_milliseconds", t.number(500)))
            return call("strftime", near, t.text("%Y-%m-%d %H:%M"))
        case "text":
            return node
        case _:
            return t.as_type(node, "text")


def without_zeros(text: Sql) -> Sql:
    """A number's text without zeros at its end that say nothing."""
    short = call("rtrim", call("rtrim", text, t.text("0")), t.text("."))
    return choose([(call("contains", text, t.text(".")), short)], text)
