"""`manage.py review_due`: which cards have to be reviewed, printed, or mailed to pharmacists."""

from argparse import ArgumentParser
from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils import timezone

from accounts import selectors as people
from accounts.models import Organisation, Role
from medications import selectors
from medications.presenters.review_due import review_due_subject, review_due_text


class Command(BaseCommand):
    """Prints the list of every organisation, or mails each one's to its own pharmacists."""

    help = "Print which cards have to be reviewed; with --mail, mail it to the pharmacists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let one organisation be named, and mail be asked for."""
        parser.add_argument("--organisation", default="", help="its name; all of them otherwise")
        parser.add_argument("--mail", action="store_true", help="mail it to its pharmacists")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell one organisation after the other; one without cards has nothing to review."""
        found = list(people.organisations(options["organisation"]))
        if options["organisation"] and not found:
            sentence = f"There is no organisation called '{options['organisation']}'."
            raise CommandError(sentence, returncode=2)
        for organisation in found:
            self._tell(organisation, is_mail=options["mail"])

    def _tell(self, organisation: Organisation, *, is_mail: bool) -> None:
        """Print one organisation's list, or mail it and print to how many."""
        try:
            cards = selectors.cards(selectors.current_release(organisation))
        except Http404:
            return
        today = timezone.localdate()
        text = review_due_text(organisation.name, cards, today)
        subject = review_due_subject(cards, today)
        if not is_mail:
            self.stdout.write(text)
            return
        to = self._pharmacists(organisation) if subject else []
        for address in to:
            send_mail(subject, text, None, [address])
        self.stdout.write(f"{organisation.name}: mailed to {len(to)}.")

    def _pharmacists(self, organisation: Organisation) -> list[str]:
        """Return the addresses of those who work here as pharmacists, each once."""
        members = people.team(organisation).filter(role=Role.PHARMACIST)
        return list(dict.fromkeys(each.account.email for each in members))
