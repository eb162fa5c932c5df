"""The decision that stands now, with what it names."""

from consultations.models import Consultation, Decision


def latest_decision(consultation: Consultation) -> Decision | None:
    """Return the newest decision of a conversation; None before the first."""
    rows = Decision.objects.filter(consultation=consultation)
    return rows.select_related("medication").order_by("-pk").first()
