"""The database as the service uses it, from what DATABASE_URL names."""

from typing import Any

from sdmtool.ways import is_here

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
"""WAL with IMMEDIATE transactions and a time-out is what keeps concurrent saves from being lost to
"database is locked"; FULL syncs each commit before it is acknowledged."""

KNOWN = {"sslmode": "verify-full"}
"""A server on another machine shows who it is, unless operators say otherwise."""


def configured(config: dict[str, Any], *, is_private: bool) -> dict[str, Any]:
    """Return a database as Django takes it; `is_private` says that the way to it is ours alone."""
    if config["ENGINE"].endswith("sqlite3"):
        return config | {"CONN_MAX_AGE": None, "OPTIONS": SQLITE}
    if not (is_private or is_here(config["HOST"])):
        config["OPTIONS"] = KNOWN | config.get("OPTIONS", {})
    return config | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
