"""Second steps of signing in: what django-allauth does not write itself."""

import time

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import selectors
from accounts.factors import with_secrets
from accounts.fields import decrypt, encrypt
from accounts.models import Account
from accounts.services.organisations import record_audit

CODE_LIVES_SECONDS = 90
"""A code counts for its own half minute, and for the one before and after it."""


@transaction.atomic
def spend_code(*, authenticator: Authenticator, code: str) -> bool:
    """Note that a code of an app was used; return whether it was the first time.

    django-allauth notes it in the cache, which several processes need not share.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    now = time.time()
    spent = row.data.get("spent", {})
    alive = {each: at for each, at in spent.items() if now - at < CODE_LIVES_SECONDS}
    digits = "".join(filter(str.isdigit, code))
    if digits in alive:
        return False
    row.data["spent"] = alive | {digits: now}
    row.save(update_fields=["data"])
    return True


def note_factor(*, action: str, account: Account, kind: str, by: Account | None = None) -> None:
    """Add the audit entry of a second step that was added or removed; no secret stands in it."""
    record_audit(
        action=action,
        record=f"account:{account.pk}",
        organisation=selectors.organisation_of(account),
        by=by or account,
        detail={"kind": kind},
    )


@transaction.atomic
def turn_keys() -> int:
    """Encrypt every secret under the first of FIELD_KEYS; return of how many second steps.

    Raises InvalidToken when none of the keys reads one of them; then all stay as they were.
    """
    count = 0
    for row in selectors.kept_secrets().select_for_update():
        row.data = with_secrets(row.data, lambda text: encrypt(decrypt(text)))
        row.save(update_fields=["data"])
        count += 1
    record_audit(action="turn_keys", record="second_steps", detail={"rows": count})
    return count
