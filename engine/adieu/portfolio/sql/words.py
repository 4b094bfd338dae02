"""Choices and free words of which some are unknown → whether they are the same, or among some."""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import MAYBE, NO, YES, Choices, Test, Word
from adieu.portfolio.sql.trees import Sql


def fixed(words: frozenset[str] | None) -> Word | Choices:
    """A word that is known beforehand, or one of several."""
    if words is None:
        return Word(exp.null(), None)
    if len(words) == 1:
        return Word(t.text(next(iter(words))), words, True)
    yes = exp.Boolean(this=True)
    return Choices(tuple((one, yes) for one in sorted(words)))


def within(value: Word | Choices, allowed: frozenset[str]) -> Test:
    """Whether the word is one of those allowed."""
    if not allowed:
        return NO
    if isinstance(value, Word):
        if isinstance(value.sql, exp.Literal):
            return YES if value.sql.name in allowed else NO
        if value.choices is None:
            return Test(_among(value.sql, allowed), value.sure)
        if value.choices <= allowed:
            return YES
        if value.choices.isdisjoint(allowed):
            return NO
        return Test(_among(value.sql, allowed & value.choices), value.sure)
    outside = [may for word, may in value.may if word not in allowed]
    inside = [may for word, may in value.may if word in allowed]
    return _decided(t.negation(t.disjunction(outside)), t.negation(t.disjunction(inside)))


def same(left: Word | Choices, right: Word | Choices) -> Test:
    """Whether two words are the same; unknown where either of them may be another."""
    if isinstance(right, Word) and isinstance(right.sql, exp.Literal):
        return within(left, frozenset((right.sql.name,)))
    if isinstance(left, Word) and isinstance(right, Word):
        return _same_word(left, right)
    if isinstance(left, Word) and left.choices is None:
        return _open_against(left, right)
    if isinstance(right, Word) and right.choices is None:
        return _open_against(right, left)
    words = sorted({one for one, _ in (*options(left), *options(right))})
    first, second = dict(options(left)), dict(options(right))
    never = exp.Boolean(this=False)
    both = [t.conjunction([first.get(one, never), second.get(one, never)]) for one in words]
    beyond = [
        t.conjunction([first.get(one, never), t.negation(second.get(one, never))]) for one in words
    ]
    alike = t.conjunction([t.negation(t.disjunction(beyond)), known(right).sql])
    return _decided(alike, t.negation(t.disjunction(both)))


def _same_word(left: Word, right: Word) -> Test:
    """Whether two words that are known, or nothing is known of, are the same."""
    if None not in (left.choices, right.choices) and (left.choices or frozenset()).isdisjoint(
        right.choices or ()
    ):
        return NO
    alike = t.related(left.sql, "=", right.sql)
    if left.choices == right.choices or (left.sure and right.sure):
        return Test(alike, left.sure and right.sure)
    return Test(t.case(_outside(left, right) + _outside(right, left), alike))


def known(value: Word | Choices) -> Test:
    """Whether it is one word."""
    if isinstance(value, Word):
        if value.sure or (value.choices is not None and len(value.choices) == 1):
            return YES
        return Test(t.is_not_null(value.sql), True)
    return Test(t.related(_how_many(value), "=", exp.Literal.number(1)), True)


def if_known(value: Word | Choices) -> Sql:
    """The word where it is known, else NULL."""
    if isinstance(value, Word):
        return value.sql
    return t.case(
        [(known(value).sql, t.case([(may, t.text(word)) for word, may in value.may]))],
        t.null("text"),
    )


def options(value: Word | Choices) -> tuple[tuple[str, Sql], ...]:
    """Each word that it may be, and whether it may."""
    if isinstance(value, Choices):
        return value.may
    if isinstance(value.sql, exp.Literal):
        return ((value.sql.name, exp.Boolean(this=True)),)
    return tuple(
        (one, t.possible(t.related(value.sql, "=", t.text(one))))
        for one in sorted(value.choices or ())
    )


def either(given: Word, other: Word | Choices) -> Word | Choices:
    """What was given; where nothing was, the other."""
    if isinstance(other, Word) and (other.sure or other.choices == given.choices):
        choices = None if None in (given.choices, other.choices) else (
            (given.choices or frozenset()) | (other.choices or frozenset())
        )  # fmt: skip
        return Word(t.function(exp.Coalesce, given.sql, other.sql), choices, other.sure)
    there = t.is_not_null(given.sql)
    found = dict(options(other))
    listed = dict.fromkeys((*found, *sorted(given.choices or ())))
    return Choices(
        tuple(
            (
                one,
                t.case(
                    [(there, t.related(given.sql, "=", t.text(one)))],
                    found.get(one, exp.Boolean(this=False)),
                ),
            )
            for one in listed
        )
    )


def _among(node: Sql, words: Iterable[str]) -> Sql:
    listed = sorted(words)
    if len(listed) == 1:
        return t.related(node, "=", t.text(listed[0]))
    return exp.In(this=t.wrapped(node), expressions=[t.text(one) for one in listed])


def _outside(one: Word, other: Word) -> list[tuple[Sql, Sql]]:
    """An unknown choice is not a word that is none of its choices."""
    if one.choices is None or one.sure:
        return []
    among = _among(other.sql, one.choices)
    unlike = t.conjunction([t.is_null(one.sql), t.negation(among)])
    return [(unlike, exp.Boolean(this=False))]


def _open_against(free: Word, other: Word | Choices) -> Test:
    """A free word against a choice."""
    branches = [
        (t.conjunction([t.related(free.sql, "=", t.text(word)), known(other).sql, may]),
         exp.Boolean(this=True))
        for word, may in options(other)
    ]  # fmt: skip
    fits = t.disjunction(
        [t.conjunction([t.related(free.sql, "=", t.text(word)), may])
         for word, may in options(other)]
    )  # fmt: skip
    unlike = t.conjunction([t.is_not_null(free.sql), t.negation(fits)])
    return Test(t.case([*branches, (unlike, exp.Boolean(this=False))]))


def _decided(holds: Sql, fails: Sql) -> Test:
    for node, answer in ((holds, YES), (fails, NO)):
        if isinstance(node, exp.Boolean) and node.this:
            return answer
    made = t.case([(holds, exp.Boolean(this=True)), (fails, exp.Boolean(this=False))])
    return MAYBE if isinstance(made, exp.Null) else Test(made)


def _how_many(value: Choices) -> Sql:
    one, none = exp.Literal.number(1), exp.Literal.number(0)
    counted = [t.case([(may, one)], none) for _, may in value.may]
    found = counted[0]
    for other in counted[1:]:
        found = exp.Add(this=found, expression=other)
    return found
