"""What a policy is: vocabulary, parameters, rules, verdicts, plan and promises, loaded and bound.

Nothing here knows of YAML; ``load`` makes these, every reading takes them.
"""

from adieu.policy.policy import Policy
from adieu.policy.promises import Apart, Assures, Claim, Excludes, Independent, Monotone, Promise
from adieu.policy.rules import (
    GRADES,
    Citation,
    Criterion,
    Nearly,
    Rule,
    Scorecard,
    SourceText,
    Step,
    VerdictRow,
)
from adieu.policy.vocabulary import (
    Calculation,
    Count,
    Definition,
    Fact,
    Given,
    Holds,
    Parameter,
    Phrase,
    RecordField,
    RecordKind,
    Scored,
    Sum,
    speaks_of,
)

__all__ = [
    "GRADES", "Apart", "Assures", "Calculation", "Citation", "Claim", "Count", "Criterion",
    "Definition", "Excludes", "Fact", "Given", "Holds", "Independent", "Monotone", "Nearly",
    "Parameter", "Phrase", "Policy", "Promise", "RecordField", "RecordKind", "Rule", "Scorecard",
    "Scored", "SourceText", "Step", "Sum", "VerdictRow", "speaks_of",
]  # fmt: skip
