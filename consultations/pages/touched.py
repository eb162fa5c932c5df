"""Conversations that a change touches, and what it means for one of them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from accounts.models import Account, Organisation
from consultations import selectors
from consultations.presenters.bearing import Medicines, PresentedBearing, presented_bearing
from consultations.presenters.card_changes import ChangedCard, changed_cards
from consultations.presenters.people import presented_conversation
from consultations.selectors.sides import effects_of, side, side_with
from consultations.selectors.touched import bearings, medicine_names, run, touched_in
from medications import kept
from medications import selectors as library
from medications.models import Release
from medications.presenters.medicines import PresentedMedicine
from medications.selectors import versions
from medications.selectors.changes import rows


def touched(account: Account, organisation: Organisation, key: int, after: str) -> dict[str, Any]:
    """Gather a page of the conversations that a change touches, in one's own clinics."""
    found = run(organisation, key)
    if not after.isdecimal() and after:
        raise Http404
    clinics = list(selectors.clinics_of(account, organisation))
    rows, following = touched_in(found, clinics, int(after or 0))
    before, later = side(found.release), side_with(found.release, found.changed)
    bears = bearings(before, later, [each.pk for each in rows], effects_of(found.release))
    names = medicines([found.release], found.changed)
    shown = [
        (presented_conversation(each, has_clinic=True), presented_bearing(bears[each.pk], names))
        for each in rows
        if each.pk in bears
    ]
    here = reverse("touched", args=[key])
    return {
        "medicines": [names[code] for code in found.changed],
        "is_finished": found.is_finished,
        "conversations": shown,
        "next_url": f"{here}?{urlencode({'after': following})}" if following else "",
        "first_url": here if after else "",
        "gated": gates([found.release], [each for _shown, each in shown], found.changed),
    }


def medicines(releases: Iterable[Release], more: Iterable[str] = ()) -> Medicines:
    """Return the medicines of some releases by code, and others that have no card yet."""
    cards = {card.medication.code: card for each in releases for card in library.cards(each)}
    found = {code: kept.unlinked(card) for code, card in cards.items()}
    names = medicine_names([code for code in more if code not in found])
    return found | {code: _without_card(code, name) for code, name in names.items()}


def gates(
    releases: Iterable[Release], shown: Iterable[PresentedBearing], more: Iterable[str] = ()
) -> list[PresentedMedicine]:
    """Return the medicines with conditions that a page names: those decided on, and `more`."""
    named = {each.chosen.code for each in shown if each.chosen} | set(more)
    gated = {each.code: each for release in releases for each in kept.gated(release)}
    return [each for code, each in gated.items() if code in named]


def what_changed(before: Release, after: Release) -> list[ChangedCard]:
    """Return what is different on the cards of two releases, by name of the medicine."""
    old = {card.medication.code: card for card in library.cards(before)}
    pairs = [
        (old.get(card.medication.code), card)
        for card in library.cards(after)
        if old.get(card.medication.code) != card
    ]
    keyed = versions.contents([each for pair in pairs for each in pair if each is not None])
    said = [(keyed[then.pk] if then else None, keyed[now.pk]) for then, now in pairs]
    return changed_cards(said, rows(after.organisation, said), medicines([before, after]))


def _without_card(code: str, name: str) -> PresentedMedicine:
    """Return a medicine that is in no release yet, by its name."""
    return PresentedMedicine(code, name, name.lower(), "", (), ())
