"""A policy, held scenarios and figures + a language → everything that its page says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from adieu import __version__
from adieu import language as lang
from adieu import policy as p
from adieu.language import LANGUAGES, Filling, Language
from adieu.living.page import glossary, parts
from adieu.living.page import model as m
from adieu.living.page.examples import Shelf
from adieu.living.page.held import Held
from adieu.living.page.homes import CLASSES, PLAN, VERDICTS
from adieu.living.page.rules import rules_by_theme
from adieu.living.page.scales import Scales
from adieu.living.page.words import PageWords, plain_name


class Noticed(Struct, frozen=True):
    """How many of the small mistakes put into the policy its scenarios notice.

    ``languages`` has the same for the scenarios of one language alone.
    """

    killed: int
    of: int
    languages: Mapping[Language, tuple[int, int]] = field(default_factory=dict)


class Known(Struct, frozen=True):
    """What others found out about the policy: the fate of each promise, how sharp examples are."""

    fates: Mapping[str, str] = field(default_factory=dict)
    noticed: Noticed | None = None


def page_of(
    policy: p.Policy,
    scenarios: Sequence[Held],
    language: Language,
    known: Known,
    since: m.Since | None = None,
    languages: Sequence[Language] = LANGUAGES,
) -> m.Page:
    """The page of a policy in one language.

    Args:
        policy: The policy.
        scenarios: Its scenarios in every language, held to it.
        language: The language of the page.
        known: What others found out about the policy.
        since: What changed since another version.
        languages: The languages in which there is a page.
    """
    words = PageWords(policy, language)
    shelf, scales = Shelf(words, scenarios), Scales(words)
    shown = [one for home in shelf.homes for one in shelf.chosen(home)]
    told = rules_by_theme(words, shelf, scales)
    promised = parts.promises(words, known.fates)
    return m.Page(
        language,
        tuple((one, lang.say(one, "docs.own-name"), file_name(policy, one)) for one in languages),
        words.text(policy.title, plain_name(policy.name)),
        policy.version,
        "" if policy.effective_from is None else lang.day(language, policy.effective_from),
        policy.sha256,
        __version__,
        tuple(_figures(words, scenarios, promised, known.noticed)),
        tuple(_remarks(words, scenarios, known.noticed)),
        since,
        parts.verdicts(words),
        parts.weights(words),
        parts.gates(words, shelf, scales),
        _repair(words),
        told,
        parts.classes(words),
        shelf.examples(CLASSES),
        parts.plan(words),
        shelf.examples(PLAN),
        promised,
        parts.parameters(words),
        tuple(shelf.link(one) for one in shown if one.to_confirm),
        tuple(shelf.link(one) for one in scenarios if one.status == "failed"),
        shelf.examples(VERDICTS),
        glossary.entries(words),
        glossary.kinds(words),
    )


def file_name(policy: p.Policy, language: Language) -> str:
    """The file in which the page of a policy lies."""
    return f"{policy.name}.{language}.html"


def _figures(
    words: PageWords,
    scenarios: Sequence[Held],
    promised: Sequence[m.Promise],
    noticed: Noticed | None,
) -> Iterator[m.Figure]:
    """The headline numbers."""
    policy, say = words.policy, words.say

    def number(count: int) -> str:
        return lang.number(words.language, count)

    grades = Counter(one.grade for one in policy.active)
    sorts = [
        words.values.say(
            "detail", label=Filling(words.grade(one)), value=Filling(number(grades[one]))
        )
        for one in p.GRADES
        if grades[one]
    ]
    active = len(policy.active)
    yield m.Figure(
        number(active), _of(say("figures.rules", count=active), " · ".join(sorts)), "rules"
    )
    count = len(scenarios)
    states = Counter(one.status for one in scenarios)
    remark = say("figures.all-hold") if count and states["passed"] == count else ""
    yield m.Figure(number(count), _of(say("figures.scenarios", count=count), remark), "")
    if failed := states["failed"]:
        yield m.Figure(number(failed), say("figures.failed", count=failed), "failing")
    waiting = sum(one.to_confirm for one in scenarios)
    yield m.Figure(number(waiting), say("figures.to-confirm", count=waiting), "to-confirm")
    if noticed is not None:
        share = _share(words, noticed.killed, noticed.of)
        yield m.Figure(share, say("figures.noticed"), "")
    proved = sum(one.fate == "proved" for one in promised)
    if proved:
        remark = say("figures.of", count=len(promised)) if proved < len(promised) else ""
        yield m.Figure(number(proved), _of(say("figures.proved", count=proved), remark), "promises")


def _share(words: PageWords, killed: int, of: int) -> str:
    """A share in percent; never 100 % where something is left."""
    share = Fraction(killed, of) if of else Fraction(1)
    return lang.share(words.language, Fraction(int(share * 1000), 1000))


def _of(words: str, remark: str) -> str:
    return f"{words} ({remark})" if remark else words


def _remarks(words: PageWords, scenarios: Sequence[Held], noticed: Noticed | None) -> Iterator[str]:
    """What the headline numbers mean."""
    by_language = Counter(one.language for one in scenarios)
    if len(by_language) > 1:
        listed = [
            words.say("examples.in", language=Filling(words.say(f"language.{one}")), count=count)
            for one in LANGUAGES
            if (count := by_language[one])
        ]
        yield words.say("figures.by-language", listed=Filling(words.listing(listed)))
    not_run = sum(one.status == "not-run" for one in scenarios)
    if not_run:
        yield words.say("figures.not-run", count=not_run)
    if noticed is not None:
        yield words.say("figures.mutation", count=noticed.of, killed=noticed.killed)
        listed = [
            words.say(
                "figures.in-language",
                share=Filling(_share(words, *noticed.languages[one])),
                language=Filling(words.say(f"language.{one}")),
            )
            for one in LANGUAGES
            if one in noticed.languages
        ]
        if len(listed) > 1:
            yield words.say("figures.alone", listed=Filling(words.listing(listed)))


def _repair(words: PageWords) -> str:
    """What it means that repair was tried, where the verdict table asks for it."""
    asked = any(one.repair_tried for one in words.policy.counts)
    return words.say("verdicts.repair") if asked else ""
