"""What was given to the person to fill in before the visit."""

from consultations.models import Consultation, Invitation


def link_of(consultation: Consultation) -> Invitation | None:
    """Return the newest link that was made for the person; None when there never was one."""
    rows = Invitation.objects.filter(consultation=consultation, kind=Invitation.Kind.LONG_LIVED)
    return rows.order_by("-created_at", "-pk").first()
