"""A line from ``earlier`` or ``findings`` on → a count of earlier records, or of findings."""

from __future__ import annotations

from adieu import expression as ex
from adieu.diagnostics import Note, did_you_mean
from adieu.grammar.line import Line
from adieu.quantities import Type

_FILTERS = ("grade", "theme", "rule", "repair_tried")


def earlier(line: Line) -> ex.Operand:
    """earlier = "earlier" section {"or" section} "about" (matter | "its kind") ["with" having]"""
    if not (line.names.sections and line.names.fields):
        line.fail("earlier-not-here", line.here)
    line.take("earlier")
    sections = [_section(line)]
    while line.take("or"):
        sections.append(_section(line))
    if not line.take("about"):
        line.expected("about")
    about = _about(line)
    having: list[tuple[str, bool]] = []
    if line.take("with"):
        having.append(_having(line, sections))
        while line.take("and"):
            having.append(_having(line, sections))
    return ex.Earlier(tuple(sections), about, tuple(having))


def _section(line: Line) -> str:
    """section = the name of a section whose records are about a matter"""
    token = line.next("section")
    if token.text not in line.names.sections:
        help = did_you_mean(token.text, line.names.sections)
        line.fail("section-unknown", token, help, name=token.text)
    return token.text


def _about(line: Line) -> str | None:
    """about = "its kind" | matter"""
    if line.take("its", "kind"):
        if line.names.fields.get("kind", Type("text")).name != "choice":
            line.fail("no-kind")
        return None
    token = line.next("matter")
    if token.text not in line.names.matters:
        help = did_you_mean(token.text, line.names.matters)
        line.fail("matter-unknown", token, help, name=token.text)
    return token.text


def _having(line: Line, sections: list[str]) -> tuple[str, bool]:
    """having = field yes-or-no {"and" field yes-or-no}"""
    token = line.next("field")
    fields = frozenset.intersection(*(line.names.sections[one] for one in sections))
    if token.text not in fields:
        line.fail("field-unknown", token, did_you_mean(token.text, fields), name=token.text)
    answer = line.next("answer")
    if answer.text not in ("yes", "no"):
        line.fail("answer-unknown", answer, Note("help.yes-or-no"), text=answer.text)
    return token.text, answer.text == "yes"


def findings(line: Line) -> ex.Operand:
    """findings = "findings with" filter {"and" filter}"""
    if not line.names.grades:
        line.fail("findings-not-here", line.here)
    line.take("findings", "with")
    filters: dict[str, str] = {}
    tried = False
    while True:
        token = line.next("filter")
        if token.text == "repair_tried":
            tried = True
        elif token.text in _FILTERS and token.text not in filters:
            filters[token.text] = _filtered(line, token.text)
        else:
            help = did_you_mean(token.text, _FILTERS)
            line.fail("filter-unknown", token, help, name=token.text)
        if not line.take("and"):
            return ex.Findings(
                filters.get("grade"), filters.get("theme"), filters.get("rule"), tried
            )


def _filtered(line: Line, filter: str) -> str:
    """word = a grade, a theme or the id of a rule"""
    token = line.next("word")
    known = {
        "grade": frozenset(line.names.grades),
        "theme": line.names.themes,
        "rule": line.names.rules,
    }[filter]
    if token.text not in known:
        line.fail(f"{filter}-unknown", token, did_you_mean(token.text, known), name=token.text)
    return token.text
