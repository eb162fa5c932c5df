"""Moments in words: London's time, with its zone, also where clocks change (H16)."""

import datetime

import pytest
from django.utils import timezone

from consultations.presenters.moments import moment_words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 1, 15, 11, 5), "15 January 2026, 11:05, UK time"),
        ((2026, 7, 1, 11, 5), "1 July 2026, 12:05, UK time"),
        ((2026, 6, 30, 23, 30), "1 July 2026, 00:30, UK time"),
        ((2026, 3, 29, 0, 59, 59), "29 March 2026, 00:59, UK time"),
        ((2026, 3, 29, 1, 0), "29 March 2026, 02:00, UK time"),
        ((2026, 10, 24, 23, 59, 59), "25 October 2026, 00:59, UK time"),
        ((2026, 10, 25, 0, 0), "25 October 2026, 01:00, UK summer time"),
        ((2026, 10, 25, 0, 30), "25 October 2026, 01:30, UK summer time"),
        ((2026, 10, 25, 1, 30), "25 October 2026, 01:30, UK winter time"),
        ((2026, 10, 25, 2, 0), "25 October 2026, 02:00, UK time"),
        ((2028, 2, 29, 0, 0), "29 February 2028, 00:00, UK time"),
        ((2028, 2, 29, 23, 59, 59), "29 February 2028, 23:59, UK time"),
        ((2026, 12, 31, 23, 59, 59), "31 December 2026, 23:59, UK time"),
        ((2027, 1, 1, 0, 0), "1 January 2027, 00:00, UK time"),
    ],
)
def test_moments_are_londons_winter_and_summer(moment: tuple[int, ...], words: str) -> None:
    """Also in the hour left out in March; the one that comes twice in October is told apart."""
    assert moment_words(datetime.datetime(*moment, tzinfo=datetime.UTC)) == words


def test_a_moment_is_said_alike_wherever_the_service_runs() -> None:
    """The zone that happens to be active changes nothing."""
    noon = datetime.datetime(2026, 1, 15, 12, tzinfo=datetime.UTC)
    with timezone.override("Asia/Tokyo"):
        assert moment_words(noon) == "15 January 2026, 12:00, UK time"
