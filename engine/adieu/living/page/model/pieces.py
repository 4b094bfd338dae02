"""What the parts of a page are made of: conditions, links, scales."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct


class Line(Struct, frozen=True):
    """A condition: what it is about and what is required of that."""

    subject: str
    required: str
    subject_href: str = ""
    required_href: str = ""


class Tree(Struct, frozen=True):
    """Conditions of which, as ``heading`` says, all, some or none have to hold."""

    heading: str
    parts: tuple[Line | Tree, ...]


class Link(Struct, frozen=True):
    """A name, and where on the page it is explained."""

    text: str
    href: str = ""


class Dot(Struct, frozen=True):
    """A scenario on a scale: its value, what became of the rule, its name."""

    value: Fraction
    outcome: str
    name: str


class Scale(Struct, frozen=True):
    """A threshold with the scenarios around it.

    ``above`` says on which side of the threshold the condition holds (nothing: only on it),
    ``reached`` whether the threshold itself is enough.  Where it is not ``even``, values lie at
    equal distances, since some are too close together.  ``marks`` are values with their words,
    ``told`` the picture in words, ``outcomes`` the words of what became of rules.
    """

    name: str
    title: str
    threshold: Fraction
    above: bool | None
    reached: bool
    even: bool
    words: str
    marks: tuple[tuple[Fraction, str], ...]
    dots: tuple[Dot, ...]
    told: str
    outcomes: Mapping[str, str]
