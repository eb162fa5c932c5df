"""The corrections that were added to a conversation after its end."""

from consultations.models import Addendum, Consultation


def addenda(consultation: Consultation) -> list[Addendum]:
    """Return them, first to newest, with who added them."""
    rows = Addendum.objects.filter(consultation=consultation).order_by("pk")
    return list(rows.select_related("entered_by"))
