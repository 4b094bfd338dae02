"""The types of two operands → whether they can be compared, and what a calculation yields."""

from __future__ import annotations

from adieu import expression as ex
from adieu.diagnostics import Note
from adieu.quantities import Type

ORDERED = frozenset({"number", "share", "money", "date", "moment"})
SETTINGS = frozenset({"duration", "hours", "weekdays", "words"})
"""What only the policy sets: it is used in conditions, not compared."""
_RATIO = Type("number", unit="ratio")


def dimension(type_: Type) -> str:
    """What a type can be compared with: its own dimension."""
    if type_.name == "number" and type_.unit == "ratio":
        return "ratio"
    return {"moment": "date", "word": "choice"}.get(type_.name, type_.name)


def fits(operand: Type, stated: Type) -> bool:
    """Whether a calculation yields what it is said to be; a ratio is a share or a plain number."""
    pair = {dimension(operand), dimension(stated)}
    return len(pair) == 1 or pair in ({"number", "ratio"}, {"share", "ratio"})


def type_note(type_: Type) -> Note:
    """A type in words, with its unit."""
    if type_.unit == "ratio":
        return Note("type.ratio")
    return Note(f"type.in-{type_.unit}" if type_.unit else f"type.{type_.name}")


def calculated(sign: ex.Sign, left: Type, right: Type) -> Type | None:
    """The type of a calculation, or nothing where it has no meaning."""
    kinds = (left.name, right.name)
    if left.open or right.open:
        return None
    if sign in "+-":
        if left.name == "date" and right.name in ("duration", "number"):
            return Type("date")
        if kinds == ("date", "date") and sign == "-":
            return Type("number", unit="days")
        same = left.name == right.name and left.is_quantity
        return Type(left.name, unit=left.unit if left.unit == right.unit else "") if same else None
    if not (left.is_quantity and right.is_quantity):
        return None
    if sign == "*":
        if "money" in kinds:
            return Type("money") if kinds != ("money", "money") else None
        if kinds == ("share", "share") or ("share" in kinds and (left.unit or right.unit) == ""):
            return _RATIO
        return Type("number", unit=left.unit or right.unit)
    if right.name == "money":
        return _RATIO if left.name == "money" else None
    if left.name == "money":
        return Type("money")
    return _RATIO
