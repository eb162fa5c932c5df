"""`manage.py turn_field_keys`: encrypt under the first of FIELD_KEYS what older ones encrypted."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from accounts.services.factors import turn_keys


class Command(BaseCommand):
    """Writes everything anew or, when one of the keys is missing, nothing."""

    help = "Encrypt the keys of apps and spare codes under the first of FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        try:
            count = turn_keys()
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=2) from None
        except InvalidToken:
            sentence = "Add to FIELD_KEYS the key under which the others were encrypted."
            raise CommandError(sentence, returncode=2) from None
        self.stdout.write(f"{count} are encrypted under the first of FIELD_KEYS.")
