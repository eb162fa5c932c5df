"""PostgreSQL databases of the benchmarks' own, filled with made-up conversations and dropped."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import environ
import psycopg2
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

SERVER = os.environ.get("BENCH_POSTGRES", "postgres:////var/run/postgresql")
"""Where PostgreSQL is; databases named sdmtool_bench_… are made and dropped there."""

LEFT_OUT = f"no PostgreSQL at {SERVER} (BENCH_POSTGRES says where else)"


@dataclass(frozen=True)
class Database:
    """A database with so many conversations, for this process and for a server of its own."""

    url: str
    conversations: int
    wrapper: BaseDatabaseWrapper

    def use(self) -> None:
        """Let every query of this process go here."""
        connections["default"] = self.wrapper


def is_there() -> bool:
    """Tell whether PostgreSQL answers."""
    try:
        _administer("SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True


@contextmanager
def database(conversations: int) -> Iterator[Database]:
    """Make a database with the library, the demo's accounts and so many conversations."""
    name = f"sdmtool_bench_{os.getpid()}_{conversations}"
    url, before = f"{SERVER}/{name}", connections["default"]
    _administer(f"CREATE DATABASE {name}")
    try:
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_library"],
            ["load_demo"],
            ["make_conversations", f"--count={conversations}"],
        ):
            _manage(url, command)
        made = Database(url, conversations, _wrapper(url))
        yield made
        made.wrapper.close()
    finally:
        connections["default"] = before
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _wrapper(url: str) -> BaseDatabaseWrapper:
    """Return a connection to a database, to be put in the place of the default one."""
    wanted = {"default": environ.Env.db_url_config(url)}
    config = connections.configure_settings(wanted)["default"]
    return load_backend(config["ENGINE"]).DatabaseWrapper(config, "default")


def _manage(url: str, command: list[str]) -> None:
    """Run a command of the service on a database."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "sdmtool.settings",
    }
    subprocess.run(
        [sys.executable, "manage.py", *command],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _administer(statement: str) -> None:
    """Run a statement outside any database of ours. Raises psycopg2.OperationalError."""
    config = environ.Env.db_url_config(f"{SERVER}/postgres")
    connection = psycopg2.connect(
        dbname=config["NAME"],
        host=config["HOST"],
        port=config["PORT"] or None,
        user=config["USER"] or None,
        password=config["PASSWORD"] or None,
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
