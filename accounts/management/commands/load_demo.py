"""`manage.py load_demo`: the demo organisation, and who can sign in to it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemoError, load_demo


class Command(BaseCommand):
    """Loads the demo and prints its address and accounts; safe to run at every start."""

    help = "Load the demo organisation and print its accounts (in the demo only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port that the demo is served on."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how to sign in."""
        try:
            accounts = load_demo(settings.BASE_DIR / "fixtures")
        except NotTheDemoError as error:
            raise CommandError(str(error), returncode=2) from None
        pages = {"Cards": "/cards/", "Grid": "/cards/grid/", "Sign in": "/account/login/"}
        lines = [
            f"{name:<10} http://localhost:{options['port']}{path}" for name, path in pages.items()
        ]
        lines += ["", "Accounts of the demo, with their password:"]
        lines += [
            f"{each.role:<14} {each.email:<32} {each.password}  {each.name}" for each in accounts
        ]
        self.stdout.write("\n".join(lines))
