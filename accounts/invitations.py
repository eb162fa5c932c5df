"""How somebody gets an account in production: an administrator makes it at the command line.

No password is made, printed or sent. A link that works once lets its owner choose one.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts import selectors, services
from accounts.models import Account, Organisation, Role

LONGEST_NAME = 200


class InvitationError(ValueError):
    """One sentence that says what to type instead."""


@dataclass(frozen=True)
class Invitation:
    """Who is asked in: as what, and where (an empty clinic means all of them)."""

    email: str
    name: str
    role: Role
    clinic: str = ""
    organisation: str = ""


@transaction.atomic
def invite(invitation: Invitation) -> Account:
    """Make the account, or take the one that is there, and give it the role.

    Raises InvitationError with a sentence, and then nothing is written.
    """
    organisation = organisation_called(invitation.organisation)
    account = selectors.account_at(invitation.email)
    if account is None:
        account = _new_account(invitation, organisation)
    elif not account.is_active:
        raise InvitationError(f"The account {account.email} is switched off and gets no role.")
    clinic = None
    if invitation.clinic:
        name = checked_name(invitation.clinic, "clinic")
        clinic = services.ensure_clinic(organisation=organisation, name=name)
    services.add_membership(
        account=account, organisation=organisation, role=invitation.role, clinic=clinic
    )
    return account


def renewed(email: str) -> Account:
    """Return the account whose owner lost the password, for a new link; it gets no role.

    Raises InvitationError when there is none, or when it is switched off.
    """
    account = selectors.account_at(email)
    if account is None:
        raise InvitationError(
            f"There is no account {email}; a new one needs --role and --name, and gets a link."
        )
    if not account.is_active:
        raise InvitationError(f"The account {account.email} is switched off and gets no link.")
    return account


def check_tables() -> None:
    """Raise InvitationError before the first `manage.py migrate`."""
    if not selectors.has_tables():
        raise InvitationError("Run `manage.py migrate` first: the database has no tables yet.")


def organisation_called(name: str) -> Organisation:
    """Return the organisation of this name; without a name the only one, made if there is none.

    Raises InvitationError when it is not clear which one is meant.
    """
    if not name and not selectors.organisations().exists():
        return services.ensure_organisation()
    found = list(selectors.organisations(name))
    if len(found) == 1:
        return found[0]
    if not found:
        names = ", ".join(f"“{each}”" for each in selectors.organisations())
        raise InvitationError(f"There is no organisation “{name}”; there is: {names or 'none'}.")
    if name:
        raise InvitationError(f"{len(found)} organisations are called “{name}”: rename one first.")
    names = ", ".join(f"“{each}”" for each in found)
    raise InvitationError(f"Say which organisation is meant with --organisation: {names}.")


def role_called(word: str | None) -> Role:
    """Return the role of this name; InvitationError when there is none, or none was named."""
    if word is None:
        raise InvitationError(
            f"Say which role with --role: {', '.join(Role.values)}; or --link for a link alone."
        )
    if word not in Role.values:
        raise InvitationError(f"“{word}” is not a role; choose from: {', '.join(Role.values)}.")
    return Role(word)


def checked_name(name: str, whose: str) -> str:
    """Return a name without space around it; InvitationError when it is empty or too long."""
    name = name.strip()
    if not name:
        raise InvitationError(f"The name of the {whose} is empty.")
    if len(name) > LONGEST_NAME:
        raise InvitationError(f"The name of the {whose} is longer than {LONGEST_NAME} characters.")
    return name


def password_link(account: Account, service: str) -> str:
    """Return the address at which the account's owner chooses a password, once.

    It is the one that django-allauth sends by mail; `service` is where the service is reached.
    """
    arguments = {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
    }
    return urljoin(service, reverse("account_reset_password_from_key", kwargs=arguments))


def _new_account(invitation: Invitation, organisation: Organisation) -> Account:
    """Make an account without a password, after looking at what was typed."""
    try:
        validate_email(invitation.email)
    except ValidationError:
        raise InvitationError(f"“{invitation.email}” is not an e-mail address.") from None
    if not invitation.name:
        raise InvitationError("A new account needs --name, as others will read it.")
    name = checked_name(invitation.name, "account")
    return services.add_account(email=invitation.email, name=name, organisation=organisation)
