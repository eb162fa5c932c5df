"""Who takes part in a conversation, and what the person takes now."""

from django.db.models import QuerySet

from consultations.models import Consultation, CurrentMedicine, Participant


def participants(consultation: Consultation) -> QuerySet[Participant]:
    """Return everybody who takes part, the person first."""
    return Participant.objects.filter(consultation=consultation).order_by("pk")


def taken_now(consultation: Consultation) -> QuerySet[CurrentMedicine]:
    """Return the medicines taken now, with those of the library."""
    return CurrentMedicine.objects.filter(consultation=consultation).select_related("medication")
