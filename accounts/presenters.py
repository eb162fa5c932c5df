"""Sessions of an account in words, and when their screens lock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import SignIn


@dataclass(frozen=True)
class PresentedSession:
    """One session: what ends it, and where and since when somebody is signed in."""

    key: int
    browser: str
    since: str
    is_this: bool


def presented_sessions(rows: Iterable[SignIn], own_key: str) -> list[PresentedSession]:
    """Return sessions in words; the one of `own_key` is marked."""
    return [
        PresentedSession(each.pk, each.browser, _since(each), each.key == own_key) for each in rows
    ]


def _since(each: SignIn) -> str:
    """Return when somebody signed in: "29 November 2026 at 14:05"."""
    moment = timezone.localtime(each.at)
    day, time = formats.date_format(moment, "j F Y"), formats.date_format(moment, "H:i")
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


@dataclass(frozen=True)
class PresentedIdling:
    """A screen of the staff: whose it is, and in how many seconds of its `limit` it locks."""

    who: int
    left: float
    limit: int


def locked_words(limit: timedelta) -> str:
    """Say why a screen has locked, and what has become of what was on it."""
    count = max(1, round(limit.total_seconds() / 60))
    words = ngettext(
        "Nobody touched it for %(count)d minute. What was saved is kept.",
        "Nobody touched it for %(count)d minutes. What was saved is kept.",
        count,
    )
    return words % {"count": count}
