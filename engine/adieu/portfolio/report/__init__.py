"""The rows of a portfolio + a policy + a language → its report: Markdown, HTML and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adieu.language import Language
from adieu.policy import Policy
from adieu.portfolio.report.narrative import tell
from adieu.portfolio.report.page import Rendered, render
from adieu.portfolio.report.roles import facts_to_settle, facts_wanted
from adieu.portfolio.report.settling import Settling, settling
from adieu.portfolio.report.summary import Summary, summarize
from adieu.portfolio.rows import Row

__all__ = [
    "Rendered",
    "facts_to_settle",
    "facts_wanted",
    "portfolio_report",
    "portfolio_reports",
    "settling",
    "summarize",
]


def portfolio_report(
    policy: Policy,
    rows: Iterable[Row],
    language: Language,
    without: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
    open_rows: Iterable[Row] | None = None,
) -> Rendered:
    """The report in one language; see ``portfolio_reports``."""
    return portfolio_reports(policy, rows, (language,), without, links, open_rows)[language]


def portfolio_reports(
    policy: Policy,
    rows: Iterable[Row],
    languages: Sequence[Language],
    without: Sequence[str] = (),
    links: Mapping[str, str] | None = None,
    open_rows: Iterable[Row] | None = None,
    stem: str = "portfolio",
) -> dict[Language, Rendered]:
    """The report in several languages from one pass over the rows.

    Args:
        policy: the policy that judged the rows.
        rows: those of ``rows_of`` or ``rows_in``, with the facts of ``facts_wanted``.
        languages: the languages to tell it in.
        without: the ids of clients to do without, beside those that the verdicts propose.
        links: the path of each single review, by client, relative to the report; ``{language}``
            and ``{format}`` in it stand for those of the report (``en``, ``md`` or ``html``).
        open_rows: provisional rows with the facts of ``facts_to_settle``, to find the question that
            settles most; some of very many are enough, for the report says how many were tried.
            Without them it says nothing of that.
        stem: what the names of its pictures begin with.
    """
    summary: Summary = summarize(policy, rows, without)
    settled: Settling | None = settling(policy, open_rows) if open_rows is not None else None
    return {one: render(tell(summary, settled, one, links or {}), stem) for one in languages}
