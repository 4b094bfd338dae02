"""A row of a portfolio + the review of the same client → where the two do not go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LISTS = ("findings", "superseded", "excused", "undetermined")


def apart(row: Mapping[str, Any], review: Mapping[str, Any], order: list[str]) -> list[str]:
    """What a row says that its client's review does not, in words; ``order`` is harshest first.

    A row knows what is possible by Kleene's logic, a review exactly: a final row is the review's,
    and a provisional one allows all that the review does, and is never harsher.
    """
    found = []
    for name in LISTS:
        theirs = {one["rule"] for one in review[name]}
        if set(row[name]) != theirs:
            found.append(f"{name}: {sorted(row[name])}, reviewed {sorted(theirs)}")
    if row["class"] != review["class"]:
        found.append(f"class: {row['class']}, reviewed {review['class']}")
    ends = [row["score_low"], row["score_high"]]
    shown = None if review["score"] is None else [float(one) for one in review["score"]]
    if shown is None and ends != [None, None]:
        found.append(f"score: {ends}, reviewed none")
    elif shown is not None and any(
        abs(float(one) - other) > 0.06 for one, other in zip(ends, shown, strict=True)
    ):
        found.append(f"score: {ends}, reviewed {shown}")
    possible, exact = list(row["possible"]), list(review["possible_verdicts"])
    if not set(exact) <= set(possible):
        found.append(f"possible: {possible}, reviewed {exact}")
    if order.index(row["verdict"]) < order.index(review["verdict"]):
        found.append(f"verdict: {row['verdict']} is harsher than {review['verdict']}")
    if row["final"] and (not review["final"] or row["verdict"] != review["verdict"]):
        found.append(f"final: {row['verdict']}, reviewed {exact}")
    return [f"{row['client']}: {one}" for one in found]
