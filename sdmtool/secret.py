"""A secret key for installations that have not been given one."""

import base64
import hmac
import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """Return the secret kept at `path`, made on first use and readable by its owner only.

    There is no default secret in the code, so none can be forgotten in production. Several
    web machines must share one: give it as SECRET_KEY in their environment.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def demo_field_key(secret: str) -> str:
    """Return the key of FIELD_KEYS that the demo works with: nobody has to keep it."""
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), b"fields", "sha256")).decode()
