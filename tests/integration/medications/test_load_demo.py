"""The demo: its organisation and accounts, made once, printed each time, and nowhere else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.demo import DEMO_NAME, demo_accounts
from accounts.models import Account, Clinic, Membership, Organisation, Role
from medications.models import Release
from tests.factories import OrganisationFactory
from tests.integration.medications.conftest import FIXTURES
from tests.integration.medications.files import database


@pytest.fixture
def demo(library: Release, settings: Settings) -> None:
    """Open the demo over the loaded library; each password is hashed fast, not well."""
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def load() -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_the_first_organisation_becomes_the_demos(demo: None) -> None:
    load()

    assert [each.name for each in Organisation.objects.all()] == [DEMO_NAME]
    assert Release.objects.get().organisation.name == DEMO_NAME


def test_every_role_is_there_and_works_where_the_file_says(demo: None) -> None:
    load()

    found = {
        (each.account.email, each.role, each.clinic.name if each.clinic else "")
        for each in Membership.objects.select_related("account", "clinic")
    }
    assert found == {(each.email, each.role, each.clinic) for each in demo_accounts(FIXTURES)}
    assert {role for _email, role, _clinic in found} == set(Role)
    assert set(Clinic.objects.values_list("name", flat=True)) == {"Hill ward", "Riverside clinic"}


def test_loading_again_changes_nothing(demo: None) -> None:
    first, before = load(), database()

    assert (load(), database()) == (first, before)


def test_addresses_and_accounts_are_printed(demo: None) -> None:
    printed = load()

    assert "http://localhost:8000/cards/\n" in printed
    for each in demo_accounts(FIXTURES):
        [line] = [line for line in printed.splitlines() if each.email in line.split()]
        assert {each.role, each.password} <= set(line.split())
        assert line.endswith(each.name)


def test_a_printed_account_can_sign_in(demo: None) -> None:
    load()
    pharmacist = next(each for each in demo_accounts(FIXTURES) if each.role == "pharmacist")
    client = Client()
    words = {"login": pharmacist.email, "password": pharmacist.password}

    assert client.post("/account/login/", words).status_code == 302
    page = client.get("/cards/olanzapine/").content.decode()
    assert "I have checked this card against current product information" in page


def test_an_organisation_where_people_work_keeps_its_name(demo: None) -> None:
    load()
    Organisation.objects.update(name="Our own name")
    load()

    assert Organisation.objects.get().name == "Our own name"
    assert Account.objects.count() == len(demo_accounts(FIXTURES))


def test_a_second_organisation_is_left_alone(demo: None) -> None:
    OrganisationFactory(name="Second")
    load()

    assert list(Organisation.objects.order_by("pk").values_list("name", flat=True)) == [
        *(DEMO_NAME, "Second")
    ]


def test_outside_the_demo_no_account_is_made(library: Release, settings: Settings) -> None:
    settings.DEMO = False
    before = database()

    with pytest.raises(CommandError) as refused:
        load()

    assert str(refused.value) == ("Demo accounts exist in the demo only: set DEMO=true to open it.")
    assert refused.value.returncode == 2
    assert database() == before
