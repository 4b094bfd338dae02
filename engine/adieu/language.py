"""Keys, values and a language → words, numbers and dates as its readers write them.

The catalogue (``catalogue/LANGUAGE/*.yaml``) holds every fixed word that a user sees.  Babel knows
how numbers, dates and plurals are written (Unicode CLDR).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

    from adieu.diagnostics import Diagnostic, Note
    from adieu.logic import Bound
    from adieu.quantities import Duration

Language = Literal["en", "nl", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "nl", "fr")

Text = Mapping[Language, str]
"""A text in every language, with placeholders that ``fill`` fills in."""

_LOCALES: Mapping[Language, str] = {"en": "en_GB", "nl": "nl_NL", "fr": "fr_FR"}
_AREAS = (
    "diagnostics", "report", "sentences", "terminal", "living", "testing", "portfolio", "tables",
    "docs", "api",
)  # fmt: skip
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_UNSHOWN = ("Cc", "Cs", "Zl", "Zp")
_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z_][\w.-]*)\s*(?::([^{}|]*)\|([^{}|]*))?\}")


class Filling(NamedTuple):
    """What goes into a placeholder: its words, and the number that its plural goes by."""

    words: str
    amount: Fraction | int | None = None


@cache
def _catalogue(language: Language, area: str) -> Mapping[str, str]:
    """One area of the catalogue, flattened to dotted keys."""
    import yaml

    path = resources.files("adieu") / "catalogue" / language / f"{area}.yaml"
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    flat: dict[str, str] = {}

    def flatten(prefix: str, tree: Mapping[str, object]) -> None:
        for key, value in tree.items():
            if isinstance(value, Mapping):
                flatten(f"{prefix}{key}.", value)
            else:
                flat[f"{prefix}{key}"] = str(value)

    tree = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - it builds texts only
    flatten("", tree)
    return flat


def catalogue(language: Language) -> Mapping[str, str]:
    """Every entry of a language, by dotted key."""
    return {key: text for area in _AREAS for key, text in _catalogue(language, area).items()}


def entry(language: Language, key: str) -> str:
    """The text of one entry as it stands in the catalogue.

    Raises:
        KeyError: where no area has it.
    """
    first = key.split(".", 1)[0]
    area = "diagnostics" if first in ("diagnostic", "help", "expected", "type") else first
    for one in (area, *(other for other in _AREAS if other != area)):
        if one in _AREAS and key in (entries := _catalogue(language, one)):
            return entries[key]
    raise KeyError(key)


def say(language: Language, key: str, /, **values: str | int | Filling) -> str:
    """An entry of the catalogue, filled in."""
    fillings = {
        name: value
        if isinstance(value, Filling)
        else Filling(number(language, value), value)
        if isinstance(value, int)
        else Filling(value)
        for name, value in values.items()
    }
    return fill(language, entry(language, key), fillings)


def say_note(language: Language, note: Note) -> str:
    """A note of a diagnostic in words."""
    return say(
        language,
        note.key,
        **{
            name: value if isinstance(value, str | int) else say_note(language, value)
            for name, value in note.values.items()
        },
    )


def say_diagnostic(language: Language, one: Diagnostic) -> str:
    """A diagnostic as it is printed: place, message and code, the line with a caret, help."""
    place = f"{one.where}: " if one.where else ""
    warning = f"{entry(language, 'terminal.warning')}: " if one.severity == "warning" else ""
    lines = [f"{place}{warning}{say_note(language, one.message)} [{one.code}]"]
    if one.where and one.where.line_text is not None and one.where.column:
        lines += _caret(one)
    if one.help:
        lines.append(f"   {entry(language, 'help.label')}: {say_note(language, one.help)}")
    return "\n".join(map(printable, lines))


def printable(text: str) -> str:
    """A line without characters that would move the cursor, colour a terminal or turn the text."""
    return "".join(
        "\ufffd" if one in _TURNING or unicodedata.category(one) in _UNSHOWN else one
        for one in text
    )


def _caret(one: Diagnostic) -> list[str]:
    assert one.where is not None
    text, column, width = one.where.line_text or "", one.where.column, one.where.width
    start = max(0, column - 60) if len(text) > 120 else 0
    shown = text[start : start + 120].replace("\t", " ")
    number_ = str(one.where.line).rjust(5)
    marks = "~" * max(1, min(width, len(shown) - (column - 1 - start)))
    return [f"{number_} | {shown}", f"      | {' ' * (column - 1 - start)}{marks}"]


def fill(language: Language, template: str, fillings: Mapping[str, Filling]) -> str:
    """A text with its placeholders filled in; ``{name: one | more}`` chooses by the number."""

    def replace(match: re.Match[str]) -> str:
        name, one, more = match.groups()
        filling = fillings[name]
        if one is None:
            return filling.words
        singular = filling.amount is not None and _is_singular(language, filling.amount)
        return (one if singular else more).strip().replace("#", filling.words)

    return _PLACEHOLDER.sub(replace, template)


def placeholders(template: str) -> tuple[str, ...]:
    """The names that a text leaves to be filled in."""
    return tuple(match[1] for match in _PLACEHOLDER.finditer(template))


def stray_brace(template: str) -> int | None:
    """Where a brace stands that belongs to no placeholder."""
    rest = _PLACEHOLDER.sub(lambda match: " " * len(match[0]), template)
    match = re.search(r"[{}]", rest)
    return match.start() if match else None


def _is_singular(language: Language, count: Fraction | int) -> bool:
    form: str = _locale(language).plural_form(_decimal(count, 6))
    return form == "one"


@cache
def _locale(language: Language) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES[language])


def _decimal(exact: Bound, places: int) -> Decimal:
    """An exact number rounded half up to so many decimals."""
    value = Fraction(exact)
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = quotient.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded.normalize() if rounded else Decimal(0)


@lru_cache(maxsize=4096)
def number(language: Language, exact: int | Fraction, places: int = 2) -> str:
    """A number, rounded half up to at most so many decimals."""
    from babel.numbers import format_decimal

    pattern = "#,##0." + "#" * places if places else "#,##0"
    text: str = format_decimal(_decimal(exact, places), pattern, locale=_locale(language))
    return _breakable(text)


def share(language: Language, exact: int | Fraction, places: int = 1) -> str:
    """A share of one as a percentage."""
    percentage = number(language, Fraction(exact) * 100, places)
    return f"{percentage}%" if language != "fr" else f"{percentage}\u00a0%"


@lru_cache(maxsize=4096)
def money(language: Language, exact: int | Fraction, currency: str) -> str:
    """An amount with its currency."""
    from babel.numbers import format_currency

    amount = _decimal(exact, 2)
    if not currency:
        return number(language, exact)
    text: str = format_currency(amount, currency, locale=_locale(language))
    return _breakable(text)


@lru_cache(maxsize=4096)
def day(language: Language, on: date) -> str:
    """A date in words, as 1 November 2026."""
    from babel.dates import format_date

    text: str = format_date(on, "d MMMM y", locale=_locale(language))
    return text if language != "fr" or on.day != 1 else text.replace("1 ", "1er ", 1)


@lru_cache(maxsize=4096)
def short_day(language: Language, on: date) -> str:
    """A date in few characters, as 1 Nov 2026."""
    from babel.dates import format_date

    text: str = format_date(on, "d MMM y", locale=_locale(language))
    return text if language != "fr" or on.day != 1 else text.replace("1 ", "1er ", 1)


@lru_cache(maxsize=4096)
def month(language: Language, on: date) -> str:
    """A month and its year for an axis, as Nov 2026."""
    from babel.dates import format_date

    text: str = format_date(on, "MMM y", locale=_locale(language))
    return text


def duration(language: Language, length: Duration) -> str:
    """A length of time, as 12 months."""
    parts = []
    if length.months:
        parts.append(unit(language, "months", length.months))
    if length.days or not parts:
        parts.append(unit(language, "days", length.days))
    return " ".join(parts)


@lru_cache(maxsize=4096)
def unit(language: Language, name: str, count: int | Fraction) -> str:
    """A number with its unit in the right number, as 1 hour or 3 hours."""
    filling = Filling(number(language, count), count)
    return fill(language, entry(language, f"sentences.unit.{name}"), {"count": filling})


def listing(language: Language, items: list[str], joint: str = "and") -> str:
    """Items in a row, with "and" (or "or") before the last."""
    if len(items) < 2:
        return "".join(items)
    word = entry(language, f"sentences.{joint}")
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def _breakable(text: str) -> str:
    """A number with plain no-break spaces, which every font has."""
    return text.replace("\u202f", "\u00a0")
