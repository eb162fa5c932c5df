"""Who appears in the tests: two organisations, three clinics, eight people by name.

Amara works in the clinic, Ben is her colleague there, Carla works in another clinic of the same
organisation. Dev and Ewa are its pharmacists, Femi manages it, Grace administers it. Hugo works
elsewhere and should see nothing of theirs.
"""

from dataclasses import dataclass

from accounts.models import Account, Clinic, Organisation
from tests.factories import AccountFactory, ClinicFactory, MembershipFactory, OrganisationFactory

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
    """Everybody, and where they work; `people` by first name in lower case."""

    organisation: Organisation
    clinic: Clinic
    other_clinic: Clinic
    other_organisation: Organisation
    people: dict[str, Account]


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
    return Cast(organisation, clinic, other_clinic, elsewhere, people)
