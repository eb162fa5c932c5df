"""The conversations of the demo: one that goes on and one in which something was decided.

Without them a pharmacist who tries the desk sees nobody whom a change of cards touches.
"""

import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.demo import NotTheDemoError
from accounts.models import Account, Clinic
from accounts.selectors import organisations
from consultations import tickets
from consultations.checklist import Checklist
from consultations.models import Consultation, Decision, ServiceUser
from consultations.pages.freezing import freeze
from consultations.presenters.opening import open_to_choice
from consultations.services import (
    PersonDetails,
    StartDetails,
    add_service_user,
    record_checklist,
    start_consultation,
)
from consultations.services.decision import DecisionDetails, record_decision
from medications.selectors import current_release

INFORMAL = Consultation.LegalSetting.INFORMAL
CLINICIAN = "clinician@demo.example"
GOING_ON = UUID("0f2b6a5e-7c19-4d83-9a64-3be1d5c8f702")
DECIDED = UUID("8d41c7f3-52ae-4b0c-b1e9-6a7f20d9c354")
PEOPLE = (
    (GOING_ON, PersonDetails("Alex", "D1001"), ("weight_gain", "daytime_sleepiness")),
    (DECIDED, PersonDetails("Robin", "D1002"), ("restlessness", "weight_gain")),
)
"""Whom they are with, and what each of them wants to avoid, most first."""

AGAIN = datetime.timedelta(weeks=4)


@transaction.atomic
def load_demo_conversations() -> int:
    """Add the people of the demo with a conversation each; return how many were added.

    Only while its organisation has no people at all, so that nothing of a visitor's is changed.
    Raises NotTheDemoError outside the demo.
    """
    if not settings.DEMO:
        raise NotTheDemoError("Demo people exist in the demo only: set DEMO=true to open it.")
    by = Account.objects.get(email=CLINICIAN)
    organisation = organisations()[0]
    if ServiceUser.objects.filter(organisation=organisation).exists():
        return 0
    clinic = Clinic.objects.get(organisation=organisation, memberships__account=by)
    for code, details, avoid in PEOPLE:
        _fill(_begin(clinic, details, code, by), avoid, by)
    _decide(Consultation.objects.get(code=DECIDED), by)
    return len(PEOPLE)


def _begin(clinic: Clinic, details: PersonDetails, code: UUID, by: Account) -> Consultation:
    """Add a person and open a conversation on the cards in use."""
    organisation = clinic.organisation
    return start_consultation(
        service_user=add_service_user(organisation=organisation, details=details, by=by),
        clinic=clinic,
        release=current_release(organisation),
        details=StartDetails(
            setting=Consultation.Setting.CLINIC,
            legal_setting=INFORMAL,
            participation=Consultation.Participation.FULL,
            open_to_choice=open_to_choice(INFORMAL, organisation.texts),
        ),
        by=by,
        code=code,
    )


def _fill(talk: Consultation, avoid: tuple[str, ...], by: Account) -> None:
    """Keep what the person wants to avoid, in order."""
    checklist = Checklist(avoid, is_ordered=True)
    record_checklist(ticket=_ticket(talk), by=by, change=lambda _before: checklist)


def _decide(talk: Consultation, by: Account) -> None:
    """Decide on aripiprazole, resting on what the person wants to avoid."""
    details = DecisionDetails(
        kind=Decision.Kind.MEDICINE,
        medication="aripiprazole",
        dose="10 mg in the morning",
        review_on=timezone.localdate() + AGAIN,
    )
    record_decision(
        ticket=_ticket(talk), by=by, details=details, freeze=freeze, shown=freeze(talk).digest()
    )


def _ticket(talk: Consultation) -> tickets.Ticket:
    """Return a ticket for one write to a conversation as it stands."""
    return tickets.read(tickets.issue(talk), talk.code)
