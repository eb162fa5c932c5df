"""`manage.py prompt_reviews`: tell clinicians of new releases wherever that was interrupted."""

from typing import Any

from django.core.management.base import BaseCommand

from consultations.services.rounds import go_through_rounds


class Command(BaseCommand):
    """Writes the prompts that are not written yet; run it every few minutes."""

    help = "Ask clinicians to look again at decisions that a new release of the cards touches."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all that is left."""
        go_through_rounds()
