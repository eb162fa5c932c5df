"""Whom a change of a card touches, over everything kept, through the service of the page.

Making a million conversations takes some minutes: CONVERSATIONS=100000 measures with fewer.
"""

import json
import os
import subprocess
import sys
from statistics import median

from tests.benchmarks.databases import LEFT_OUT, Database, database, is_there
from tests.benchmarks.measure import Row, in_words

SIZES = [10_000, 100_000, 1_000_000]
MOST = int(os.environ.get("CONVERSATIONS", SIZES[-1]))
SECONDS_FOR_A_MILLION = 10
ROUNDS = 3
CHANGES = {"level": "one level of a card changes", "withdrawn": "a card is withdrawn"}

_said: list[str] = []


def notes() -> list[str]:
    """Tell what is left out, the memory, and the ratio to a plain matrix product."""
    return _said if is_there() else [f"Left out, whom a change of a card touches: {LEFT_OUT}."]


def rows() -> list[Row]:
    """Measure ten thousand, a hundred thousand and a million conversations."""
    if not is_there():
        return []
    found = []
    for conversations in (each for each in SIZES if each <= MOST):
        with database(conversations) as its:
            for change, words in CHANGES.items():
                found += _measured(its, change, words)
    return found


def _measured(its: Database, change: str, words: str) -> list[Row]:
    """Return the rows of one change; each run is a process of its own, for its memory."""
    runs = [_once(its, change) for _ in range(ROUNDS)]
    took = {name: median(each[name] for each in runs) for name in runs[0]}
    work = f"whom it touches when {words}, {its.conversations:,} conversations in PostgreSQL"
    _said.append(
        f"{work[0].upper()}{work[1:]}: {took['ours'] / took['product']:.0f} times two plain numpy "
        f"matrix products over the same numbers ({in_words(took['product'])}, nothing read, no "
        f"order worked out); {took['memory'] / 1e6:.0f} MB more than before at most."
    )
    goal = SECONDS_FOR_A_MILLION * its.conversations / 1_000_000
    found = [Row(work, took["ours"], "reading the same rows", took["read"], 2.5)]
    if its.conversations == SIZES[-1]:
        found.append(Row(work, took["ours"], "ten seconds", goal, 1))
    return found


def _once(its: Database, change: str) -> dict[str, float]:
    """Return what one run took."""
    environment = os.environ | {
        "DATABASE_URL": its.url,
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "sdmtool.settings",
    }
    command = [sys.executable, "-m", "tests.benchmarks.impact_once", change]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found
