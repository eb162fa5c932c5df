"""Conversations, who takes part in them, and what is kept of how they went."""

import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.factories.accounts import AccountFactory, ClinicFactory, OrganisationFactory
from tests.factories.medications import ReleaseFactory


class ServiceUserFactory(DjangoModelFactory):
    """Somebody known by a number and a preferred name."""

    organisation = factory.SubFactory(OrganisationFactory)
    local_number = factory.Sequence(lambda n: f"N{n}")
    preferred_name = factory.Sequence(lambda n: f"Sam {n}")

    class Meta:
        """Any number of them."""

        model = "consultations.ServiceUser"


class ConsultationFactory(DjangoModelFactory):
    """A conversation that is planned."""

    organisation = factory.SubFactory(OrganisationFactory)
    clinic = factory.SubFactory(ClinicFactory, organisation=factory.SelfAttribute("..organisation"))
    service_user = factory.SubFactory(
        ServiceUserFactory, organisation=factory.SelfAttribute("..organisation")
    )
    release = factory.SubFactory(
        ReleaseFactory, organisation=factory.SelfAttribute("..organisation")
    )
    started_by = factory.SubFactory(AccountFactory)

    class Meta:
        """Any number of them."""

        model = "consultations.Consultation"

    class Params:
        """Where it stands, and "not today"."""

        open = factory.Trait(stage="open")
        paused = factory.Trait(stage="paused")
        decided = factory.Trait(
            stage="decided",
            ended_at=factory.LazyFunction(timezone.now),
            look_again_on=datetime.date(2027, 5, 3),
        )
        ended = factory.Trait(
            stage="ended",
            ended_at=factory.LazyFunction(timezone.now),
            look_again_on=datetime.date(2027, 5, 3),
        )
        not_today = factory.Trait(
            participation="not_today", look_again_on=datetime.date(2027, 5, 3)
        )


class ConversationRowFactory(DjangoModelFactory):
    """What every row of a conversation needs."""

    consultation = factory.SubFactory(ConsultationFactory)
    organisation = factory.SelfAttribute("consultation.organisation")

    class Meta:
        """A base."""

        abstract = True


class ParticipantFactory(ConversationRowFactory):
    """A carer who sees nothing yet; a trait makes them another one."""

    kind = "carer"
    name = factory.Sequence(lambda n: f"Jo {n}")

    class Meta:
        """Any number of them."""

        model = "consultations.Participant"

    class Params:
        """The other kinds."""

        clinician = factory.Trait(kind="clinician", account=factory.SubFactory(AccountFactory))
        other = factory.Trait(kind="other", role="interpreter")


class PersonFactory(ParticipantFactory):
    """The person as a participant: the one row that a conversation has for them."""

    kind = "service_user"
    name = factory.SelfAttribute("consultation.service_user.preferred_name")

    class Meta:
        """Found when it is there."""

        model = "consultations.Participant"
        django_get_or_create = ("consultation", "kind")


class InvitationFactory(ConversationRowFactory):
    """A code for a carer to join with."""

    kind = "join"
    for_kind = "carer"
    token_digest = factory.Sequence(lambda n: f"{n:064x}")
    made_by = factory.SubFactory(AccountFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(minutes=10))

    class Meta:
        """Any number of them."""

        model = "consultations.Invitation"


class EmergencyOpeningFactory(DjangoModelFactory):
    """A record that somebody has opened, and reads now."""

    organisation = factory.SelfAttribute("service_user.organisation")
    service_user = factory.SubFactory(ServiceUserFactory)
    by = factory.SubFactory(AccountFactory)
    kind = "danger"
    why = "They were found asleep in the street"
    opened_at = factory.LazyFunction(timezone.now)
    until = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=1))

    class Meta:
        """Any number of them."""

        model = "consultations.EmergencyOpening"


class ConsentEventFactory(ConversationRowFactory):
    """The person says that a carer sees nothing (again)."""

    participant = factory.SubFactory(
        ParticipantFactory, consultation=factory.SelfAttribute("..consultation")
    )
    said_by = factory.SubFactory(
        PersonFactory, consultation=factory.SelfAttribute("..consultation")
    )

    class Meta:
        """Any number of them."""

        model = "consultations.ConsentEvent"


class ChangeFactory(ConversationRowFactory):
    """A change saved by somebody who signed in."""

    sequence = factory.Sequence(lambda n: n + 1)
    account = factory.SubFactory(AccountFactory)
    what = "record_checklist"
    key = factory.LazyFunction(uuid.uuid4)

    class Meta:
        """Any number of them."""

        model = "consultations.Change"
