"""Who signed in where, and the end of it.

A session ends when Django's own row of it is gone: no page opens with it any more, and the streams
that it had open end at their next look.
"""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import selectors
from accounts.browsers import browser_words
from accounts.models import Account, Session, SignIn
from accounts.services.organisations import record_audit
from accounts.sessions import idle

TRIES = 5
log = logging.getLogger(__name__)


def note(*, action: str, account: Account | None, **detail: object) -> None:
    """Add an audit entry about signing in; nothing in it says who somebody claimed to be.

    Guesses come many at a time and collide on the chain; whoever signs in is not to hear of it.
    """
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                record_audit(
                    action=action,
                    record=f"sign_ins:{account.pk if account else 'unknown'}",
                    organisation=selectors.organisation_of(account) if account else None,
                    by=account,
                    detail=detail,
                )
        except IntegrityError:
            continue
        return
    log.warning("An audit entry about signing in found no place: %s", action)


@transaction.atomic
def begin_session(*, account: Account, key: str, agent: str, **how: object) -> None:
    """Keep that somebody signed in with a browser; what ended by itself goes from the list."""
    dead = SignIn.objects.filter(account=account)
    dead.exclude(key__in=Session.objects.values("pk")).delete()
    keep_session(account=account, key=key, agent=agent)
    note(action="sign_in", account=account, **how)


def keep_session(*, account: Account, key: str, agent: str) -> None:
    """Have a session in the list; a new password gives it a new key."""
    words = {"account": account, "browser": browser_words(agent)}
    SignIn.objects.get_or_create(key=key, defaults=words)


def note_seen(*, key: str, at: datetime) -> bool:
    """Keep when somebody last did something in a session; False when it had locked by then."""
    its = Session.objects.filter(pk=key, seen_at__lt=at, seen_at__gt=timezone.now() - idle())
    return bool(its.update(seen_at=at))


@transaction.atomic
def end_sessions(
    *, account: Account, but: str = "", only: int | None = None, by: Account | None = None
) -> int:
    """End an account's sessions and return how many: all of them, all but one key, or only one.

    `by` is who ends somebody else's; None for the account itself, and for what follows by rule.
    """
    rows = SignIn.objects.filter(account=account).exclude(key=but)
    rows = rows if only is None else rows.filter(pk=only)
    keys = list(rows.values_list("key", flat=True))
    ended, _rows = Session.objects.filter(pk__in=keys).delete()
    rows.delete()
    if ended:
        record_audit(
            action="end_sessions",
            record=f"account:{account.pk}",
            organisation=selectors.organisation_of(account),
            by=by or account,
            detail={"count": ended},
        )
    return ended


@transaction.atomic
def sign_out(*, account: Account, key: str) -> None:
    """Keep that somebody signed out."""
    SignIn.objects.filter(account=account, key=key).delete()
    note(action="sign_out", account=account)
