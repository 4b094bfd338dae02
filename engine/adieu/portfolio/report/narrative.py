"""A summary + what settles + a language → the report as a document: everything that it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adieu import __version__
from adieu import language as lang
from adieu.language import Filling, Language
from adieu.portfolio.report.concentration import concentration
from adieu.portfolio.report.document import Block, Cell, Document, Grid, Paragraph, Part
from adieu.portfolio.report.figures import balance, late, numbers, scores
from adieu.portfolio.report.front import lead, status, title
from adieu.portfolio.report.parting import parting
from adieu.portfolio.report.people import service, undecided
from adieu.portfolio.report.pictures import pictures
from adieu.portfolio.report.settling import Settling
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller


def tell(
    summary: Summary,
    settling: Settling | None,
    language: Language,
    links: Mapping[str, str],
) -> Document:
    """The report in one language; parts that would say nothing are left out."""
    teller = Teller(summary.policy, language, links)
    told = {
        "numbers": numbers(summary, teller),
        "balance": balance(summary, teller),
        "parting": parting(summary, teller) if summary.clients else iter(()),
        "service": service(summary, teller),
        "late": late(summary, teller),
        "scores": scores(summary, teller),
        "concentration": concentration(summary, teller),
        "unknown": undecided(summary, settling, teller),
        "colophon": _colophon(summary, teller),
    }
    parts = (Part(key, teller.say(f"heading.{key}"), tuple(blocks)) for key, blocks in told.items())
    return Document(
        language,
        title(summary, teller),
        teller.say("internal"),
        lead(summary, teller),
        tuple(status(summary, settling, teller)),
        tuple(one for one in parts if one.blocks),
        pictures(summary, teller),
    )


def _colophon(summary: Summary, teller: Teller) -> Iterator[Block]:
    """What it takes to make this report again, and what it is not."""
    policy = summary.policy

    def report(key: str, **values: str | Filling) -> str:
        return lang.say(teller.language, f"report.colophon.{key}", **values)

    title = Filling(teller.own(policy.title, policy.name))
    rows: list[tuple[Cell, ...]] = [
        (report("policy"), report("policy_value", title=title, version=Filling(policy.version))),
        (report("policy_hash"), policy.sha256),
        (teller.say("colophon.clients"), teller.number(summary.clients)),
    ]
    if summary.dates is not None:
        first, last = (lang.day(teller.language, one) for one in summary.dates)
        span = teller.say("colophon.from_to", first=first, last=last)
        key, said = ("date", last) if first == last else ("dates", span)
        rows.append((teller.say(f"colophon.{key}"), said))
    rows.append((report("version"), f"adieu {__version__}"))
    yield Grid((teller.say("colophon.subject"), teller.say("colophon.value")), tuple(rows))
    yield Paragraph(teller.say("colophon.person"), strong=True)
    yield Paragraph(f"{teller.say('colophon.exact')} {teller.say('colophon.repeat')}")
