"""Words in the database that whoever holds a copy of it cannot read, such as the keys of apps.

They are encrypted under the first of FIELD_KEYS and read with any of them, so that a key can be
turned: put a new one first, encrypt everything anew, take the old one away. FIELD_KEYS stand in no
copy of the database; without them nothing brings these words back.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ENCRYPTED = "gAAAA"
"""How all that Fernet encrypts begins, since it begins with a version and a moment."""

NO_KEY = "Set FIELD_KEYS: `manage.py make_field_key` makes a key; keep it outside this machine too."


def new_key() -> str:
    """Return a new key, as FIELD_KEYS takes it."""
    return Fernet.generate_key().decode()


def encrypt(text: str) -> str:
    """Return a text as the database keeps it. Raises ImproperlyConfigured without a key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Return a text that the database keeps; one that was kept before there were keys is itself.

    So an older node, while a new version comes up beside it, leaves nobody outside. Raises
    InvalidToken for what another key encrypted.
    """
    return _keys().decrypt(text).decode() if text.startswith(ENCRYPTED) else text


def can_read(text: str) -> bool:
    """Tell whether one of our keys encrypted a text, or none did."""
    try:
        decrypt(text)
    except InvalidToken:
        return False
    return True


def are_keys_good() -> bool:
    """Tell whether there are keys, and each is one."""
    try:
        _keys()
    except (ImproperlyConfigured, ValueError):
        return False
    return True


def _keys() -> MultiFernet:
    """Return what encrypts under the first key and reads with all."""
    if not settings.FIELD_KEYS:
        raise ImproperlyConfigured(NO_KEY)
    return MultiFernet([Fernet(each) for each in settings.FIELD_KEYS])
