"""`manage.py load_demo_conversations`: two made-up people of the demo, with a conversation each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemoError
from consultations.demo import load_demo_conversations


class Command(BaseCommand):
    """Adds them while there is nobody; safe to run at every start."""

    help = "Add two made-up people with a conversation each (in the demo only)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them; say nothing when it worked."""
        try:
            load_demo_conversations()
        except NotTheDemoError as error:
            raise CommandError(str(error), returncode=2) from None
