"""Facts by name + what became of each rule → what the names in a verdict row stand for."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import expression as ex
from adieu import quantities as q
from adieu.portfolio.sql import rules as r
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.nouns import Number, Plain, Test, Value
from adieu.portfolio.sql.trees import Sql


class Over:
    """Facts, and findings to count."""

    def __init__(self, scope: FactScope, masks: r.Masks) -> None:
        self.scope, self.masks = scope, masks
        self.as_of: Plain = scope.as_of
        self.settings: Mapping[str, q.Setting] = scope.settings

    def fact(self, name: str) -> Value:
        """The value of a fact."""
        return self.scope.fact(name)

    def field(self, name: str) -> Value:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> Number:
        """There is no record at hand."""
        raise LookupError(node)

    def once(self, node: ex.Earlier) -> Test | None:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> Number:
        """How many rules were found, each by its own condition."""
        return r.counted(node, self.scope.policy, self.masks)

    def let(self, name: str, piece: Sql) -> Sql:
        """A name for a piece."""
        return self.scope.let(name, piece)
