"""The first account of a service, at the command line: a role, a link, and never a password."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Account, AuditEntry, Clinic, Membership, Organisation
from tests import factories as made

pytestmark = pytest.mark.django_db
TWELVE = "oak 4 a door"
ROSA = ("rosa@example.org", "--name=Rosa Luxemburg")


def said_by(command: str, *words: str) -> str:
    """Run a command and return what it prints."""
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def error_of(command: str, *words: str) -> str:
    """Run a command that cannot do it, and return its one sentence."""
    with pytest.raises(CommandError) as raised:
        call_command(command, *words, stdout=StringIO())
    assert raised.value.returncode == 2
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert not AuditEntry.objects.exists()
    return sentence


def link_in(printed: str) -> str:
    """Return the path of the one link that was printed."""
    (address,) = re.findall(r"https?://\S+", printed)
    return urlsplit(address).path


def choose_password(client: Client, link: str, password: str = TWELVE) -> HttpResponse:
    """Follow the link and fill in the form, as a browser does."""
    page = client.get(link, follow=True)
    (form_address,) = [address for address, _ in page.redirect_chain]
    return client.post(form_address, {"password1": password, "password2": password})


class TestAddAccount:
    """Who is let in, as what, and where."""

    def test_it_makes_an_account_with_a_role_and_no_password(self) -> None:
        """In the organisation that is there, in all clinics."""
        organisation = made.OrganisationFactory()
        said_by("add_account", *ROSA, "--role=administrator")
        account = Account.objects.get()
        assert (account.email, account.name) == ("rosa@example.org", "Rosa Luxemburg")
        assert not account.has_usable_password()
        membership = Membership.objects.get()
        assert (membership.account, membership.organisation) == (account, organisation)
        assert (membership.role, membership.clinic) == ("administrator", None)

    def test_the_first_account_can_come_before_the_library(self) -> None:
        """The organisation is then made too, and everything leaves its entry."""
        said_by("add_account", *ROSA, "--role=manager", "--clinic=River clinic")
        assert Organisation.objects.get() == Clinic.objects.get().organisation
        assert Membership.objects.get().clinic == Clinic.objects.get()
        assert set(AuditEntry.objects.values_list("action", flat=True)) == {
            "open_organisation",
            "add_account",
            "open_clinic",
            "add_membership",
            "send_password_link",
        }

    def test_an_account_that_is_there_gets_another_role(self) -> None:
        """Whatever the case of its address; its name and password stay, and no link is made."""
        account = made.AccountFactory(email="rosa@example.org", name="Rosa")
        made.MembershipFactory(account=account)
        printed = said_by("add_account", "ROSA@example.org", "--role=pharmacist")
        account.refresh_from_db()
        assert (account.name, account.check_password(made.PASSWORD)) == ("Rosa", True)
        roles = account.memberships.values_list("role", flat=True)
        assert set(roles) == {"clinician", "pharmacist"}
        assert "http" not in printed

    def test_a_lost_password_gets_a_new_link_when_asked_for(self, client: Client) -> None:
        """The old password holds until the link is used."""
        account = made.AccountFactory(email="rosa@example.org")
        printed = said_by("add_account", account.email, "--link")
        assert "is now" not in printed
        account.refresh_from_db()
        assert account.check_password(made.PASSWORD)
        choose_password(client, link_in(printed))
        account.refresh_from_db()
        assert account.check_password(TWELVE)

    def test_a_link_alone_gives_no_role(self) -> None:
        """Nor takes one; with a role it is both."""
        held = made.MembershipFactory(account__email="rosa@example.org")
        said_by("add_account", "ROSA@example.org", "--link")
        assert Membership.objects.get() == held
        printed = said_by("add_account", "rosa@example.org", "--role=manager", "--link")
        assert "is now manager in all clinics" in printed
        assert held.account.memberships.count() == 2
        assert "/account/password/reset/key/" in printed

    def test_a_link_that_was_printed_is_kept(self) -> None:
        """By nobody who has an account, and without the link."""
        held = made.MembershipFactory(account__email="rosa@example.org")
        printed = said_by("add_account", "rosa@example.org", "--link")
        entry = AuditEntry.objects.get(action="send_password_link")
        assert (entry.record, entry.by) == (f"account:{held.account.pk}", None)
        assert (entry.organisation, entry.detail) == (held.organisation, {})
        assert link_in(printed).split("/")[-2] not in str(vars(entry))

    def test_where_there_are_several_one_is_named(self) -> None:
        """By its name."""
        _, second = made.OrganisationFactory(name="River"), made.OrganisationFactory(name="Lake")
        said_by("add_account", *ROSA, "--role=manager", "--organisation=Lake")
        assert Membership.objects.get().organisation == second


class TestLink:
    """Where a password is chosen."""

    def test_it_leads_to_a_password_and_in(self, client: Client) -> None:
        """Of 12 characters; then the address and the password open the door."""
        link = link_in(said_by("add_account", *ROSA, "--role=manager"))
        done = choose_password(client, link)
        assert done.url == reverse("account_reset_password_from_key_done")
        form = {"login": "rosa@example.org", "password": TWELVE}
        assert client.post(reverse("account_login"), form).url == reverse("team")
        assert client.get(reverse("team")).status_code == 200

    @pytest.mark.parametrize("way", ["mfa_activate_totp", "mfa_add_webauthn"])
    def test_then_a_second_step_can_be_set_up(
        self, client: Client, settings: Settings, way: str
    ) -> None:
        """Whoever came by the link needs one to go on; nothing is asked once more."""
        settings.SECOND_STEP_REQUIRED = True
        link = link_in(said_by("add_account", *ROSA, "--role=manager"))
        choose_password(client, link)
        client.post(reverse("account_login"), {"login": ROSA[0], "password": TWELVE})
        assert client.get(reverse(way)).status_code == 200

    def test_a_short_password_is_not_taken(self, client: Client) -> None:
        """And the link still works afterwards."""
        link = link_in(said_by("add_account", *ROSA, "--role=manager"))
        assert choose_password(client, link, TWELVE[:11]).status_code == 200
        assert choose_password(client, link).status_code == 302

    def test_it_works_once(self, client: Client) -> None:
        """Somebody else who finds it later cannot use it."""
        link = link_in(said_by("add_account", *ROSA, "--role=manager"))
        choose_password(client, link)
        page = Client().get(link)
        assert page.status_code == 200
        assert b"password1" not in page.content

    def test_it_names_the_address_of_the_service(self, settings: Settings) -> None:
        """The proxy's, or the one that is given."""
        settings.CSRF_TRUSTED_ORIGINS = ["https://sdm.example.org"]
        reached = "https://sdm.example.org/account/password/reset/key/"
        assert reached in said_by("add_account", *ROSA, "--role=manager")
        words = ("add_account", *ROSA, "--role=manager", "--address=http://localhost:8123")
        assert "http://localhost:8123/account/password/reset/key/" in said_by(*words)


