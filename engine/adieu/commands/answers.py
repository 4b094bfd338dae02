"""What a person types + the type that is asked for → a value, and its spelling in a client's file.

Answers are read in the reader's language as well: ``ja``, ``12,5 %``, the words of a choice.  What
can mean two things is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct, field

from adieu import language as lang
from adieu import policy as p
from adieu.case import Case
from adieu.clients.answered import Given, field_of, record_of
from adieu.clients.fields import MAX_TEXT, still_open
from adieu.commands import terminal as t
from adieu.facts import Facts
from adieu.language import LANGUAGES, Filling, Language, Text
from adieu.logic import INFINITY, Interval, Options
from adieu.quantities import Type, Unreadable, day, number, plain, read_value, spell

_MOST_WORDS = 8
_SIGNS = {"€": "EUR", "£": "GBP"}
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f’'](?=\d{3}(?!\d))")
_CLOCK = re.compile(r"(\d{1,2})\s?[:h.]\s?(\d{2})\Z")
_DATED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z")
_AMOUNT = re.compile(
    r"(?P<before>[A-Za-z]{3}|[€£])?\s*(?P<number>[+-]?\d.*?)\s*(?P<after>[A-Za-z]{3}|[€£])?\Z"
)


class Form(Struct, frozen=True):
    """What an answer has to look like: its type, the words of its choices, what it is about.

    ``currency`` is the one that the client's amounts are in; ``on`` the day of a moment; ``ends``
    what the lowest and the highest score mean; ``known`` the words that the policy knows.
    """

    name: str
    type: Type
    as_of: date
    choices: Mapping[str, Text] = field(default_factory=dict)
    whole: bool = False
    currency: str = ""
    on: date | None = None
    ends: tuple[Text, Text] | None = None
    known: tuple[str, ...] = ()


def form_of(facts: Facts, name: str) -> Form:
    """The form of the answer to a question about a fact or about a field of a record."""
    policy, case = facts.policy, facts.case
    about = field_of(name)
    currencies = set(_currencies(case))
    currency = currencies.pop() if len(currencies) == 1 else ""
    if about is not None:
        kind = policy.records[about[0]]
        asked = kind.fields[about[2]]
        on = record_of(case, name).on if asked.name == kind.date else None
        return Form(name, asked.type, case.as_of, asked.choices, False, currency, on,
                    known=_words(policy, asked.type))  # fmt: skip
    fact = policy.facts[name]
    whole = isinstance(fact.definition, p.Count)
    card = policy.scorecard
    scored = [one for one in card.criteria if one.name == name] if card else []
    ends = (scored[0].low, scored[0].high) if scored else None
    known = _words(policy, fact.type)
    return Form(name, fact.type, case.as_of, fact.choices, whole, currency, None, ends, known)


def _currencies(case: Case) -> Iterator[str]:
    values = [one.value for one in case.answers.values()]
    for section in case.sections.values():
        values += [value for one in section.records for value in one.fields.values()]
    yield from (one.unit for one in values if isinstance(one, Interval) and one.unit)


def _words(policy: p.Policy, type_: Type) -> tuple[str, ...]:
    """The words that the policy compares a free word with."""
    if type_.name != "word":
        return ()
    settings = [one for one in policy.settings.values() if isinstance(one, Options)]
    words = sorted({word for one in settings for word in one.words or ()})
    return tuple(words) if len(words) <= _MOST_WORDS else ()


def hint(form: Form, language: Language) -> str:
    """What an answer has to look like, in a few words."""

    def say(key: str, **values: str | Filling) -> str:
        return t.say(language, f"ask.hint.{key}", **values)

    match form.type.name:
        case "choice":
            return say("choice")
        case "date":
            return say("date-or-open" if form.type.open else "date")
        case "moment":
            return say("time")
        case "word" if form.known:
            return say("word-known", words=", ".join(form.known))
        case "number" if form.type.high < INFINITY:
            low, high = spell(form.type.low, form.type), spell(form.type.high, form.type)
            if form.ends is None:
                return say("range", low=low, high=high)
            least, most = (text[language] for text in form.ends)
            return say("score", low=low, high=high, least=least, most=most)
        case "number" if form.type.unit:
            return say("unit", unit=lang.unit(language, form.type.unit, 2).split()[-1])
        case "number" if form.whole:
            return say("whole")
        case "money":
            return say("money", currency=form.currency or "EUR")
        case name:
            return say(name)


def choices(form: Form, language: Language) -> tuple[str, ...]:
    """The choices of an answer, each with its number, its words and how it is written."""
    listed = []
    for index, one in enumerate(form.type.choices, start=1):
        words = form.choices[one][language] if one in form.choices else one
        shown = words if words.casefold() == one else f"{words} ({one})"
        listed.append(f"{index}. {shown}")
    return tuple(listed)


def read_answer(typed: str, form: Form, language: Language) -> Given:
    """The answer that a person typed.

    Raises:
        Unreadable: where it is of another form, or could mean two things.
    """
    text = typed.strip()
    if len(text) > MAX_TEXT:
        raise Unreadable("shorter", limit=MAX_TEXT)
    match form.type.name:
        case "yes-no":
            text = _yes_no(text)
        case "choice":
            text = _choice(text, form, language)
        case "share":
            text = _share(text, language)
        case "money":
            text = _money(text, form.currency, language)
        case "number":
            text = _number(text, form, language)
        case "date":
            if form.type.open and text.casefold() in _every("ask.words.open"):
                return Given(form.name, still_open(form.as_of), None)
            text = _date(text, language)
        case "moment":
            text = _moment(text, form.on)
        case _:
            if not text.isprintable():
                raise Unreadable("word")
    return Given(form.name, read_value(text, form.type), text)


def is_skip(typed: str) -> bool:
    """Whether somebody says, in any of the languages, that they do not know."""
    return _plain_words(typed) in {"", "-", *_every("ask.words.skip")}


def yes_or_no(typed: str) -> bool | None:
    """Yes or no in any of the languages; nothing where it is neither."""
    try:
        return _yes_no(typed.strip()) == "yes"
    except Unreadable:
        return None


def _every(key: str) -> frozenset[str]:
    """The words of an entry in all languages."""
    entries = (lang.entry(one, f"terminal.{key}") for one in LANGUAGES)
    return frozenset(word.strip() for text in entries for word in text.split(","))


def _plain_words(typed: str) -> str:
    return " ".join(typed.casefold().replace("’", "'").strip(" .!").split())


def _yes_no(text: str) -> str:
    word = _plain_words(text)
    for answer in ("yes", "no"):
        if word in _every(f"ask.words.{answer}"):
            return answer
    raise Unreadable("yes-no")


def _choice(text: str, form: Form, language: Language) -> str:
    known = form.type.choices
    wanted = _plain_words(text)
    if wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(known):
        return known[int(wanted) - 1]
    for one in known:
        words = {_plain_words(text) for text in form.choices.get(one, {}).values()}
        if wanted in {one.casefold(), *words}:
            return one
    shown = [form.choices[one][language] if one in form.choices else one for one in known]
    raise Unreadable("choice", choices=", ".join(f"`{one}`" for one in shown))


def _decimal(text: str, language: Language) -> str:
    """A number as the policy language writes it; signs between groups of digits are left out."""
    digits = _SPACES.sub("", text)
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        mark, group = (",", ".") if digits.rindex(",") > digits.rindex(".") else (".", ",")
        whole, _, part = digits.rpartition(mark)
        if not re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(group)}\d{{3}})+", whole):
            raise Unreadable("number")
        return f"{whole.replace(group, '')}.{part}"
    if commas + dots > 1:
        if not re.fullmatch(r"[+-]?\d{1,3}([.,]\d{3})+", digits):
            raise Unreadable("number")
        return re.sub("[.,]", "", digits)
    whole, mark, part = digits.partition("," if commas else ".")
    grouped = len(part) == 3 and re.fullmatch(r"[+-]?[1-9]\d{0,2}", whole)
    if grouped and (commas or language != "en"):
        raise Unreadable(
            "one-number", text=text, whole=whole + part, parts=plain(Fraction(f"{whole}.{part}"))
        )
    return f"{whole}.{part}" if mark else whole


def _share(text: str, language: Language) -> str:
    match = re.fullmatch(r"(.*?)\s*(%|percent|per cent|procent|pour cent)", text.casefold())
    try:
        exact = Fraction(number(_decimal(match[1] if match else text, language)))
    except Unreadable as error:
        if error.expected.key in ("expected.digits", "expected.one-number"):
            raise
        raise Unreadable("share") from None
    if match is None and exact >= 1:
        raise Unreadable("share")
    return f"{plain(exact if match else exact * 100)}%"


def _money(text: str, currency: str, language: Language) -> str:
    match = _AMOUNT.match(text)
    if match is None or (match["before"] and match["after"]):
        raise Unreadable("money")
    sign = match["before"] or match["after"]
    unit = _SIGNS.get(sign, sign.upper()) if sign else currency
    if not unit:
        raise Unreadable("money")
    try:
        exact = Fraction(number(_decimal(match["number"], language)))
    except Unreadable as error:
        if error.expected.key in ("expected.digits", "expected.one-number"):
            raise
        raise Unreadable("money") from None
    amount = plain(exact)
    whole, _, cents = amount.partition(".")
    return f"{unit} {whole}.{cents.ljust(2, '0')}"


def _number(text: str, form: Form, language: Language) -> str:
    if form.type.unit:
        words = {lang.unit(one, form.type.unit, count).split()[-1].casefold()
                 for one in LANGUAGES for count in (1, 2)}  # fmt: skip
        before, _, last = text.replace("\u00a0", " ").rpartition(" ")
        text = before.strip() if last.casefold() in words else text
    exact = number(_decimal(text, language))
    if form.whole and not isinstance(exact, int):
        raise Unreadable("whole")
    return plain(exact)


def _date(text: str, language: Language) -> str:
    """A date; with the day first where the language or the numbers leave no doubt."""
    match = _DATED.match(text)
    if match is None:
        return day(text).isoformat()
    first, second, year = int(match[1]), int(match[2]), match[3]
    if language == "en" and first <= 12 and second <= 12 and first != second:
        raise Unreadable("date")
    if language == "en" and second > 12:
        first, second = second, first
    return day(f"{year}-{second:02}-{first:02}").isoformat()


def _moment(text: str, on: date | None) -> str:
    """A time of day, on the day that is known; or that day with the time."""
    match = _CLOCK.match(text)
    if match and on is not None:
        return f"{on.isoformat()} {int(match[1]):02}:{match[2]}"
    told = on is None or (text.startswith(on.isoformat()) and len(text) > len(on.isoformat()))
    if not told:
        raise Unreadable("moment")
    return text
