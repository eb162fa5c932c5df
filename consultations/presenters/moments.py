"""Moments in words, with their zone: what is read later or elsewhere must not be a guess."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

UK = ZoneInfo("Europe/London")


def moment_words(moment: datetime) -> str:
    """Return a moment as "23 November 2026, 14:05, UK time".

    In the hour that comes twice in October it says which of the two it is.
    """
    there = moment.astimezone(UK)
    words = {"moment": formats.date_format(there, "j F Y, H:i")}
    if not _comes_twice(there):
        return _("%(moment)s, UK time") % words
    if there.fold:
        return _("%(moment)s, UK winter time") % words
    return _("%(moment)s, UK summer time") % words


def day_words(moment: datetime) -> str:
    """Return the day of a moment in the UK: "3 November 2026"."""
    return formats.date_format(moment.astimezone(UK), "j F Y")


def _comes_twice(there: datetime) -> bool:
    """Tell whether clocks show this time twice."""
    first, second = (there.replace(fold=fold).utcoffset() for fold in (0, 1))
    # In the hour left out in March they differ as well, but no real moment falls there.
    return first != second
