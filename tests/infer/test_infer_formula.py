"""Promises about formulas and codes: the small mechanisms that exactness rests on."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adieu.infer.attributes import MAX_CODE, Answer, code, fits, scales, threshold_code
from adieu.infer.formula import Every, Formulas, Some, Test
from adieu.logic import INFINITY

NUMBERS = st.fractions(min_value=-(10**18), max_value=10**18, max_denominator=10**6)


def holds(book: Formulas, node: int, true: Collection[int]) -> bool:
    """Whether a formula holds where just these tests do."""
    match book[node]:
        case Test():
            return node in true
        case Every(parts):
            return all(holds(book, part, true) for part in parts)
        case Some(parts):
            return any(holds(book, part, true) for part in parts)


@given(NUMBERS, NUMBERS)
def test_codes_compare_as_the_numbers_do(value: Fraction, threshold: Fraction) -> None:
    """Code and threshold code stand in the order of the exact numbers."""
    assume(fits(threshold, threshold.denominator))
    scale = scales([threshold])[threshold]
    first, second = code(value, scale), threshold_code(threshold, scale)
    assert (first < second, first == second) == (value < threshold, value == threshold)


@given(st.lists(NUMBERS, min_size=1, max_size=6), NUMBERS)
def test_one_scale_serves_many_thresholds(thresholds: list[Fraction], value: Fraction) -> None:
    """Whatever scales are chosen, each threshold is compared exactly."""
    assume(all(fits(threshold, threshold.denominator) for threshold in thresholds))
    for threshold, scale in scales(thresholds).items():
        first, second = code(value, scale), threshold_code(threshold, scale)
        assert (first < second, first == second) == (value < threshold, value == threshold)


def test_infinity_lies_beyond_every_threshold() -> None:
    """A range without an end is told by the largest code, which no threshold reaches."""
    assert code(INFINITY, 1) == MAX_CODE == code(10**30, 1)
    assert code(-INFINITY, 1) == -MAX_CODE
    assert threshold_code(10**18 - 1, 1) < MAX_CODE


@pytest.mark.parametrize(("count", "size"), [(0, 0), (1, 0), (2, 4), (4, 4), (5, 4), (5, 11)])
def test_at_least_counts(count: int, size: int) -> None:
    """`at least` holds just where so many of its parts do, written out or chained."""
    book = Formulas()
    tests = [book.test(Answer(f"fact{index}"), "==", "yes") for index in range(size)]
    node = book.at_least(count, tests)
    for chosen in product((False, True), repeat=size):
        true = {test for test, one in zip(tests, chosen, strict=True) if one}
        assert holds(book, node, true) == (len(true) >= count)


def test_equal_formulas_are_one() -> None:
    """What two rules share is one formula, whatever the way it was written."""
    book = Formulas()
    one, two, three = (book.test(Answer(name), "==", "yes") for name in ("a", "b", "c"))
    assert book.every((one, book.every((two, three)))) == book.every((one, two, three))
    assert book.some((one, one)) == one
    assert book.every((one, book.false)) == book.false
    assert book.some((one, book.true)) == book.true
    assert book.every(()) == book.true
    assert book.some(()) == book.false
