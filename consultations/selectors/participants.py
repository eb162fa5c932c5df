"""Who takes part in a conversation, and what the person takes now."""

from django.db.models import QuerySet

from consultations.models import Consultation, CurrentMedicine, Participant

GUESTS = (Participant.Kind.CARER, Participant.Kind.OTHER)
"""Those who see what the person agrees to, and nothing more."""


def participants(consultation: Consultation) -> QuerySet[Participant]:
    """Return everybody who takes part, the person first."""
    return Participant.objects.filter(consultation=consultation).order_by("pk")


def has_guest_without(consultation: Consultation, scope: str) -> bool:
    """Tell whether a guest takes part who may not see something: one of `consent.SCOPE`."""
    guests = Participant.objects.filter(consultation=consultation, kind__in=GUESTS)
    return guests.filter(**{scope: False}).exists()


def taken_now(consultation: Consultation) -> QuerySet[CurrentMedicine]:
    """Return the medicines taken now, with those of the library."""
    return CurrentMedicine.objects.filter(consultation=consultation).select_related("medication")
