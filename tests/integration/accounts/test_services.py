"""Writes of the front door: each with its audit entry, or not at all."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from pytest_django import Settings

from accounts import demo, services
from accounts.models import Account, AuditEntry, Membership, Organisation, Role
from accounts.services import organisations
from tests import factories as made

pytestmark = pytest.mark.django_db


class BrokenPen(Exception):
    """The audit entry could not be written."""


class TestAddMembership:
    """A role in one clinic, or in all."""

    def test_it_leaves_an_audit_entry(self) -> None:
        """Who gave whom which role, without a name."""
        clinic = made.ClinicFactory()
        administrator, account = made.AccountFactory.create_batch(2)
        services.add_membership(
            account=account,
            organisation=clinic.organisation,
            role=Role.CLINICIAN,
            clinic=clinic,
            by=administrator,
        )
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.record) == ("add_membership", f"account:{account.pk}")
        assert (entry.organisation, entry.by) == (clinic.organisation, administrator)
        assert entry.detail == {"role": "clinician", "clinic": clinic.pk}

    def test_giving_it_again_changes_nothing(self) -> None:
        """Neither a second role nor a second entry."""
        account, organisation = made.AccountFactory(), made.OrganisationFactory()
        given = {"account": account, "organisation": organisation, "role": Role.MANAGER}
        assert services.add_membership(**given) == services.add_membership(**given)
        assert Membership.objects.count() == AuditEntry.objects.count() == 1

    def test_a_clinic_of_another_service_is_refused(self) -> None:
        """With a sentence, and nothing is written."""
        account, clinic = made.AccountFactory(), made.ClinicFactory()
        with pytest.raises(ValueError, match="belongs to another organisation"):
            services.add_membership(
                account=account,
                organisation=made.OrganisationFactory(),
                role=Role.CLINICIAN,
                clinic=clinic,
            )
        assert not Membership.objects.exists()
        assert not AuditEntry.objects.exists()

    def test_without_its_audit_entry_there_is_no_membership(self) -> None:
        """One transaction: both or neither."""
        account, organisation = made.AccountFactory(), made.OrganisationFactory()
        with (
            patch.object(organisations, "record_audit", side_effect=BrokenPen),
            pytest.raises(BrokenPen),
        ):
            services.add_membership(account=account, organisation=organisation, role=Role.MANAGER)
        assert not Membership.objects.exists()


class TestEnsureOrganisation:
    """The first service."""

    def test_it_is_made_once(self) -> None:
        """With one entry."""
        assert services.ensure_organisation() == services.ensure_organisation()
        assert AuditEntry.objects.get().action == "open_organisation"

    def test_without_its_audit_entry_there_is_none(self) -> None:
        """One transaction: both or neither."""
        with (
            patch.object(organisations, "record_audit", side_effect=BrokenPen),
            pytest.raises(BrokenPen),
        ):
            services.ensure_organisation()
        assert not Organisation.objects.exists()


class TestOpening:
    """Clinics, names and accounts, each with its entry."""

    def test_a_clinic_is_opened_once(self) -> None:
        """With one entry."""
        organisation = made.OrganisationFactory()
        opened = {"organisation": organisation, "name": "River clinic"}
        clinic = services.ensure_clinic(**opened)
        assert services.ensure_clinic(**opened) == clinic
        assert AuditEntry.objects.get().record == f"clinic:{clinic.pk}"

    def test_a_name_is_changed_with_an_entry_that_does_not_tell_it(self) -> None:
        """Audit entries hold no names."""
        organisation = made.OrganisationFactory()
        services.rename_organisation(organisation=organisation, name="Harbour service")
        organisation.refresh_from_db()
        entry = AuditEntry.objects.get()
        assert organisation.name == "Harbour service"
        assert (entry.action, entry.detail) == ("rename_organisation", {})

    def test_an_account_is_made_with_an_entry(self) -> None:
        """It may do nothing yet, and without a password nobody signs in to it."""
        by, organisation = made.AccountFactory(), made.OrganisationFactory()
        account = services.add_account(
            email="Rosa@Example.org", name="Rosa", organisation=organisation, by=by
        )
        entry = AuditEntry.objects.get()
        assert (entry.record, entry.by) == (f"account:{account.pk}", by)
        assert not account.memberships.exists()
        assert not account.has_usable_password()

    def test_an_address_that_is_taken_leaves_nothing(self) -> None:
        """Neither account nor entry."""
        made.AccountFactory(email="rosa@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            services.add_account(
                email="ROSA@example.org", name="Rosa", organisation=made.OrganisationFactory()
            )
        assert not AuditEntry.objects.exists()


class TestDemo:
    """Who can sign in to the demo."""

    FIXTURES = settings.BASE_DIR / "fixtures"

    def test_a_second_start_changes_nothing(self, settings: Settings) -> None:
        """The same accounts, and not one entry more."""
        settings.DEMO = True
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        first = demo.load_demo(self.FIXTURES)
        entries = AuditEntry.objects.count()
        assert demo.load_demo(self.FIXTURES) == first
        assert Account.objects.count() == Membership.objects.count() == len(first)
        assert AuditEntry.objects.count() == entries

    def test_outside_the_demo_there_are_no_such_accounts(self, settings: Settings) -> None:
        """Their password is in the repository."""
        settings.DEMO = False
        with pytest.raises(demo.NotTheDemoError):
            demo.load_demo(self.FIXTURES)
        assert not Account.objects.exists()


class TestRecordAudit:
    """One chain per record, counted from 1."""

    def test_each_record_is_counted_for_itself(self) -> None:
        """Entries of another record do not make a gap."""
        for record in ("card:1", "card:2", "card:1"):
            services.record_audit(action="look", record=record)
        entries = AuditEntry.objects.values_list("record", "sequence")
        assert list(entries) == [("card:1", 1), ("card:1", 2), ("card:2", 1)]

    def test_two_writers_of_one_number_collide(self) -> None:
        """So that no entry is lost silently."""
        services.record_audit(action="look", record="card:1")
        with pytest.raises(IntegrityError), transaction.atomic():
            AuditEntry.objects.create(action="look", record="card:1", sequence=1)


class TestConstraints:
    """What the database refuses on its own."""

    def test_an_address_is_one_account_in_any_case(self) -> None:
        """Two accounts would be two histories of one person."""
        made.AccountFactory(email="rosa@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            made.AccountFactory(email="Rosa@example.org")

    def test_accounts_are_made_in_lower_case(self) -> None:
        """And without a password unless one is given."""
        account = Account.objects.create_user("Rosa@Example.ORG", name="Rosa")
        assert account.email == "rosa@example.org"
        assert not account.has_usable_password()

    @pytest.mark.parametrize("with_clinic", [True, False])
    def test_a_role_is_held_once_in_a_place(self, with_clinic: bool) -> None:
        """Also where the place is "all clinics" and the column is empty."""
        clinic = made.ClinicFactory()
        held = {
            "account": made.AccountFactory(),
            "organisation": clinic.organisation,
            "clinic": clinic if with_clinic else None,
        }
        made.MembershipFactory(**held)
        made.MembershipFactory(**held, manager=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            made.MembershipFactory(**held)
