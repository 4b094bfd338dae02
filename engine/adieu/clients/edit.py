"""The text of a client's file + answers → the text with them, all else as it stood.

Only the answers are put in, at the places that the parser names; comments, order, quotes, indents
and line ends of all else stay.  Whoever writes the result reads it first: it must say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml
from msgspec import Struct

from adieu.yaml_nodes import LINE_END

HEAD = ("client", "id", "as_of", "facts")
"""What stands before a section of answers that has to be made."""

_BOM = "\ufeff"
_PLAIN = re.compile(r"[+-]?\w(?:[\w%./+’-]|:(?=\w)| (?=[\w+-]))*")
_COMMENT = re.compile(r"(^|\s)#.*")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Insertion(Struct, frozen=True):
    """An answer: the section (and the record in it), its key, its text (nothing: to leave it out).

    It goes below the last of the keys ``after`` that are there; without them, to the end.
    """

    section: str
    index: int | None
    key: str
    text: str | None
    after: tuple[str, ...] = ()


class CannotEdit(Exception):
    """The file is written in a way in which an answer cannot be put safely."""


def edit(text: str, changes: Sequence[Insertion], remark: str) -> str:
    """The text of a client's file with the answers in it, each with the remark as a comment.

    Raises:
        CannotEdit: where there is no safe place for one of them.
    """
    return _Edit(text, remark).apply(changes)


def spelled(text: str) -> str:
    """A text as a scalar in YAML: as it is where that is safe, else between double quotes."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _entry(change: Insertion) -> str:
    return f"{change.key}: {spelled(change.text or '')}"


