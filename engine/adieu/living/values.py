"""A value as a language writes it → the same value as a client's file writes it.

``ja``, ``80 %``, ``1.250,00``, ``€ 1.250`` and ``1 november 2026`` are read beside the ways of a
client's file.  What may mean two things (``1.250`` in Dutch) is refused, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from adieu.clients.fields import UNKNOWN_WORD
from adieu.language import Language, Text, entry
from adieu.quantities import Type, Unreadable

_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "euros": "EUR"}
_DAY = re.compile(r"(?:\w+\s)??(\d{1,2})(?:st|nd|rd|th|er|e)? ([^\W\d]+)\.? (\d{4})\Z")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = r"-?\d+(?:[  .,'’]\d+)*"
_AMOUNT = re.compile(rf"([^\d\s.,-]*)\s*({_DIGITS})\s*([^\d\s.,-]*)\Z")
_COUNTED = re.compile(rf"({_DIGITS})\s*(%|[^\W\d]+)?\Z")


def plain(text: str) -> str:
    """A text as it is compared: one kind of space and apostrophe, no case."""
    folded = unicodedata.normalize("NFC", text).replace("’", "'").casefold()
    return " ".join(folded.split())


def words(language: Language, key: str) -> tuple[str, ...]:
    """The words of the catalogue that mean one thing, as ``yes`` or ``unknown``."""
    return _words(language, key)


@cache
def numbers(language: Language) -> Mapping[str, int]:
    """The words for small numbers; one that has several forms, as ``un/une``, has them all."""
    listed = enumerate(words(language, "numbers"))
    return {word: number for number, forms in listed for word in forms.split("/")}


@cache
def _words(language: Language, key: str) -> tuple[str, ...]:
    listed = entry(language, f"living.words.{key}").split(",")
    return tuple(plain(one) for one in listed)


def canonical(
    text: str, type_: Type, language: Language, choices: Mapping[str, Text] | None = None
) -> str:
    """The text as a client's file has it; one that cannot be read is left to be refused there.

    Raises:
        Unreadable: where a number may mean two things.
    """
    said, folded = text.strip().strip('"“”«»').strip(), plain(text.strip().strip('"“”«»'))
    if type_.name != "text" and folded in words(language, "unknown"):
        return UNKNOWN_WORD
    match type_.name:
        case "yes-no":
            return next((one for one in ("yes", "no") if folded in words(language, one)), said)
        case "number":
            return _counted(said, language, type_)
        case "share":
            return _counted(said, language, type_)
        case "money":
            return _money(said, language)
        case "date" | "moment":
            return _day(said, language)
        case "choice":
            named = {plain(one[language]): name for name, one in (choices or {}).items()}
            bare = {_without_article(one, language): name for one, name in named.items()}
            return named.get(folded) or bare.get(_without_article(folded, language), said)
        case _:
            return said


def _without_article(text: str, language: Language) -> str:
    """A folded text without the article that it begins with."""
    first, _, rest = text.partition(" ")
    if language == "fr":
        text = text.removeprefix("l'")
    return rest if rest and first in words(language, "articles") else text


def _number(text: str, language: Language) -> str:
    """A number with the language's marks of thousands and decimals as plain digits."""
    digits = re.sub(r"[\s'’]", "", text)
    decimal, thousands = (".", ",") if language == "en" else (",", ".")
    grouped = re.fullmatch(rf"-?\d{{1,3}}(?:\{thousands}\d{{3}})+(\{decimal}\d+)?", digits)
    if grouped:
        if language != "en" and grouped[1] is None and digits.count(thousands) == 1:
            whole = digits.replace(thousands, "")
            raise Unreadable("number-twofold", whole=whole, part=digits.replace(".", ","))
        return digits.replace(thousands, "").replace(decimal, ".")
    if decimal == "," and re.fullmatch(r"-?\d+,\d+", digits):
        return digits.replace(",", ".")
    return digits


def _counted(text: str, language: Language, type_: Type) -> str:
    """A number, a share, or a number with its unit; a small number may be a word."""
    first, _, rest = text.partition(" ")
    small = numbers(language).get(plain(first))
    if small is not None:
        text = f"{small} {rest}".strip()
    match = _COUNTED.match(text)
    if not match:
        return text
    number, unit = _number(match[1], language), match[2]
    if unit is None or (type_.unit and plain(unit) in words(language, type_.unit)):
        return number
    return f"{number}%" if unit == "%" else text


def _money(text: str, language: Language) -> str:
    match = _AMOUNT.match(text)
    if not match:
        return text
    sign = match[1] or match[3]
    currency = _CURRENCIES.get(sign.lower(), sign)
    return f"{currency} {_number(match[2], language)}".strip()


def _day(text: str, language: Language) -> str:
    match = _DAY.match(text)
    if not match or _ISO.search(text):
        return text
    month = _months(language).get(plain(match[2]))
    return text if month is None else f"{match[3]}-{month:02}-{int(match[1]):02}"


@cache
def _months(language: Language) -> dict[str, int]:
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for number, name in get_month_names(width, locale=language).items():
            found[plain(name).rstrip(".")] = number
    return found
