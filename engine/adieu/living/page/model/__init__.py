"""What a page says, in one language, in the order in which it says it.

Every text is raw: the page's rendering escapes it.  ``anchor`` is where a part can be linked to,
``href`` an anchor of the same page, or nothing where there is none.
"""

from adieu.living.page.model.examples import (
    Examples,
    Feature,
    Group,
    Pieces,
    Row,
    Scenario,
    Status,
    Step,
    Table,
)
from adieu.living.page.model.page import Figure, Page
from adieu.living.page.model.parts import (
    Classes,
    Criterion,
    Entry,
    Gate,
    Kind,
    Parameter,
    PlanStep,
    Promise,
    Rule,
    Verdict,
    Weight,
)
from adieu.living.page.model.pieces import Dot, Line, Link, Scale, Tree
from adieu.living.page.model.since import Change, RuleChange, Shift, Since, ToldClient

__all__ = [
    "Change", "Classes", "Criterion", "Dot", "Entry", "Examples", "Feature", "Figure", "Gate",
    "Group", "Kind", "Line", "Link", "Page", "Parameter", "Pieces", "PlanStep", "Promise", "Row",
    "Rule", "RuleChange", "Scale", "Scenario", "Shift", "Since", "Status", "Step", "Table",
    "ToldClient", "Tree", "Verdict", "Weight",
]  # fmt: skip
