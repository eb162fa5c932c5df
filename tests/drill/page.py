"""The commands of docs/operations.md, run as they stand there."""

import re
import subprocess
import sys
from collections.abc import Mapping

from tests.source import ROOT

FIELD_KEYS = "The key of fields that nobody reads in a copy"
KEYS = "The keys, once"
COPY = "A copy, while the service runs"
WRITTEN = "PostgreSQL: what is written after the copy"
DUE = "Are the copies as they should be"
SQLITE_BACK = "Bringing SQLite back"
POSTGRESQL_BACK = "Bringing PostgreSQL back"


def commands(heading: str) -> str:
    """Return the one block of commands below a heading of the page."""
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    part = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##)", page, re.DOTALL | re.MULTILINE)
    assert part, f"docs/operations.md has no heading “{heading}”"
    (block,) = re.findall(r"^```sh\n(.*?)^```", part[1], re.DOTALL | re.MULTILINE)
    return str(block)


def run(*headings: str, environment: Mapping[str, str], then: str = "") -> str:
    """Run the blocks below some headings, one after the other in one shell; return what is said.

    `then` is a last line of ours, such as one that says what a block has set.

    Raises AssertionError with everything that was said when one of them fails.
    """
    script = "\n".join([*map(commands, headings), then])
    done = subprocess.run(
        ["sh", "-euc", script],
        env=dict(environment),
        cwd=ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}"
    return done.stdout


def told(environment: Mapping[str, str], *words: str) -> str:
    """Run a command of the service; return what it says."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def manage(environment: Mapping[str, str], *words: str) -> None:
    """Run a command of the service, whose words are of no interest."""
    told(environment, *words)
