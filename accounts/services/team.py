"""What an administrator does with the accounts of their organisation.

Nobody does any of it to their own account: an administrator could make themselves a clinician, or
leave the organisation without any. Each is refused with a sentence that the page shows.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.models import Account, Clinic, Membership, Organisation, Role
from accounts.services.organisations import (
    add_account,
    add_membership,
    ensure_clinic,
    record_audit,
)
from accounts.services.sign_ins import end_sessions


class TeamRuleError(ValueError):
    """One sentence that says why it is not done."""


@dataclass(frozen=True)
class LetIn:
    """Who was let in, and as what: an account may have been there, and even have held the role."""

    account: Account
    membership: Membership
    is_new: bool
    is_role_new: bool


@transaction.atomic
def let_in(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role,
    clinic: Clinic | None,
    by: Account,
) -> LetIn:
    """Make an account with its first role, or give the role to the one that is there."""
    _check_administrator(organisation, by)
    account = selectors.account_at(email)
    if account is None:
        account = add_account(email=email, name=name, organisation=organisation, by=by)
        its = add_membership(
            account=account, organisation=organisation, role=role, clinic=clinic, by=by
        )
        return LetIn(account, its, is_new=True, is_role_new=True)
    before = account.memberships.count()
    its = give_role(account=account, organisation=organisation, role=role, clinic=clinic, by=by)
    is_role_new = account.memberships.count() > before
    return LetIn(account, its, is_new=False, is_role_new=is_role_new)


@transaction.atomic
def give_role(
    *, account: Account, organisation: Organisation, role: Role, clinic: Clinic | None, by: Account
) -> Membership:
    """Give an account of the organisation another role."""
    _check(account, organisation, by)
    if not account.is_active:
        raise TeamRuleError(_("This account is switched off. Switch it on first."))
    return add_membership(
        account=account, organisation=organisation, role=role, clinic=clinic, by=by
    )


@transaction.atomic
def take_role(*, membership: Membership, by: Account) -> None:
    """Take a role from an account; it keeps one at least."""
    account, organisation = membership.account, membership.organisation
    _check(account, organisation, by)
    if account.memberships.filter(organisation=organisation).count() < 2:
        raise TeamRuleError(_("This is their only role. Switch the account off instead."))
    detail: dict[str, object] = {"role": membership.role, "clinic": membership.clinic_id}
    membership.delete()
    _tell("take_membership", account, organisation, by, detail)


@transaction.atomic
def switch_off(*, account: Account, organisation: Organisation, by: Account) -> None:
    """Switch an account off: it signs in no more, and what it has open ends."""
    _check_only_here(account, organisation, by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    _tell("switch_off_account", account, organisation, by)
    end_sessions(account=account, by=by)


@transaction.atomic
def switch_on(*, account: Account, organisation: Organisation, by: Account) -> None:
    """Let an account sign in again."""
    _check_only_here(account, organisation, by)
    account.is_active = True
    account.save(update_fields=["is_active"])
    _tell("switch_on_account", account, organisation, by)


@transaction.atomic
def reset_second_step(*, account: Account, organisation: Organisation, by: Account) -> None:
    """Take a lost second step away: the next sign-in sets a new one up."""
    _check_only_here(account, organisation, by)
    rows = Authenticator.objects.filter(user=account)
    kinds = sorted(rows.values_list("type", flat=True))
    rows.delete()
    _tell("reset_second_step", account, organisation, by, {"kinds": kinds})
    end_sessions(account=account, by=by)


@transaction.atomic
def open_clinic(*, organisation: Organisation, name: str, by: Account) -> Clinic:
    """Open a clinic, of which there is none of this name yet, in whichever case."""
    _check_administrator(organisation, by)
    if selectors.clinics(organisation).filter(name__iexact=name).exists():
        raise TeamRuleError(_("There is a clinic of this name already."))
    return ensure_clinic(organisation=organisation, name=name, by=by)


@transaction.atomic
def note_link(*, account: Account, organisation: Organisation, by: Account) -> None:
    """Keep that a link to choose a password was sent."""
    _check_administrator(organisation, by)
    _tell("send_password_link", account, organisation, by)


@transaction.atomic
def note_printed_link(*, account: Account) -> None:
    """Keep that a command printed a link to choose a password."""
    organisation = selectors.organisation_of(account)
    _tell("send_password_link", account, organisation, None)


def _check_administrator(organisation: Organisation, by: Account) -> None:
    """Raise PermissionDenied unless the role still stands, which two may take at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if not selectors.has_role(by, organisation, [Role.ADMINISTRATOR]):
        raise PermissionDenied(_("Only an administrator of this organisation does this."))


def _check(account: Account, organisation: Organisation, by: Account) -> None:
    """Raise unless it is an administrator, and the account of somebody else who works here."""
    _check_administrator(organisation, by)
    if account == by:
        raise TeamRuleError(_("This is your own account. Another administrator does it."))
    if not account.memberships.filter(organisation=organisation).exists():
        raise TeamRuleError(_("This address has an account in another service already."))


def _check_only_here(account: Account, organisation: Organisation, by: Account) -> None:
    """Raise as well where it would reach into another organisation."""
    _check(account, organisation, by)
    if account.memberships.exclude(organisation=organisation).exists():
        raise TeamRuleError(_("They work in another service too. Ask whoever runs this tool."))


def _tell(
    action: str,
    account: Account,
    organisation: Organisation | None,
    by: Account | None,
    detail: dict[str, object] | None = None,
) -> None:
    """Add the audit entry."""
    record = f"account:{account.pk}"
    record_audit(action=action, record=record, organisation=organisation, by=by, detail=detail)
