"""Cards have changed: what is different, how it bears on a conversation, and what to do."""

from typing import Any

from consultations import tickets
from consultations.forms.review import NewestCardsForm, SetAsideForm
from consultations.models import Consultation, ReviewPrompt
from consultations.pages.room import room
from consultations.pages.touched import gates, medicines, what_changed
from consultations.presenters.bearing import PresentedBearing, presented_bearing
from consultations.presenters.card_changes import presented_release
from consultations.presenters.people import since_url
from consultations.presenters.review import state_words
from consultations.selectors.newer import newer_releases
from consultations.selectors.sides import effects_of, side
from consultations.selectors.standing import round_of
from consultations.selectors.touched import bearings
from medications.models import Release


def newest_cards(consultation: Consultation, problem: str = "") -> dict[str, Any]:
    """Gather what is different on the newest cards; without any, the page says so.

    `problem` says why a press could not be carried out.
    """
    newer = list(newer_releases(consultation))
    newest = newer[-1] if newer else consultation.release
    initial = {"ticket": tickets.issue(consultation), "read": newest.pk}
    return room(consultation, "newest_cards") | {
        "form": NewestCardsForm(initial=initial),
        "problem": problem,
        "releases": [presented_release(each) for each in newer],
        **_difference(consultation, consultation.release, newest),
    }


def review_prompt(
    consultation: Consultation, prompt: ReviewPrompt, form: SetAsideForm | None = None
) -> dict[str, Any]:
    """Gather one prompt: what changed, how it bears on what was decided, and what can be done."""
    its = round_of(prompt.release)
    waits = prompt.state == ReviewPrompt.State.WAITING
    return room(consultation, "review_prompt") | {
        "form": form or SetAsideForm(initial={"ticket": tickets.issue(consultation)}),
        "release": presented_release(prompt.release),
        "state": "" if waits else state_words(prompt),
        "since_url": since_url(consultation.service_user_id, consultation.code),
        **_difference(consultation, its.before, its.release),
    }


def _difference(consultation: Consultation, before: Release, after: Release) -> dict[str, Any]:
    """Return what is different between two releases, in general and for one conversation."""
    cards = what_changed(before, after)
    bears = _bearing(consultation, before, after)
    return {
        "cards": cards,
        "bears": bears,
        "gated": gates(
            [before, after], [bears] if bears else [], [each.medicine.code for each in cards]
        ),
    }


def _bearing(
    consultation: Consultation, before: Release, after: Release
) -> PresentedBearing | None:
    """Return how it bears on a conversation; None where nothing can be put in order."""
    found = bearings(side(before), side(after), [consultation.pk], effects_of(after))
    its = found.get(consultation.pk)
    if its is None or not (any(its.first) or its.chosen):
        return None
    return presented_bearing(its, medicines([before, after]))
