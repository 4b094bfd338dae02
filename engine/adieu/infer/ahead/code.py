"""Parts of a Python expression → the syntax tree of the whole, simplified where it is constant.

Texts from files enter a tree as constants only, and every identifier in it is made here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

TRUE, FALSE, NONE = ast.Constant(True), ast.Constant(False), ast.Constant(None)

_RELATIONS: dict[str, type[ast.cmpop]] = {
    ">=": ast.GtE, ">": ast.Gt, "<=": ast.LtE, "<": ast.Lt, "=": ast.Eq, "!=": ast.NotEq,
    "in": ast.In, "is": ast.Is, "is not": ast.IsNot,
}  # fmt: skip
_SIGNS: dict[str, type[ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult}


def name(identifier: str) -> ast.Name:
    """A variable that is read."""
    return ast.Name(identifier, ast.Load())


def constant(value: object) -> ast.expr:
    """A constant of the program: a number, a text, a set or tuple of them."""
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return ast.Constant(value)  # type: ignore[arg-type] # sets of texts compile as well


def compare(left: ast.expr, relation: str, right: ast.expr) -> ast.expr:
    """``left relation right``."""
    same = relation in ("is", "is not")
    if same and isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
        return TRUE if (left.value is right.value) == (relation == "is") else FALSE
    return ast.Compare(left, [_RELATIONS[relation]()], [right])


def both(parts: Iterable[ast.expr]) -> ast.expr:
    """Every part holds; of nothing, true."""
    kept = [one for one in parts if one is not TRUE]
    if any(one is FALSE for one in kept):
        return FALSE
    return _joined(ast.And(), kept) if kept else TRUE


def either(parts: Iterable[ast.expr]) -> ast.expr:
    """At least one part holds; of nothing, false."""
    kept = [one for one in parts if one is not FALSE]
    if any(one is TRUE for one in kept):
        return TRUE
    return _joined(ast.Or(), kept) if kept else FALSE


def _joined(sign: ast.boolop, parts: list[ast.expr]) -> ast.expr:
    return parts[0] if len(parts) == 1 else ast.BoolOp(sign, parts)


def inverse(part: ast.expr) -> ast.expr:
    """The part does not hold."""
    if part is TRUE or part is FALSE:
        return FALSE if part is TRUE else TRUE
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not):
        return part.operand
    return ast.UnaryOp(ast.Not(), part)


def choose(condition: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """``then if condition else otherwise``."""
    if condition is TRUE or condition is FALSE:
        return then if condition is TRUE else otherwise
    return ast.IfExp(condition, then, otherwise)


def calculate(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    """``left + right``, ``left - right`` or ``left * right``; times one is nothing."""
    if sign == "*":
        for one, other in ((left, right), (right, left)):
            if isinstance(one, ast.Constant) and one.value == 1:
                return other
    if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
        a, b = left.value, right.value
        if isinstance(a, int) and isinstance(b, int):
            return ast.Constant(a + b if sign == "+" else a - b if sign == "-" else a * b)
    return ast.BinOp(left, _SIGNS[sign](), right)


def total(parts: Sequence[ast.expr]) -> ast.expr:
    """The sum of all parts; of nothing, zero."""
    found: ast.expr = ast.Constant(0)
    for index, part in enumerate(parts):
        found = calculate(found, "+", part) if index else part
    return found


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """A call of one of the program's helpers."""
    return ast.Call(name(function), list(arguments), [])


def tuple_of(parts: Iterable[ast.expr]) -> ast.expr:
    """A tuple."""
    return ast.Tuple(list(parts), ast.Load())


def put(identifiers: str | Sequence[str], value: ast.expr) -> ast.stmt:
    """``a = value``; several identifiers take the parts of the value."""
    if isinstance(identifiers, str):
        target: ast.expr = ast.Name(identifiers, ast.Store())
    else:
        target = ast.Tuple([ast.Name(one, ast.Store()) for one in identifiers], ast.Store())
    return ast.Assign([target], value)


def put_all(identifiers: Sequence[str], value: ast.expr) -> ast.stmt:
    """``a = b = value``."""
    return ast.Assign([ast.Name(one, ast.Store()) for one in identifiers], value)


def assign(identifier: str, value: ast.expr) -> ast.expr:
    """``a := value`` within an expression."""
    return ast.NamedExpr(ast.Name(identifier, ast.Store()), value)


def add(identifier: str, value: ast.expr) -> ast.stmt:
    """``a += value``."""
    return ast.AugAssign(ast.Name(identifier, ast.Store()), ast.Add(), value)


def when(
    condition: ast.expr, then: Sequence[ast.stmt], otherwise: Sequence[ast.stmt] = ()
) -> list[ast.stmt]:
    """``if condition: then else: otherwise``, or what is left of it."""
    if condition is TRUE or condition is FALSE:
        return list(then if condition is TRUE else otherwise)
    if not then:
        return [ast.If(inverse(condition), list(otherwise), [])] if otherwise else []
    return [ast.If(condition, list(then), list(otherwise))]


def function(
    identifier: str, arguments: Sequence[str], local: Sequence[str], body: Sequence[ast.stmt]
) -> ast.Module:
    """A module that holds one function; ``local`` names of its module are at hand in it."""
    names = [ast.arg(one) for one in (*arguments, *local)]
    parameters = ast.arguments([], names, None, [], [], None, [name(one) for one in local])
    made = ast.FunctionDef(identifier, parameters, list(body), [], None)
    return ast.fix_missing_locations(ast.Module([made], []))
