"""`manage.py add_account`: let somebody in, as what, and where they choose their password."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.invitations import (
    Invitation,
    InvitationError,
    check_tables,
    invite,
    password_link,
    renewed,
    role_called,
)
from accounts.models import Account, Role
from accounts.services.team import note_printed_link

SECONDS_OF_A_DAY = 24 * 60 * 60


class Command(BaseCommand):
    """Makes an account or takes the one that is there, gives it a role, prints a link.

    Whoever only lost a password needs a link and no role, so that none is given by mistake.
    """

    help = "Make an account, or give one another role; a password is chosen at a printed link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who, as what, and where."""
        parser.add_argument("email", help="the address to sign in with")
        parser.add_argument("--name", default="", help="as others read it; for a new account")
        parser.add_argument("--role", metavar="|".join(Role.values), help="not with --link alone")
        parser.add_argument("--clinic", default="", help="one clinic (made if new); else all")
        parser.add_argument("--organisation", default="", help="where there are several")
        parser.add_argument("--link", action="store_true", help="a new link for a lost password")
        parser.add_argument("--address", default=reached_at(), help="https://… of the service")

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, and say what happened."""
        try:
            check_tables()
            account = self.account(options)
        except InvitationError as error:
            raise CommandError(str(error), returncode=2) from None
        if options["link"] or not account.has_usable_password():
            self.stdout.write(self.invitation(account, options["address"]))

    def account(self, options: dict[str, Any]) -> Account:
        """Return the account that was made, got a role or needs no more than a link."""
        words = {key: options[key] for key in ("name", "clinic", "organisation")}
        email = options["email"].strip()
        if options["role"] is None and options["link"]:
            if any(words.values()):
                raise InvitationError(
                    "--link without --role makes a link alone: leave the other words out."
                )
            return renewed(email)
        role = role_called(options["role"])
        account = invite(Invitation(email=email, role=role, **words))
        where = options["clinic"] or "all clinics"
        self.stdout.write(f"{account.email} is now {role.label} in {where}.")
        return account

    def invitation(self, account: Account, address: str) -> str:
        """Return the link, and how long it can be used; that it was made is kept."""
        note_printed_link(account=account)
        days = settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY
        sentence = f"Give them this link to choose a password. It works once, for {days} days:"
        return f"{sentence}\n{password_link(account, address)}"


def reached_at() -> str:
    """Return where the service is reached, as far as its settings tell."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return settings.CSRF_TRUSTED_ORIGINS[0]
    if settings.DEMO:
        return "http://localhost:8000"
    host = next((each for each in settings.ALLOWED_HOSTS if each[:1] not in "*."), "localhost")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
