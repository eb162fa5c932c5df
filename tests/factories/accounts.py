"""The front door: services, clinics, accounts and what they may do."""

from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from accounts.models import Role

PASSWORD = "four walls and a roof"


@cache
def hashed_password() -> str:
    """Hash the one password of all accounts once: each hash costs a good part of a second."""
    return make_password(PASSWORD)


class OrganisationFactory(DjangoModelFactory):
    """A service."""

    name = factory.Sequence(lambda n: f"Service {n}")

    class Meta:
        """Any number of them."""

        model = "accounts.Organisation"


class ClinicFactory(DjangoModelFactory):
    """A clinic of a service."""

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Clinic {n}")

    class Meta:
        """Any number of them."""

        model = "accounts.Clinic"


class AccountFactory(DjangoModelFactory):
    """Somebody who signs in with PASSWORD and may do nothing yet."""

    email = factory.Sequence(lambda n: f"somebody{n}@example.org")
    name = factory.Sequence(lambda n: f"Somebody {n}")
    password = factory.LazyFunction(hashed_password)

    class Meta:
        """Any number of them."""

        model = "accounts.Account"


class MembershipFactory(DjangoModelFactory):
    """A clinician in all clinics; give `clinic` for one, or a trait for another role."""

    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.CLINICIAN

    class Meta:
        """Any number of them."""

        model = "accounts.Membership"

    class Params:
        """The other roles."""

        pharmacist = factory.Trait(role=Role.PHARMACIST)
        manager = factory.Trait(role=Role.MANAGER)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)
