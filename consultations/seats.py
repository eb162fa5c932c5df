"""How somebody without an account comes into a conversation: codes, links and seats.

Only digests of these are kept, so that whoever reads the database opens nothing with it. The
figures are those of the service's safety case: 128 random bits in a link, 40 in a code that is
typed, ten minutes, one seat.
"""

import secrets
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: five bits each. I, L and O are read as the figures they look like; no U."""

LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
CODE_LENGTH, LINK_BYTES, SEAT_BYTES = 8, 16, 32
LONG_LENGTH = 28
"""Letters of a link that is given beforehand: 140 bits, which can be typed without a camera."""

OPEN_FOR = timedelta(minutes=10)
"""How long a door stands open."""

BEFOREHAND = timedelta(days=14)
"""How long a link given beforehand opens, when no day to meet is set."""

IDLE = timedelta(minutes=30)
"""So long without anybody's doing locks a screen of one's own. A shared one locks after
`settings.SHARED_IDLE_SECONDS`: five minutes, as the safety case says (hazard H13)."""

LOCKED_FOR = timedelta(hours=2)
"""So long a locked screen can be opened again, as long as a visit with its pauses; then its seat
has ended. Our own choice."""

AFTER_THE_END = timedelta(hours=1)
"""So long a seat still opens what goes home of a conversation that has ended, and nothing else."""

SALT = "knock on a door"


def idle(is_shared: bool) -> timedelta:
    """Return how long a screen stays open while nobody does anything at it."""
    return timedelta(seconds=settings.SHARED_IDLE_SECONDS) if is_shared else IDLE


def new_code(length: int = CODE_LENGTH) -> str:
    """Return a code to type, as it is shown: "7KQ4-M2XP"."""
    code = "".join(secrets.choice(LETTERS) for _letter in range(length))
    return "-".join(code[at : at + 4] for at in range(0, length, 4))


def end_of_day(day: datetime) -> datetime:
    """Return the midnight after a moment, in the service's zone."""
    after = timezone.localtime(day).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(after, time()))


def new_link() -> str:
    """Return what stands in a link behind the #, where no server and no log sees it."""
    return secrets.token_urlsafe(LINK_BYTES)


def new_seat() -> str:
    """Return what a browser keeps to be let in again."""
    return secrets.token_urlsafe(SEAT_BYTES)


def as_typed(code: str) -> str:
    """Return a code however it was typed: small letters, spaces, look-alikes."""
    letters = code.upper().translate(LOOKS_LIKE)
    return "".join(each for each in letters if each in LETTERS)


def digest(secret: str) -> str:
    """Return what is kept of a secret: 64 hexadecimal digits, useless without the service's key."""
    return salted_hmac("seat", secret, algorithm="sha256").hexdigest()


def knock_of(invitation: int) -> str:
    """Return what the browser that has knocked keeps while it waits."""
    return signing.dumps(invitation, salt=SALT)


def knocked(kept: str) -> int | None:
    """Return for which invitation a browser waits; None when it does not, or not any more."""
    try:
        found = signing.loads(kept, salt=SALT, max_age=2 * OPEN_FOR)
    except signing.BadSignature:
        return None
    return int(found)
