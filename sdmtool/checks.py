"""What no service with real people may start with: `manage.py check --deploy`, before each start.

Each check returns nothing, or one sentence that says what to do. `make serve` does not start on
any. A check that needs to know a room stands in that room, in its own `checks.py`.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import Error as DatabaseError
from django.db import connection

from sdmtool.ways import is_here

SECRET_LETTERS, SECRET_DIFFERENT = 50, 10
SQLITE_FULL = 2
"""The figure by which SQLite calls synchronous=FULL; EXTRA is 3."""

AWAY = (
    "Start the database, or correct DATABASE_URL: it is away, or lets nobody in. On another "
    "machine it has to show a certificate (sslrootcert, docs/keys.md)."
)


def check_debug(**_: object) -> list[CheckMessage]:
    """Refuse Django's own error pages, which show the code and what was typed."""
    return _refuse(settings.DEBUG, "E001", "Take DEBUG out of the environment.")


def check_demo(**_: object) -> list[CheckMessage]:
    """Refuse the demo, which prints passwords and needs no TLS."""
    return _refuse(settings.DEMO, "E002", "Take DEMO out of the environment.")


def check_secret(**_: object) -> list[CheckMessage]:
    """Refuse a weak secret: whoever guesses it signs in as anybody."""
    secret = settings.SECRET_KEY
    is_weak = len(secret) < SECRET_LETTERS or len(set(secret)) < SECRET_DIFFERENT
    return _refuse(
        is_weak or secret.startswith("django-insecure-"),
        "E003",
        f"Give SECRET_KEY at least {SECRET_LETTERS} random letters and digits, or none at all: "
        "then one is made.",
    )


def check_hosts(**_: object) -> list[CheckMessage]:
    """Refuse any host: links in mails would lead wherever a request says."""
    is_open = any("*" in each or each in ("", ".") for each in settings.ALLOWED_HOSTS)
    return _refuse(is_open, "E004", "Name the hosts in ALLOWED_HOSTS one by one, without a star.")


def check_https(**_: object) -> list[CheckMessage]:
    """Refuse plain http: everybody on the network reads along."""
    is_plain = not (
        settings.SESSION_COOKIE_SECURE
        and settings.CSRF_COOKIE_SECURE
        and settings.SECURE_SSL_REDIRECT
        and settings.SECURE_HSTS_SECONDS
    )
    return _refuse(is_plain, "E005", "Take HTTPS=false out of the environment.")


def check_processes(**_: object) -> list[CheckMessage]:
    """Refuse processes that each count wrong passwords for themselves: more could be tried."""
    return _refuse(
        settings.WEB_PROCESSES > 1 and not settings.REDIS_URL,
        "E006",
        "Set REDIS_URL, which several web processes share, or WEB_PROCESSES=1.",
    )


def check_database_syncs(**_: object) -> list[CheckMessage]:
    """Refuse a database that may forget, when the power fails, what it said was saved."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA synchronous")
                is_safe = cursor.fetchone()[0] >= SQLITE_FULL
                return _refuse(not is_safe, "E007", "Set synchronous=FULL for SQLite.")
            found = []
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                cursor.execute(f"SHOW {name}")
                if cursor.fetchone()[0] == "off":
                    found.append(name)
    except DatabaseError:
        return _refuse(True, "E008", AWAY)
    names = ", ".join(found)
    return _refuse(bool(found), "E007", f"Set these to on in PostgreSQL: {names}.")


def check_restore_is_finished(**_: object) -> list[CheckMessage]:
    """Refuse a database from a copy in which what was taken back since is open again."""
    return _refuse(
        settings.RESTORED_FILE.exists(),
        "E009",
        "Run finish_restore: the database was brought back from a copy.",
    )


def check_ways(**_: object) -> list[CheckMessage]:
    """Refuse a way to another machine that is not encrypted, or ends who knows where."""
    return [] if settings.PRIVATE_NETWORK else [each for way in _ways() for each in way]


def _ways() -> Iterator[list[CheckMessage]]:
    """Look at each way out of this machine; mail carries links to choose a password."""
    its = connection.settings_dict
    is_known = its.get("OPTIONS", {}).get("sslmode") == "verify-full"
    is_open = connection.vendor == "postgresql" and not (is_known or is_here(its["HOST"]))
    yield _refuse(is_open, "E010", "Take sslmode out of DATABASE_URL: then it is verify-full.")
    redis = urlsplit(settings.REDIS_URL)
    is_open = redis.scheme == "redis" and not is_here(redis.hostname)
    yield _refuse(is_open, "E011", "Begin REDIS_URL with rediss://, for a way that is encrypted.")
    is_sent = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    is_plain = not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL)
    is_open = is_sent and is_plain and not is_here(settings.EMAIL_HOST)
    yield _refuse(is_open, "E012", "Begin EMAIL_URL with smtp+tls:// or smtp+ssl://.")
    provider = [urlsplit(each) for each in (settings.OIDC_SERVER, *settings.OIDC_SIGN_IN)]
    is_open = any(each.scheme == "http" and not is_here(each.hostname) for each in provider)
    yield _refuse(is_open, "E013", "Begin OIDC_SERVER and OIDC_SIGN_IN with https://.")


def _refuse(is_so: bool, number: str, what_to_do: str) -> list[CheckMessage]:
    """Return the sentence when something is as it must not be."""
    return [Error(what_to_do, id=f"sdmtool.{number}")] if is_so else []


CHECKS: Sequence = (
    check_debug,
    check_demo,
    check_secret,
    check_hosts,
    check_https,
    check_processes,
    check_database_syncs,
    check_restore_is_finished,
    check_ways,
)
