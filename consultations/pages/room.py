"""The frame around every page of a conversation: whose it is, the way, what matters."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from consultations import selectors
from consultations.models import Consultation
from consultations.presenters.entered import said_before
from consultations.presenters.experience import PresentedPregnancy, pregnancy_words
from consultations.presenters.last_time import PresentedLastTime, presented_last_time
from consultations.presenters.matters import PresentedMatters, presented_matters
from consultations.presenters.review import News, presented_news
from consultations.presenters.room import is_seen_before, presented_room
from consultations.selectors.last_time import last_time
from consultations.selectors.medicines import answered
from consultations.selectors.newer import news
from consultations.selectors.participants import has_guest_without
from consultations.stages import FINISHED
from medications import kept
from medications.pages import approval_sentence
from medications.selectors import cards, lines

BESIDE_LAST_TIME = ("conversation", "matters", "checklist")
"""The steps at which what was said last time stands beside what is said now."""

MEDICINES_ARE_WEIGHED = ("comparison", "decision")
"""The steps at which it is said what was answered about pregnancy, or that it was not asked."""

CARDS_ARE_USED = ("checklist", "comparison", "decision")
"""The steps at which it is said that nobody here has approved some of the cards."""


def room(consultation: Consultation, step: str) -> dict[str, Any]:
    """Gather what templates/consultations/room.html places; `step` is the address's name."""
    is_weighed, release = step in MEDICINES_ARE_WEIGHED, consultation.release
    is_clinicians, is_before = consultation.seen_by is None, is_seen_before(consultation)
    return {
        "room": presented_room(consultation, step),
        "matters": _matters(consultation),
        "gates_left_out": partial(kept.gates_left_out, release),
        "news": None if is_before else card_news(consultation),
        "last_time": None if is_before else _last_time(consultation, step),
        "pregnancy_alert": pregnancy_said(consultation) if is_weighed and is_clinicians else None,
        "starter_sentence": (
            approval_sentence(release, cards(release))
            if step in CARDS_ARE_USED and not is_before
            else ""
        ),
    }


def _matters(consultation: Consultation) -> PresentedMatters:
    """Return what was said, and by whom it was entered; before the visit nobody is named."""
    names, own_at = selectors.entered(consultation)
    told = []
    if is_seen_before(consultation):
        names = [_("your clinician")] if names else []
    elif own_at and own_at < consultation.starts_at:
        told = [said_before(consultation, own_at)]
    return presented_matters(selectors.said_so_far(consultation), names, told)


def card_news(consultation: Consultation) -> News | None:
    """Return that the cards have changed; whoever is no clinician is told, without the way on."""
    if consultation.stage in FINISHED:
        return None
    found = presented_news(consultation, news(consultation))
    return replace(found, url="") if found and consultation.seen_by else found


def pregnancy_said(consultation: Consultation) -> PresentedPregnancy:
    """Return what was answered about pregnancy, and whether it is for the clinician's eyes only.

    Guests share the screen, so it is folded away while one takes part who may not see it.
    """
    is_for_clinician = has_guest_without(consultation, "sees_pregnancy")
    return PresentedPregnancy(pregnancy_words(answered(consultation)), is_for_clinician)


def _last_time(consultation: Consultation, step: str) -> PresentedLastTime | None:
    """Return what was said last time, for templates/consultations/last_time.html."""
    last = last_time(consultation) if step in BESIDE_LAST_TIME else None
    if last is None:
        return None
    now = selectors.said_checklist(consultation)
    return presented_last_time(last, now, lines(consultation.release))