class TestErrors:
    """One sentence, and nothing is written."""

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["rosa", "--name=R", "--role=manager"], "“rosa” is not an e-mail address."),
            ([ROSA[0], "--role=manager"], "A new account needs --name, as others will read it."),
            ([ROSA[0], "--name= ", "--role=manager"], "The name of the account is empty."),
            (
                [*ROSA, "--role=kin"],
                "“kin” is not a role; choose from: clinician, pharmacist, manager, administrator.",
            ),
            (
                [*ROSA, "--role=manager", f"--clinic={'x' * 201}"],
                "The name of the clinic is longer than 200 characters.",
            ),
            (
                [*ROSA, "--role=manager", "--organisation=Lake"],
                "There is no organisation “Lake”; there is: none.",
            ),
        ],
    )
    def test_what_was_typed_is_looked_at_first(self, words: list[str], sentence: str) -> None:
        """An organisation that would have been made on the way is not there either."""
        assert error_of("add_account", *words) == sentence
        assert not Organisation.objects.exists()
        assert not Account.objects.exists()

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (
                [*ROSA],
                "Say which role with --role: clinician, pharmacist, manager, administrator; "
                "or --link for a link alone.",
            ),
            (
                [ROSA[0], "--link"],
                "There is no account rosa@example.org; a new one needs --role and --name, "
                "and gets a link.",
            ),
            (
                [ROSA[0], "--link", "--clinic=River clinic"],
                "--link without --role makes a link alone: leave the other words out.",
            ),
        ],
    )
    def test_without_a_role_there_is_only_a_link(self, words: list[str], sentence: str) -> None:
        """For an account that is there."""
        assert error_of("add_account", *words) == sentence
        assert not Organisation.objects.exists()

    @pytest.mark.parametrize(
        "words", [["add_account", *ROSA, "--role=manager"], ["rename_organisation", "Sea"]]
    )
    def test_a_database_without_tables_is_no_fault_of_theirs(
        self, words: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It says what to run first."""
        monkeypatch.setattr(connection.introspection, "table_names", list)
        asked = "Run `manage.py migrate` first: the database has no tables yet."
        assert error_of(*words) == asked

    def test_several_organisations_are_not_guessed_between(self) -> None:
        """The sentence names them."""
        for name in ("River", "Lake"):
            made.OrganisationFactory(name=name)
        asked = "Say which organisation is meant with --organisation: “River”, “Lake”."
        assert error_of("add_account", *ROSA, "--role=manager") == asked

    def test_an_account_that_is_switched_off_stays_so(self) -> None:
        """It gets no role."""
        made.OrganisationFactory()
        made.AccountFactory(email="rosa@example.org", is_active=False)
        asked = "The account rosa@example.org is switched off and gets no role."
        assert error_of("add_account", *ROSA, "--role=manager") == asked
        asked = "The account rosa@example.org is switched off and gets no link."
        assert error_of("add_account", ROSA[0], "--link") == asked


class TestRenameOrganisation:
    """The name that everybody reads."""

    def test_the_only_one_need_not_be_named(self) -> None:
        """It gets its new name, with an entry."""
        organisation = made.OrganisationFactory(name="Our service")
        assert said_by("rename_organisation", "Harbour service") == (
            "“Our service” is now called “Harbour service”.\n"
        )
        organisation.refresh_from_db()
        assert organisation.name == "Harbour service"
        assert AuditEntry.objects.get().action == "rename_organisation"

    def test_one_of_several_is_named(self) -> None:
        """The other keeps its name."""
        for name in ("River", "Lake"):
            made.OrganisationFactory(name=name)
        said_by("rename_organisation", "Sea", "--organisation=Lake")
        assert set(Organisation.objects.values_list("name", flat=True)) == {"River", "Sea"}

    def test_two_of_one_name_are_not_guessed_between(self) -> None:
        """Nor is one that is not there."""
        made.OrganisationFactory.create_batch(2, name="River")
        twice = error_of("rename_organisation", "Sea", "--organisation=River")
        assert twice == "2 organisations are called “River”: rename one first."
        nowhere = error_of("rename_organisation", "Sea", "--organisation=Lake")
        assert nowhere == "There is no organisation “Lake”; there is: “River”, “River”."

    def test_an_empty_name_is_none(self) -> None:
        """Nothing is renamed."""
        made.OrganisationFactory(name="River")
        assert error_of("rename_organisation", " ") == "The name of the organisation is empty."
