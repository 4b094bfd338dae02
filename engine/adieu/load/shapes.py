"""What a policy file looks like, stated once: the loader checks it, ``adieu schema`` prints it."""

from __future__ import annotations

from adieu import quantities as q
from adieu.language import LANGUAGES
from adieu.load.pieces import (
    AT_LEAST,
    CONDITION,
    ID,
    LITERAL,
    NAME,
    TEXT,
    TEXTS,
    WHOLE,
    YES_NO,
    Texts,
    condition_shape,
)
from adieu.policy import GRADES
from adieu.shape import Either, Items, Json, Keys, Leaf, Shape, Table

IDS = {"rules": "rule", "verdicts": "verdict", "plan": "step", "promises": "promise"}
"""The sections that are lists, and the key that names their entries."""
CLAIMS = ("never", "always", "more", "without", "apart")
"""What a promise can say: one of these, ``more`` together with ``verdict``."""


class Claims(Keys, frozen=True):
    """The keys of a promise; that there is one claim is reported where promises are read."""

    def schema(self) -> Json:
        """An object that makes exactly one claim."""
        one_claim = [{"required": [claim]} for claim in CLAIMS]
        together = {"more": ["verdict"], "verdict": ["more"]}
        return {**Keys.schema(self), "oneOf": one_claim, "dependentRequired": together}


WHO = Leaf(words=("client", "firm", "nobody"))
UNIT = Leaf(words=("hours", "days", "months"))
FIELD_TYPES = ("yes-no", "number", "share", "money", "date", "moment", "choice", "word", "text")
FACT_TYPES = ("yes-no", "number", "share", "money", "date", "choice")
PARAMETER_TYPES = ("number", "share", "money", "duration", "hours", "weekdays", "words")


_GROUPS: dict[str, Shape] = {
    "all": CONDITION,
    "any": CONDITION,
    "none": CONDITION,
    "when": CONDITION,
}
_CHOICES = Table(TEXTS, ID)
_PHRASES = Keys({language: Items(TEXT) for language in LANGUAGES})
_PHRASES_DOC = (
    "how scenarios speak of it, as Cucumber expressions, such as "
    "`(the client )changed their mind {int} time(s)` or `a fixed price = no`"
)
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
    patterns={AT_LEAST: CONDITION},
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
        "phrases": _PHRASES,
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
        "phrases": _PHRASES,
        **_GROUPS,
    },
    required=("label",),
    patterns={AT_LEAST: CONDITION},
    docs={
        "type": "what a person answers; leave it out for a fact that is counted, summed or derived",
        "who": "who can change it: the client, the firm, or nobody",
        "beside": "a fact whose value is shown beside the question",
        "count": "the section whose records are counted",
        "sum": "the field that is summed over the records of the section under `of`",
        "value": "a calculation over other facts",
        "phrases": _PHRASES_DOC,
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
PROMISE = Claims(
    {
        "promise": ID,
        "text": TEXTS,
        "when": CONDITION,
        "never": Items(ID),
        "always": Items(ID),
        "more": TEXT,
        "verdict": Leaf(words=("never milder", "never harsher")),
        "without": Items(TEXT),
        "apart": Items(ID),
    },
    required=("promise", "text"),
    docs={
        "when": "of which clients it is promised; leave it out where it is of all",
        "never": "none of these verdicts",
        "always": "one of these verdicts",
        "more": "the fact of which there is more, all else being equal; yes is more than no",
        "verdict": "what more of it never does to the verdict",
        "without": "facts on which no verdict hangs, all else being equal",
        "apart": "rules of which no two are ever found together",
    },
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
        "phrases": _PHRASES,
    },
    required=("label", "question", "scale"),
    docs={"phrases": _PHRASES_DOC},
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
        "promises": Items(PROMISE),
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
        "off": "rules and promises that this firm does without, and why",
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
            "condition": condition_shape().schema(),
            "texts": texts,
            "text-or-texts": {"anyOf": [{"type": "string"}, texts]},
        },
    }
