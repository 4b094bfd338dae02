"""What stands in many places of a policy file: ids, names, texts in every language, conditions."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note
from adieu.language import LANGUAGES
from adieu.shape import Either, Items, Json, Keys, Leaf, Named, Shape
from adieu.yaml_nodes import Mapping, Node, Scalar

_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_NAME = r"^[a-z][a-z0-9_]*$"
AT_LEAST = r"^at least \d+ of$"
_SCALAR = ("string", "number", "boolean")


class Texts(Struct, frozen=True):
    """A text in every language; ``single`` allows one text for all."""

    single: bool = False

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report a missing language, an unknown one, an empty text."""
        if self.single and isinstance(node, Scalar):
            return
        if not isinstance(node, Mapping):
            diagnostics.error("needs-languages", node.place, Note("help.languages"))
            return
        cut_off = {
            name: entry
            for name, entry in node.entries.items()
            if name not in LANGUAGES and isinstance(entry[1], Scalar) and not entry[1].text
        }
        for name, (key, _) in cut_off.items():
            diagnostics.error("text-cut-off", key.place, Note("help.quote-comma"), text=name)
        rest = {name: entry for name, entry in node.entries.items() if name not in cut_off}
        known = Keys({language: Leaf() for language in LANGUAGES})
        known.check(Mapping(rest, node.place), diagnostics)
        missing = [language for language in LANGUAGES if language not in node.entries]
        if missing:
            languages = ", ".join(f"`{language}`" for language in missing)
            diagnostics.error("language-missing", node.place, languages=languages)

    def schema(self) -> Json:
        """A reference to the definition."""
        return {"$ref": "#/$defs/text-or-texts" if self.single else "#/$defs/texts"}


def _pattern(pattern: str, key: str) -> Leaf:
    def read(text: str) -> None:
        if not re.match(pattern, text):
            raise q.Unreadable(key)

    return Leaf(read, pattern)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise q.Unreadable("whole")
    return int(text)


ID = _pattern(_ID, "id")
NAME = _pattern(_NAME, "name")
TEXTS = Texts()
TEXT = Leaf()
YES_NO = Leaf(q.yes_no, kinds=("string", "boolean"), words=())
WHOLE = Leaf(_whole, kinds=("integer", "string"), pattern=r"^\d{1,9}$")
LITERAL = Leaf(kinds=_SCALAR)


def _recursive() -> Shape:
    """A condition, which may hold conditions."""
    return condition_shape()


CONDITION = Named("condition", _recursive)


@cache
def condition_shape() -> Shape:
    """One line, a list of conditions (all), or one group."""
    many = Either(text=TEXT, list=Items(CONDITION), keys=CONDITION)
    groups: dict[str, Shape] = {"all": many, "any": many, "none": many}
    return Either(text=TEXT, list=Items(CONDITION), keys=Keys(groups, patterns={AT_LEAST: many}))
