"""`manage.py make_conversations`: made-up people and conversations, to measure with."""

import uuid
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import selectors
from accounts.models import Clinic
from consultations.services.synthetic import Asked, NobodyToHoldThem, make_conversations

STEP = 50_000
"""How many conversations there are between two lines of news."""


class Command(BaseCommand):
    """Makes conversations by chance; the same seed makes the same ones."""

    help = "Make any number of made-up people and conversations, to measure the service with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, where, and that it is meant."""
        parser.add_argument("--count", type=int, required=True, help="conversations")
        parser.add_argument("--people", type=int, help="people; a third as many when not said")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--clinic", type=uuid.UUID, help="the code of one clinic; else all")
        parser.add_argument("--yes-synthetic", action="store_true", help="outside the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how far it is."""
        asked = self._asked(options)
        try:
            make_conversations(asked, self._tell)
        except NobodyToHoldThem as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(f"{asked.conversations:,} conversations are there.")

    def _tell(self, made: int) -> None:
        """Say from time to time how far it is."""
        if made % STEP == 0:
            self.stdout.write(f"{made:,} …")

    def _asked(self, options: dict[str, Any]) -> Asked:
        """Read what is asked for. Raises CommandError, with a sentence."""
        if not (settings.DEMO or options["yes_synthetic"]):
            raise CommandError(
                "Made-up people among real ones cannot be taken out again. On a service that has "
                "none, say --yes-synthetic.",
                returncode=2,
            )
        count = options["count"]
        people = options["people"] or max(count // 3, 1)
        if min(count, people) < 1:
            raise CommandError("Ask for one conversation or more.", returncode=2)
        clinics = self._clinics(options["clinic"])
        return Asked(clinics, count, people, options["seed"], timezone.now())

    def _clinics(self, code: uuid.UUID | None) -> list[Clinic]:
        """Return the clinic of a code, or those of the first organisation."""
        organisations = list(selectors.organisations())
        found = [
            clinic
            for organisation in (organisations if code else organisations[:1])
            for clinic in selectors.clinics(organisation)
            if code in (None, clinic.code)
        ]
        if not found:
            raise CommandError("There is no such clinic.", returncode=2)
        return found
