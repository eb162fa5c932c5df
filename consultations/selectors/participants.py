"""Who takes part in a conversation, who may decide in it, and what the person takes now."""

from django.db.models import QuerySet

from accounts.models import Account, Role
from accounts.reading import read
from accounts.selectors import team
from consultations.models import Consultation, CurrentMedicine, Participant

# Written out, as the checklist's rows are, because a press waits for it.
EVERYBODY = """
SELECT here.*, person.preferred_name
  FROM consultations_participant here
  LEFT JOIN consultations_serviceuser person
    ON person.id = %s AND here.kind = 'service_user'
 WHERE here.consultation_id = %s
 ORDER BY here.id
"""

GUESTS = (Participant.Kind.CARER, Participant.Kind.OTHER)
"""Those who see what the person agrees to, and nothing more."""


def participants(consultation: Consultation) -> QuerySet[Participant]:
    """Return everybody who takes part, the person first."""
    return Participant.objects.filter(consultation=consultation).order_by("pk")


def everybody(consultation: Consultation) -> list[Participant]:
    """Return the same at once, the person's own row with `preferred_name` beside it."""
    return read(Participant, EVERYBODY, [consultation.service_user_id, consultation.pk])


def clinicians(consultation: Consultation) -> QuerySet[Account]:
    """Return the clinicians of the conversation's clinic, by name: each may decide in it."""
    roles = team(consultation.organisation, consultation.clinic).filter(role=Role.CLINICIAN)
    return Account.objects.filter(memberships__in=roles).distinct().order_by("name", "pk")


def has_guest_without(consultation: Consultation, scope: str) -> bool:
    """Tell whether a guest takes part who may not see something: one of `consent.SCOPE`."""
    guests = Participant.objects.filter(consultation=consultation, kind__in=GUESTS)
    return guests.filter(**{scope: False}).exists()


def taken_now(consultation: Consultation) -> QuerySet[CurrentMedicine]:
    """Return the medicines taken now, with those of the library."""
    return CurrentMedicine.objects.filter(consultation=consultation).select_related("medication")
