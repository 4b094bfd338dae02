"""What a policy file looks like, stated once: the loader checks it, ``adieu schema`` prints it."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note
from adieu.language import LANGUAGES
from adieu.policy import GRADES
from adieu.shape import Either, Items, Json, Keys, Leaf, Named, Shape, Table
from adieu.yaml_nodes import Mapping, Node, Scalar

_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
_NAME = r"^[a-z][a-z0-9_]*$"
_AT_LEAST = r"^at least \d+ of$"
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
    return _condition()


CONDITION = Named("condition", _recursive)
WHO = Leaf(words=("client", "firm", "nobody"))
UNIT = Leaf(words=("hours", "days", "months"))
FIELD_TYPES = ("yes-no", "number", "share", "money", "date", "moment", "choice", "word", "text")
FACT_TYPES = ("yes-no", "number", "share", "money", "date", "choice")
PARAMETER_TYPES = ("number", "share", "money", "duration", "hours", "weekdays", "words")


@cache
def _condition() -> Shape:
    """One line, a list of conditions (all), or one group."""
    many = Either(text=TEXT, list=Items(CONDITION), keys=CONDITION)
    groups: dict[str, Shape] = {"all": many, "any": many, "none": many}
    return Either(text=TEXT, list=Items(CONDITION), keys=Keys(groups, patterns={_AT_LEAST: many}))


_GROUPS: dict[str, Shape] = {
    "all": CONDITION,
    "any": CONDITION,
    "none": CONDITION,
    "when": CONDITION,
}
_CHOICES = Table(TEXTS, ID)
_RANGE = Items(LITERAL)

FIELD = Keys(
    {
        "type": Leaf(words=FIELD_TYPES),
        "label": TEXTS,
        "question": TEXTS,
        "choices": Either(text=Leaf(words=("matters",)), keys=_CHOICES),
        "range": _RANGE,
        "unit": UNIT,
        "default": LITERAL,
        "required": YES_NO,
        "absent": Leaf(words=("open",)),
        **_GROUPS,
    },
    required=("label",),
    patterns={_AT_LEAST: CONDITION},
    docs={
        "type": "what the field holds; leave it out for a field derived by a condition",
        "default": "what it says where it is left out; without one it is then unknown",
        "absent": "a date that is still open where it is left out",
    },
)
RECORD = Keys(
    {
        "date": NAME,
        "counts": Leaf(words=("in-window", "ever")),
        "label": TEXTS,
        "event": TEXTS,
        "fields": Table(FIELD, NAME),
    },
    required=("date", "counts", "label", "event", "fields"),
)
FACT = Keys(
    {
        "type": Leaf(words=FACT_TYPES),
        "label": TEXTS,
        "question": TEXTS,
        "choices": _CHOICES,
        "range": _RANGE,
        "unit": UNIT,
        "who": WHO,
        "opinion": YES_NO,
        "beside": NAME,
        "count": NAME,
        "sum": NAME,
        "of": NAME,
        "where": CONDITION,
        "value": TEXT,
        **_GROUPS,
    },
    required=("label",),
    patterns={_AT_LEAST: CONDITION},
    docs={
        "type": "what a person answers; leave it out for a fact that is counted, summed or derived",
        "who": "who can change it: the client, the firm, or nobody",
        "beside": "a fact whose value is shown beside the question",
        "count": "the section whose records are counted",
        "sum": "the field that is summed over the records of the section under `of`",
        "value": "a calculation over other facts",
    },
)
PARAMETER = Keys(
    {
        "type": Leaf(words=PARAMETER_TYPES),
        "value": Either(text=LITERAL, list=Items(LITERAL)),
        "range": _RANGE,
        "unit": UNIT,
        "label": TEXTS,
        "meaning": TEXTS,
    },
    required=("type", "value", "label", "meaning"),
)
NEARLY = Keys({"when": CONDITION, "because": TEXTS, "remedy": TEXTS}, required=("when", "because"))
RULE = Keys(
    {
        "rule": ID,
        "title": TEXTS,
        "grade": Leaf(words=GRADES),
        "theme": ID,
        "matter": TEXT,
        "conduct": NAME,
        "superseded_by": ID,
        "when": CONDITION,
        "unless": CONDITION,
        "because": TEXTS,
        "excused": TEXTS,
        "remedy": TEXTS,
        "nearly": NEARLY,
        "cites": Items(Keys({"source": ID, "item": LITERAL}, required=("source",))),
    },
    required=("rule", "title", "grade", "theme", "when", "because"),
    docs={
        "matter": "what one can talk about: a matter, or `its kind`",
        "conduct": "the counted fact whose records are the conduct",
        "unless": "the exception: where it holds the rule is excused",
        "nearly": "a near miss worth saying",
    },
)
VERDICT = Keys(
    {
        "verdict": ID,
        "title": TEXTS,
        "sentence": TEXTS,
        "meaning": TEXTS,
        "when": CONDITION,
        "otherwise": YES_NO,
    },
    required=("verdict", "title", "sentence", "meaning"),
)
STEP = Keys(
    {
        "step": ID,
        "verdicts": Items(ID),
        "when": CONDITION,
        "title": TEXTS,
        "do": TEXTS,
        "why": TEXTS,
    },
    required=("step", "verdicts", "title", "do", "why"),
)
CRITERION = Keys(
    {
        "label": TEXTS,
        "question": TEXTS,
        "scale": Keys({"low": TEXTS, "high": TEXTS}, required=("low", "high")),
        "who": WHO,
        "weight": WHOLE,
        "unknown": Leaf(words=("left-out",)),
        "beside": NAME,
        "opinion": YES_NO,
    },
    required=("label", "question", "scale"),
)
SCORECARD = Keys(
    {
        "agreed": YES_NO,
        "criteria": Table(CRITERION, NAME),
        "classes": Table(WHOLE, ID),
        "weights": Table(WHOLE, NAME),
    }
)
POLICY = Keys(
    {
        "policy": ID,
        "version": LITERAL,
        "effective_from": Leaf(q.day, r"^\d{4}-\d{2}-\d{2}$"),
        "extends": TEXT,
        "title": TEXTS,
        "sources": Table(Keys({"title": TEXTS, "items": WHOLE}, required=("title",)), ID),
        "themes": _CHOICES,
        "matters": _CHOICES,
        "records": Table(RECORD, NAME),
        "facts": Table(FACT, NAME),
        "parameters": Table(Either(LITERAL, Items(LITERAL), PARAMETER), NAME),
        "rules": Items(RULE),
        "grades": Table(Leaf(words=GRADES), ID),
        "off": Table(Texts(single=True), ID),
        "verdicts": Items(VERDICT),
        "scorecard": SCORECARD,
        "plan": Items(STEP),
        "invariants": Items(TEXT),
        "assume": Table(Either(text=LITERAL, list=Items(TEXT)), NAME),
    },
    docs={
        "policy": "the id of this policy",
        "version": "the version of this policy",
        "effective_from": "reviews as of an earlier date are refused",
        "extends": (
            "the policy of which this one says only what differs: `house`, or a file beside it"
        ),
        "parameters": "a value where the parameter is inherited, else a description",
        "grades": "other grades for inherited rules",
        "off": "rules that this firm does without, and why",
        "assume": "values for what is not recorded; listed as assumptions in every report",
    },
)


def policy_schema() -> Json:
    """The JSON Schema of a policy file (draft 2020-12)."""
    texts = Keys(dict.fromkeys(LANGUAGES, TEXT)).schema()
    schema = POLICY.schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "adieu policy",
        **schema,
        "$defs": {
            "condition": _condition().schema(),
            "texts": texts,
            "text-or-texts": {"anyOf": [{"type": "string"}, texts]},
        },
    }
