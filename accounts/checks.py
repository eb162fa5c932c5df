"""What the front door looks at before the service starts (see sdmtool/checks.py)."""

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import Error as DatabaseError

from accounts import fields
from accounts.demo import demo_accounts
from accounts.factors import secrets_in
from accounts.selectors import are_there, kept_secrets


def check_demo_accounts(**_: object) -> list[CheckMessage]:
    """Refuse the accounts of the demo, whose passwords everybody can read.

    A database that has no tables yet has no accounts; one that is away is said elsewhere.
    """
    addresses = [each.email for each in demo_accounts(settings.BASE_DIR / "fixtures")]
    try:
        found = are_there(addresses)
    except DatabaseError:
        return []
    sentence = "Begin with a database of its own: this one holds accounts of the demo."
    return [Error(sentence, id="accounts.E001")] if found else []


def check_field_keys(**_: object) -> list[CheckMessage]:
    """Refuse to keep what is secret readable, or under a key that is none."""
    return [] if fields.are_keys_good() else [Error(fields.NO_KEY, id="accounts.E002")]


def check_second_steps(**_: object) -> list[CheckMessage]:
    """Refuse keys that do not read what is kept of apps: whoever has one would stay outside.

    Whether there are keys at all, and a database, is said elsewhere.
    """
    if not fields.are_keys_good():
        return []
    try:
        every = [secrets_in(each.data) for each in kept_secrets()]
    except DatabaseError:
        return []
    unread = sum(not all(map(fields.can_read, each)) for each in every)
    sentence = (
        f"Add to FIELD_KEYS the key under which {unread} apps and lists of spare codes in this "
        "database were encrypted: nobody signs in with them otherwise."
    )
    return [Error(sentence, id="accounts.E003")] if unread else []


CHECKS = (check_demo_accounts, check_field_keys, check_second_steps)