class _Edit:
    """Collects what is to be cut out and put in, and does it in one go."""

    def __init__(self, text: str, remark: str) -> None:
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text = text.removeprefix(_BOM)
        self.ends = [match.span() for match in LINE_END.finditer(self.text)]
        self.starts = [0, *(after for _, after in self.ends)]
        self.stops = [*(stop for stop, _ in self.ends), len(self.text)]
        self.comment = f"  # {' '.join(remark.split())}"
        self.cuts: list[tuple[int, int, int, str]] = []
        self.remarks: dict[int, list[str]] = {}
        self.spans: list[tuple[int, int]] = []

    def apply(self, changes: Sequence[Insertion]) -> str:
        """The text with all changes made."""
        lines = [self.line(number) for number in range(len(self.starts))]
        root = yaml.compose("\n".join(lines) + "\n", Loader=_Loader)
        if not isinstance(root, yaml.MappingNode):
            raise CannotEdit
        self.note_spans(root)
        grouped: dict[tuple[str, int | None], list[Insertion]] = {}
        order = {"facts": 0, "scores": 1}
        for one in sorted(changes, key=lambda one: order.get(one.section, 2)):
            grouped.setdefault((one.section, one.index), []).append(one)
        for (section, index), own in grouped.items():
            found = _find(root, section)
            if found is None:
                self.make_section(root, section, own)
                continue
            node = found[1]
            if index is not None and isinstance(node, yaml.SequenceNode):
                node = node.value[index]
            if not isinstance(node, yaml.MappingNode):
                raise CannotEdit
            self.put(node, own)
        return self.bom + self.done()

    def done(self) -> str:
        """The text with everything cut and put."""
        for line, names in self.remarks.items():
            named = f": {', '.join(names)}" if any(names) else ""
            self.cut(self.stops[line], self.stops[line], self.comment + named, -1)
        parts, last = [], 0
        for start, end, _, new in sorted(self.cuts, key=lambda one: one[::2]):
            parts += [self.text[last:start], new]
            last = end
        return "".join((*parts, self.text[last:]))

    # Places

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.text[self.starts[number] : self.stops[number]]

    def at(self, mark: yaml.Mark) -> int:
        """Where in the text a mark of the parser lies."""
        return self.starts[mark.line] + mark.column

    def note_spans(self, node: yaml.Node) -> None:
        """Remember scalars of several lines: no comment can stand within them."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self.note_spans(key)
                self.note_spans(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.note_spans(item)
        elif isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
            self.spans.append((node.start_mark.line, node.end_mark.line))

    def last_line(self, node: yaml.Node) -> int:
        """The last line of a node that says something."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.last_line(last[1] if isinstance(last, tuple) else last)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return self.last_of_block(node)
        return node.end_mark.line

    def last_of_block(self, node: yaml.ScalarNode) -> int:
        """The last line of a text in block style; blank lines below it belong to it after ``+``."""
        header = self.line(node.start_mark.line)[node.start_mark.column :]
        last, indent = node.start_mark.line, 1
        for number in range(last + 1, min(node.end_mark.line + 1, len(self.starts))):
            line = self.line(number)
            if line.strip():
                own = len(line) - len(line.lstrip(" "))
                indent = own if last == node.start_mark.line else indent
                if own < indent:
                    break
                last = number
        kept = "+" in _COMMENT.sub("", header)
        return max(last, node.end_mark.line - 1) if kept else last

    # Changes

    def cut(self, start: int, end: int, new: str, order: int = 0) -> None:
        """Put a text in the place of another."""
        self.cuts.append((start, end, order, new))

    def below(self, line: int, new: str) -> None:
        """Put a line below another."""
        if line < len(self.ends):
            stop, after = self.ends[line]
            self.cut(after, after, new + self.text[stop:after])
        else:
            end = self.text[slice(*self.ends[0])] if self.ends else "\n"
            self.cut(len(self.text), len(self.text), end + new)

    def remark(self, line: int, name: str) -> None:
        """Put the comment at the end of a line, or of the next where one can stand."""
        while beyond := [end for start, end in self.spans if start <= line < end]:
            line = max(beyond)
        self.remarks.setdefault(line, []).append(name)

    def put(self, mapping: yaml.MappingNode, changes: Sequence[Insertion]) -> None:
        """Put answers under their keys in a mapping."""
        fresh = []
        for change in changes:
            found = _find(mapping, change.key)
            if found is None:
                fresh.append(change)
            elif change.text is None:
                self.leave_out(mapping, change)
            elif isinstance(found[1], yaml.MappingNode):
                self.put(found[1], [Insertion(change.section, None, "score", change.text)])
            else:
                self.replace(found[1], change, mapping.flow_style)
        if fresh and mapping.flow_style:
            self.put_in_flow(mapping, fresh)
        for change in () if mapping.flow_style else fresh:
            indent = " " * mapping.value[0][0].start_mark.column
            line = self.last_line(mapping.value[_anchor(mapping, change)][1])
            self.below(line, f"{indent}{_entry(change)}{self.comment}")

    def replace(self, node: yaml.Node, change: Insertion, flow: bool | None) -> None:
        """Put an answer in the place of another (``unknown``), quoted where that was."""
        if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
            raise CannotEdit
        new = spelled(change.text or "")
        if node.style and new == change.text:
            new = f"{node.style}{new}{node.style}"
        self.cut(self.at(node.start_mark), self.at(node.end_mark), new)
        self.remark(node.end_mark.line, change.key if flow else "")

    def leave_out(self, mapping: yaml.MappingNode, change: Insertion) -> None:
        """Take a key and its value out of a mapping."""
        names = [key.value for key, _ in mapping.value]
        index = names.index(change.key)
        key, value = mapping.value[index]
        start, end = self.at(key.start_mark), self.at(value.end_mark)
        if mapping.flow_style and index:
            start = self.at(mapping.value[index - 1][1].end_mark)
        elif mapping.flow_style and len(names) > 1:
            end = self.at(mapping.value[1][0].start_mark)
        self.cut(start, end, "")
        self.remark(value.end_mark.line, change.key)

    def put_in_flow(self, mapping: yaml.MappingNode, changes: Sequence[Insertion]) -> None:
        """Put answers within the braces of a mapping."""
        start, close = self.at(mapping.start_mark), self.at(mapping.end_mark) - 1
        if self.text[start] != "{" or self.text[close] != "}":
            raise CannotEdit
        if not mapping.value:
            self.cut(start + 1, start + 1, ", ".join(map(_entry, changes)))
            for change in changes:
                self.remark(mapping.start_mark.line, change.key)
            return
        own_lines = []
        for change in changes:
            index = _anchor(mapping, change)
            value = mapping.value[index][1]
            last = index == len(mapping.value) - 1
            if last and value.end_mark.line < mapping.end_mark.line:
                own_lines.append(change)
            else:
                self.cut(self.at(value.end_mark), self.at(value.end_mark), f", {_entry(change)}")
                self.remark(value.end_mark.line, change.key)
        if own_lines:
            self.put_on_lines(mapping, own_lines, close)

    def put_on_lines(
        self, mapping: yaml.MappingNode, changes: Sequence[Insertion], close: int
    ) -> None:
        """Put answers on lines of their own, where the closing brace stands on one of its own."""
        key, value = mapping.value[-1]
        end = self.at(value.end_mark)
        comma = "," in _COMMENT.sub("", self.text[end : self.stops[value.end_mark.line]])
        if not comma:
            if "," in self.text[end:close]:
                raise CannotEdit
            self.cut(end, end, ",")
        before = self.line(key.start_mark.line)[: key.start_mark.column]
        indent = before if not before.strip() else "  "
        for number, change in enumerate(changes, start=1):
            sign = "," if comma or number < len(changes) else ""
            self.below(value.end_mark.line, f"{indent}{_entry(change)}{sign}{self.comment}")

    def make_section(
        self, root: yaml.MappingNode, section: str, changes: Sequence[Insertion]
    ) -> None:
        """Put in a section that is not there, below what stands at the top of the file."""
        if root.flow_style:
            raise CannotEdit
        heads = [one for one in root.value if one[0].value in HEAD]
        line = self.last_line(heads[-1][1])
        margin = root.value[0][0].start_mark.column
        blocks = [
            value.value[0][0].start_mark.column
            for _, value in root.value
            if isinstance(value, yaml.MappingNode) and not value.flow_style and value.value
        ]
        indent = " " * (blocks[0] if blocks else margin + 2)
        if line + 1 < len(self.ends) and not self.line(line + 1).strip():
            self.below(line, "")
        self.below(line, f"{' ' * margin}{section}:")
        for change in changes:
            self.below(line, f"{indent}{_entry(change)}{self.comment}")


def _find(mapping: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value of an entry."""
    return next((one for one in mapping.value if one[0].value == key), None)


def _anchor(mapping: yaml.MappingNode, change: Insertion) -> int:
    """The entry after which a new one goes."""
    before = [index for index, (key, _) in enumerate(mapping.value) if key.value in change.after]
    return before[-1] if before else len(mapping.value) - 1
