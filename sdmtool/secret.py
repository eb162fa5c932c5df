"""A secret key for installations that have not been given one."""

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
