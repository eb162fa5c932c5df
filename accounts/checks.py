"""What the front door looks at before the service starts (see sdmtool/checks.py)."""

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import Error as DatabaseError

from accounts.demo import demo_accounts
from accounts.selectors import are_there


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
