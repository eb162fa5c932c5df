"""Before the visit: what the person can say, until when, and what the clinician hears of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Consultation, Invitation, Participant
from consultations.presenters.moments import day_words

STEPS: tuple[tuple[str, Promise], ...] = (
    ("before", gettext_lazy("Beginning")),
    ("matters", gettext_lazy("What matters")),
    ("checklist", gettext_lazy("Checklist")),
    ("effects_now", gettext_lazy("Side effects now")),
)
"""The person's way before the visit, by the names of its addresses."""

EXPLAINED: Mapping[str, Promise] = MappingProxyType(
    {
        "matters": gettext_lazy(
            "Nobody knows better than you what a good day is for you. Your clinician reads this "
            "first, and you talk about it before you look at any medicine. Nothing here is right "
            "or wrong. A few words are enough."
        ),
        "checklist": gettext_lazy(
            "A side effect is something that a medicine does and that it is not taken for. No one "
            "gets all of these, and some people get none. Choose up to five that you most want to "
            "stay clear of, then put the worst one first. Some may even help you: if so, press "
            "“Would help me”. Later you see together which medicines fit your list."
        ),
        "effects_now": gettext_lazy(
            "If you take a medicine now, some of these may come from it. Say what you notice; "
            "nobody asks you to prove it. If you take none, leave this page out. Please do not "
            "stop a medicine all at once: talk to your clinician or pharmacist first."
        ),
    }
)
"""What is told, by step, to somebody who is new to this."""


@dataclass(frozen=True)
class PresentedLink:
    """What the clinician hears of the link: `is_open` while it can be taken back."""

    words: str
    is_open: bool


@dataclass(frozen=True)
class StepBefore:
    """One thing that can be said before the visit, and what was said of it so far."""

    words: str
    url: str
    state: str


def explained(consultation: Consultation, step: str) -> str:
    """Return what is told on a step of the person's; '' unless they asked for more."""
    seat = consultation.seen_by
    if seat is None or seat.explanation != Participant.Explanation.FIRST_TIME:
        return ""
    return str(EXPLAINED.get(step, ""))


def last_day(ends_at: datetime) -> str:
    """Return the last day on which a link opens: it ends at a midnight."""
    return day_words(ends_at - timedelta(minutes=1))


def presented_link(link: Invitation | None) -> PresentedLink:
    """Say whether the person has a link, until when, and whether it was used."""
    if link is None:
        return PresentedLink(_("No link was given."), is_open=False)
    used = _("It was not opened.")
    if link.used_at:
        used = _("It was first opened on %(day)s.") % {"day": day_words(link.used_at)}
    is_open = link.revoked_at is None and link.expires_at > timezone.now()
    if is_open:
        words = _("A link is open until the end of %(day)s.")
        used = used if link.used_at else _("It has not been opened yet.")
    elif link.revoked_at:
        words = _("The link ended on %(day)s.")
    else:
        words = _("The link ran out at the end of %(day)s.")
    day = day_words(link.revoked_at) if link.revoked_at else last_day(link.expires_at)
    return PresentedLink(" ".join([words % {"day": day}, used]), is_open)


def steps_before(
    consultation: Consultation, *, has_matters: bool, list_words: str, effects: int
) -> list[StepBefore]:
    """Return what can be said before the visit, each with what was said so far."""
    some = ngettext("%(count)d written down", "%(count)d written down", effects)
    states = {
        "matters": _("something is written down") if has_matters else "",
        "checklist": list_words,
        "effects_now": some % {"count": effects} if effects else "",
    }
    return [
        StepBefore(
            str(words),
            reverse(name, args=[consultation.code]),
            states[name] or _("nothing yet"),
        )
        for name, words in STEPS[1:]
    ]
