"""One line of a condition + the names it may use → a typed condition, or diagnostics with a caret.

::

    condition  = operand relation
    relation   = ("is at least" | ">=" | "is more than" | ">" | "is at most" | "<=" | "is less than"
               | "<" | "is after" | "is before" | "is not" | "!=" | "is" | "=") operand
               | "is" ["not"] "one of" (name | "[" word {"," word} "]")
               | "is" ["not"] ("unknown" | "open")
               | "is" ["not"] "within" name "on" name
    operand    = term {("+" | "-") term}
    term       = factor {("*" | "/") factor}
    factor     = "(" operand ")" | earlier | findings | constant | name
    earlier    = "earlier" section {"or" section} "about" (matter | "its kind")
                 ["with" field yes-or-no {"and" field yes-or-no}]
    findings   = "findings with" filter {"and" filter}
    filter     = ("grade" | "theme" | "rule") word | "repair_tried"
"""

from __future__ import annotations

from adieu import expression as ex
from adieu.diagnostics import Diagnostics, Place
from adieu.grammar.conditions import condition
from adieu.grammar.line import Line
from adieu.grammar.names import Names
from adieu.grammar.operands import operand
from adieu.grammar.types import fits, type_note

__all__ = ["Names", "fits", "parse_condition", "parse_operand", "type_note"]


def parse_condition(
    text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
) -> ex.Condition | None:
    """The condition that a line says, or nothing and the diagnostics that say why.

    ``where`` says whose condition it is, for messages: a rule, a fact.
    """
    return Line(text, place, names, where, diagnostics).read(condition)


def parse_operand(
    text: str, place: Place, names: Names, where: str, diagnostics: Diagnostics
) -> ex.Operand | None:
    """The operand that a line says, or nothing and the diagnostics that say why."""
    return Line(text, place, names, where, diagnostics).read(operand)
