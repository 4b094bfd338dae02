"""A line from an operand on → the operand with its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adieu import expression as ex
from adieu.diagnostics import Note, did_you_mean
from adieu.grammar.counts import earlier, findings
from adieu.grammar.line import Line, Wrong
from adieu.grammar.tokens import Token
from adieu.grammar.types import calculated, type_note
from adieu.logic import FALSE, TRUE, exactly, word
from adieu.quantities import YES_NO, Type, Unreadable, day, duration, money, number, share

_SUMS: Mapping[str, ex.Sign] = {"+": "+", "-": "-", "−": "-"}
_PRODUCTS: Mapping[str, ex.Sign] = {"*": "*", "×": "*", "/": "/", "÷": "/"}


def operand(line: Line, beside: Type | None = None) -> ex.Operand:
    """operand = term {("+" | "-") term}"""
    return _chain(line, _SUMS, lambda: _term(line, beside))


def _term(line: Line, beside: Type | None) -> ex.Operand:
    """term = factor {("*" | "/") factor}"""
    return _chain(line, _PRODUCTS, lambda: _factor(line, beside))


def _chain(line: Line, signs: Mapping[str, ex.Sign], part: Callable[[], ex.Operand]) -> ex.Operand:
    """chain = part {sign part}"""
    start = line.at
    left = part()
    while (sign := signs.get(line.here.text)) is not None:
        line.at += 1
        right = part()
        type_ = calculated(sign, left.type, right.type)
        if type_ is None:
            token = line.since(start)
            line.fail(
                "arithmetic",
                token,
                text=token.text,
                left=type_note(left.type),
                right=type_note(right.type),
            )
        left = ex.Arithmetic(sign, left, right, type_)
    return left


def _factor(line: Line, beside: Type | None) -> ex.Operand:
    """factor = "(" operand ")" | earlier | findings | constant | name"""
    if line.take("("):
        inner = operand(line, beside)
        if not line.take(")"):
            line.expected("closing-bracket")
        return inner
    if line.peek("earlier") and "earlier" not in line.names.known:
        return earlier(line)
    if line.peek("findings", "with"):
        return findings(line)
    if line.here.kind == "quantity":
        line.at += 1
        return _constant(line, line.tokens[line.at - 1])
    if line.peek("is"):
        line.expected("operand")
    return _name(line, line.next("operand"), beside)


def _constant(line: Line, token: Token) -> ex.Operand:
    """constant = a number, share, amount, date or duration"""
    text = token.text
    try:
        if text[0].isalpha():
            return ex.Constant(exactly(*money(text)), Type("money"))
        if text.endswith("%"):
            return ex.Constant(exactly(share(text)), Type("share"))
        if text[-1].isalpha():
            return ex.Constant(duration(text), Type("duration"))
        if text.count("-") == 2:
            return ex.Constant(exactly(day(text).toordinal()), Type("date"))
        return ex.Constant(exactly(number(text)), Type("number"))
    except Unreadable as error:
        line.fail("constant-unreadable", token, error.expected, text=text)


def _name(line: Line, token: Token, beside: Type | None) -> ex.Operand:
    """name = a fact, field or parameter; a word beside a choice, an answer beside yes/no"""
    text, names = token.text, line.names
    wanted = beside.name if beside is not None else None
    if wanted == "yes-no" and text in ("yes", "no", "true", "false"):
        return ex.Constant(TRUE if text in ("yes", "true") else FALSE, YES_NO)
    if beside is not None and wanted == "choice" and text in beside.choices:
        return ex.Constant(word(text), beside)
    if text == "as_of":
        return ex.AsOf()
    if text in names.fields:
        return ex.Field(text, names.fields[text])
    if text in names.facts:
        return ex.Fact(text, names.facts[text])
    if text in names.parameters:
        return ex.Parameter(text, names.parameters[text])
    if beside is not None and wanted == "word":
        return ex.Constant(word(text), beside)
    if beside is not None and wanted == "choice":
        line.fail("choice-unknown", token, did_you_mean(text, beside.choices), text=text)
    if text in names.reported:
        raise Wrong
    if wanted == "yes-no":
        line.fail("answer-unknown", token, Note("help.yes-or-no"), text=text)
    if text in names.elsewhere:
        scope = "help.only-fields" if names.fields else "help.only-facts"
        line.fail("name-not-here", token, Note(scope), name=text)
    code = "field-unknown" if names.fields else "fact-unknown"
    line.fail(code, token, did_you_mean(text, names.known), name=text)
