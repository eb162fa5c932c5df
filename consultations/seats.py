"""How somebody without an account comes into a conversation: codes, links and seats.

Only digests of these are kept, so that whoever reads the database opens nothing with it. The
figures are those of the service's safety case: 128 random bits in a link, 40 in a code that is
typed, ten minutes, one seat.
"""

import secrets
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: five bits each. I, L and O are read as the figures they look like; no U."""

LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
CODE_LENGTH, LINK_BYTES, SEAT_BYTES = 8, 16, 32
OPEN_FOR = timedelta(minutes=10)
"""How long a door stands open."""

IDLE = timedelta(minutes=30)
"""After so long without a page asked for, a seat opens nothing."""

AFTER_THE_END = timedelta(hours=1)
"""So long the person can still read and print the summary of a conversation that has ended."""

SALT = "knock on a door"


def new_code() -> str:
    """Return a code to type, as it is shown: "7KQ4-M2XP"."""
    code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
    return f"{code[:4]}-{code[4:]}"


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
