"""`manage.py rename_organisation`: the name under which a service is shown."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.invitations import (
    InvitationError,
    check_tables,
    checked_name,
    organisation_called,
)
from accounts.services import rename_organisation


class Command(BaseCommand):
    """Gives an organisation another name."""

    help = "Rename the organisation; where there are several, say which."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the new name and, where there are several, the old one."""
        parser.add_argument("name", help="the new name")
        parser.add_argument("--organisation", default="", help="the old name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rename, and say so."""
        try:
            check_tables()
            name = checked_name(options["name"], "organisation")
            organisation = organisation_called(options["organisation"])
        except InvitationError as error:
            raise CommandError(str(error), returncode=2) from None
        old = organisation.name
        rename_organisation(organisation=organisation, name=name)
        self.stdout.write(f"“{old}” is now called “{name}”.")
