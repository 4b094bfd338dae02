"""A narrative + the names of its pictures → one Markdown document."""

from __future__ import annotations

from adieu.narrative import Narrative
from adieu.report.sections import Pictures, sections

__all__ = ["Pictures", "to_markdown"]


def to_markdown(narrative: Narrative, pictures: Pictures | None = None) -> str:
    """The report as GitHub-flavoured Markdown that also reads well as plain text."""
    return "\n\n".join(section.markdown for section in sections(narrative, pictures)) + "\n"
