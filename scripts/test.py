"""`make test`: unit tests, integration tests on each database, browser tests; what ran where."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

CHROMIUM = ("chromium-headless-shell", "chromium")
CLOSING = re.compile(r"(\d+) (passed|failed|errors?|skipped)")
LOCAL_SOCKET = "/var/run/postgresql/.s.PGSQL.5432"


@dataclass(frozen=True)
class Run:
    """One run of pytest: what it is called, which folders, on which database (None = SQLite).

    but  a mark whose tests are left to another run
    """

    name: str
    folders: tuple[str, ...]
    database: str | None = None
    workers: int = 2
    but: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a run ended: passed and failed tests, or why it was left out."""

    name: str
    passed: int = 0
    failed: int = 0
    left_out: str = ""
    but: str = ""


def postgresql_address() -> str | None:
    """Return TEST_DATABASE_URL, or the server on the local socket when one answers."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(LOCAL_SOCKET)
    except OSError:
        return None
    return "postgres:////var/run/postgresql/postgres"


def run(each: Run) -> Outcome:
    """Run pytest, let it print, and count."""
    print(f"\n== {each.name}", flush=True)
    environment = os.environ | {"DEMO": "true"}
    environment.pop("DATABASE_URL", None)
    if each.database:
        environment["DATABASE_URL"] = each.database
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(each.workers), *each.folders]
    if each.but:
        command += ["-m", f"not {each.but}"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    closing = ""
    for line in process.stdout or ():
        print(line, end="", flush=True)
        closing = line if CLOSING.search(line) else closing
    counts = {word.rstrip("s"): int(count) for count, word in CLOSING.findall(closing)}
    failed = counts.get("failed", 0) + counts.get("error", 0)
    if process.wait() != 0:
        failed = failed or 1
    return Outcome(each.name, counts.get("passed", 0), failed, but=each.but)


def runs() -> list[Run | Outcome]:
    """Return what to run; a run that cannot be is an outcome that says why."""
    postgresql = postgresql_address()
    missing = [each for each in ("nginx", "runuser", "redis-server") if not shutil.which(each)]
    return [
        Run("unit", ("tests/unit",)),
        Run("integration on SQLite", ("tests/integration",)),
        # What sweeps ask is the same on both: a third of the time for little that is new.
        Run("integration on PostgreSQL", ("tests/integration",), postgresql, but="sweep")
        if postgresql
        else Outcome(
            "integration on PostgreSQL",
            left_out="no server answers on the local socket and TEST_DATABASE_URL is not set",
        ),
        Run("killed and cut", ("tests/chaos", "tests/drill"), workers=1)
        if not missing
        else Outcome("killed and cut", left_out=f"not there: {', '.join(missing)}"),
        Run("browser", ("tests/browser",))
        if any(map(shutil.which, (os.environ.get("CHROMIUM", ""), *CHROMIUM)))
        else Outcome("browser", left_out="Chromium is not there; CHROMIUM may name another one"),
    ]


def main() -> int:
    """Run everything, print what ran where, and a closing line of all tests."""
    started = time.monotonic()
    outcomes = [each if isinstance(each, Outcome) else run(each) for each in runs()]
    print()
    for each in outcomes:
        what = f"left out: {each.left_out}" if each.left_out else f"{each.passed} passed"
        what += f", without those marked {each.but}, which ran before" if each.but else ""
        print(f"{each.name:<28} {what}" + (f", {each.failed} failed" if each.failed else ""))
    print(f"took {time.monotonic() - started:.0f} s")
    passed, failed = (sum(getattr(o, word) for o in outcomes) for word in ("passed", "failed"))
    print(f"{passed} passed, {failed} failed")
    is_incomplete = os.environ.get("CI") and any(each.left_out for each in outcomes)
    if is_incomplete:
        print("In CI nothing may be left out.", file=sys.stderr)
    return 1 if failed or is_incomplete else 0


if __name__ == "__main__":
    sys.exit(main())
