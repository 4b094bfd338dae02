"""What a page says of what changed since another version of the policy."""

from __future__ import annotations

from msgspec import Struct


class ToldClient(Struct, frozen=True):
    """A client in words: what is known and is neither no nor zero, what is, what happened."""

    caption: str
    facts: tuple[tuple[str, str], ...]
    quiet: str
    records: tuple[str, ...]


class Change(Struct, frozen=True):
    """Clients who get another verdict than under the last version, with the simplest of them."""

    old: str
    new: str
    direction: str
    client: ToldClient | None


class RuleChange(Struct, frozen=True):
    """A rule that changed, with clients of whom it is found now, or was before."""

    title: str
    href: str
    changes: str
    clients: tuple[ToldClient, ...]


class Shift(Struct, frozen=True):
    """A parameter that has another value than before."""

    title: str
    href: str
    old: str
    new: str


class Since(Struct, frozen=True):
    """What changed since another version of the policy."""

    title: str
    headline: str
    remarks: tuple[str, ...]
    changes: tuple[Change, ...]
    rules: tuple[RuleChange, ...]
    shifts: tuple[Shift, ...]
    same: str
    listed: tuple[str, ...]
