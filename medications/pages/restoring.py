"""What the page after a restore needs."""

from typing import Any

from accounts.selectors import restorations
from medications import selectors
from medications.models import Release
from medications.presenters.history import past_releases
from medications.presenters.lists import gated
from medications.presenters.medicines import presented_medicine
from medications.presenters.restoring import card_dates, told_restorations
from medications.selectors import releases as reads

NEWEST = 5
"""How many releases stand on the page; the others are one link away."""


def restored(release: Release) -> dict[str, Any]:
    """Gather what was brought back, the newest releases, and every card with its dates."""
    organisation, cards = release.organisation, selectors.cards(release)
    found, _more = reads.releases(organisation, None)
    medicines = [presented_medicine(each) for each in cards]
    return {
        "is_waiting": organisation.unconfirmed_copy_of is not None,
        "restorations": told_restorations(restorations(organisation)),
        "releases": past_releases(found[:NEWEST]),
        "newest": release.number,
        "cards": list(zip(medicines, map(card_dates, cards), strict=True)),
        "gated": gated(medicines),
    }
