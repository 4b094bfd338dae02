"""A case + a policy → every fact of the vocabulary with its value, its origin and its records."""

from adieu.facts.again import computed, derived_within, recounted, rederive
from adieu.facts.derivation import (
    Facts,
    Member,
    Origin,
    aggregated,
    counted,
    derive,
    members_of,
    origin_of,
)
from adieu.facts.scope import FactScope, RecordScope, section_of

__all__ = [
    "FactScope", "Facts", "Member", "Origin", "RecordScope", "aggregated", "computed", "counted",
    "derive", "derived_within", "members_of", "origin_of", "recounted", "rederive", "section_of",
]  # fmt: skip
