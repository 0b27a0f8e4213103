"""Every printed average of one to fifteen scores, and the sums that it admits."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

import pytest

from ocdataset.arithmetic.averages import admitted_sums


def sums_printed_as(count, rounding):
    """Return by printed average, in hundredths, the sums of half points that are printed so."""
    found = {printed: [] for printed in range(100, 1001)}
    for total in range(2 * count, 20 * count + 1):
        mean = (Decimal(total) / (2 * count)).quantize(Decimal("0.01"), rounding=rounding)
        found[int(100 * mean)].append(total)
    return found


@pytest.mark.parametrize("count", range(1, 16))
def test_an_average_admits_exactly_the_sums_that_are_printed_so(count):
    expected = sums_printed_as(count, ROUND_HALF_UP)
    assert {printed: list(admitted_sums(printed, count)) for printed in expected} == expected


def test_a_half_taken_down_would_admit_other_sums():
    admitted = {printed: list(admitted_sums(printed, 8)) for printed in range(100, 1001)}
    assert admitted != sums_printed_as(8, ROUND_HALF_DOWN)
