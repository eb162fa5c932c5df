"""The decision that stands now, with what it names; and what is decided on of late."""

from collections import Counter
from collections.abc import Mapping

from accounts.models import Organisation
from consultations.models import Consultation, Decision

NEWEST = 500
"""How many decisions count as of late: enough to tell what a service uses, whatever its size."""


def latest_decision(consultation: Consultation) -> Decision | None:
    """Return the newest decision of a conversation; None before the first."""
    rows = Decision.objects.filter(consultation=consultation)
    return rows.select_related("medication").order_by("-pk").first()


def chosen_lately(organisation: Organisation) -> Mapping[str, int]:
    """Count on which medicines an organisation's newest decisions were, by code.

    "No change" counts for the medicine that it names. An index holds the newest first, so that
    this costs no more when more decisions are kept.
    """
    newest = Decision.objects.filter(organisation=organisation).order_by("-pk")
    codes = newest.values_list("medication__code", flat=True)[:NEWEST]
    return Counter(code for code in codes if code)
