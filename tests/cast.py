"""Who appears in the tests: two organisations, three clinics, eight people by name, and Sam.

Amara works in the clinic, Ben is her colleague there, Carla works in another clinic of the same
organisation. Dev and Ewa are its pharmacists, Femi manages it, Grace administers it. Hugo works
elsewhere and should see nothing of theirs. Sam is the person the medicine is for.
"""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Account, Clinic, Organisation
from consultations.models import Consultation, ServiceUser
from consultations.services import Guest, StartDetails, start_consultation
from medications.selectors import current_release
from tests.factories import (
    AccountFactory,
    ClinicFactory,
    MembershipFactory,
    OrganisationFactory,
    ServiceUserFactory,
)

CODE = UUID("5a3d7c1e-0b52-4f0e-9d6b-2f1c8e4a7b90")
"""The code of the conversation that `begin_conversation` opens."""

NAMES = {
    "amara": "Amara Okafor",
    "ben": "Ben Hughes",
    "carla": "Carla Rossi",
    "dev": "Dev Patel",
    "ewa": "Ewa Nowak",
    "femi": "Femi Adeyemi",
    "grace": "Grace Lin",
    "hugo": "Hugo Martin",
}


@dataclass(frozen=True)
class Cast:
    """Everybody, and where they work; `people` by first name in lower case; and Sam."""

    organisation: Organisation
    clinic: Clinic
    other_clinic: Clinic
    other_organisation: Organisation
    people: dict[str, Account]
    service_user: ServiceUser


def make_cast() -> Cast:
    """Make everybody with the password of the factories; the organisation is the first here."""
    organisation = Organisation.objects.order_by("pk").first() or OrganisationFactory()
    clinic = ClinicFactory(organisation=organisation, name="Riverside clinic")
    other_clinic = ClinicFactory(organisation=organisation, name="Hilltop clinic")
    elsewhere = OrganisationFactory(name="Another service")
    people = {
        first: AccountFactory(name=name, email=f"{first}@example.org")
        for first, name in NAMES.items()
    }
    here = {"organisation": organisation}
    MembershipFactory(account=people["amara"], clinic=clinic, **here)
    MembershipFactory(account=people["ben"], clinic=clinic, **here)
    MembershipFactory(account=people["carla"], clinic=other_clinic, **here)
    MembershipFactory(account=people["dev"], pharmacist=True, **here)
    MembershipFactory(account=people["ewa"], pharmacist=True, **here)
    MembershipFactory(account=people["femi"], manager=True, **here)
    MembershipFactory(account=people["grace"], administrator=True, **here)
    MembershipFactory(account=people["hugo"], organisation=elsewhere)
    sam = ServiceUserFactory(
        preferred_name="Sam",
        given_names="Samuel",
        family_name="Rivers",
        local_number="R1001",
        year_of_birth=1985,
        **here,
    )
    return Cast(organisation, clinic, other_clinic, elsewhere, people, sam)


def begin_conversation(cast: Cast) -> Consultation:
    """Let Amara open a conversation with Sam and a carer, on the organisation's newest cards."""
    return start_consultation(
        service_user=cast.service_user,
        clinic=cast.clinic,
        release=current_release(cast.organisation),
        details=StartDetails(
            setting=Consultation.Setting.CLINIC,
            legal_setting=Consultation.LegalSetting.INFORMAL,
            participation=Consultation.Participation.FULL,
            open_to_choice="All of it is open.",
            guests=(Guest("Jo", is_carer=True),),
        ),
        by=cast.people["amara"],
        code=CODE,
    )
