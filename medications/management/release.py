"""What commands that read one release have in common."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from medications import selectors
from medications.models import Release


class ReleaseCommand(BaseCommand):
    """Answers about one release, in words or as JSON.

    A question that cannot be answered is one sentence on standard error, nothing on standard
    output, and exit code 2.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let a command be asked about another organisation or an earlier release."""
        parser.add_argument("--organisation", help="its name; the first one otherwise")
        parser.add_argument("--release", type=int, help="its number; the current one otherwise")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the release, answer, print."""
        try:
            release = selectors.release_of(options["organisation"], options["release"])
            answer = self.answer(release, options)
        except (LookupError, ValueError) as error:
            raise CommandError(str(error), returncode=2) from None
        except DatabaseError:
            sentence = "The library cannot be read: run 'make setup', then look at DATABASE_URL."
            raise CommandError(sentence, returncode=2) from None
        as_json = json.dumps(answer, ensure_ascii=False, indent=2)
        self.stdout.write(as_json if options["json"] else self.in_words(answer))

    def answer(self, release: Release, options: dict[str, Any]) -> dict[str, Any]:
        """Return the answer as plain values. May raise ValueError with a sentence."""
        raise NotImplementedError

    def in_words(self, answer: dict[str, Any]) -> str:
        """Return the answer for reading."""
        raise NotImplementedError
