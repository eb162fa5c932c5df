"""2,000 presses by thirty screens while processes are killed; and each check seen to find.

`make chaos` does the same a hundred times as long, in pieces.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.chaos.kept import Result

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 900


def run(*words: str) -> subprocess.CompletedProcess:
    """Run it in a process of its own, which has a database of its own."""
    command = [sys.executable, "-m", "tests.chaos", *words]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_SECONDS
    )


def test_nothing_is_lost_doubled_or_behind() -> None:
    done = run("--operations", "2000")
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "Everything holds." in done.stdout


@pytest.mark.parametrize(
    ("breaks", "finding"),
    [
        ("lost", "a press that was said to be kept is there 0 times"),
        ("twice", "changes that nobody was told of"),
        ("refused", "a press that was refused is there"),
        ("stale", "a screen stands at version"),
        ("back", "a screen heard of version 1 after"),
        ("shared", "a carer read the person's words after it was withdrawn"),
    ],
)
def test_a_service_that_is_broken_is_found_out(breaks: str, finding: str) -> None:
    done = run("--operations", "150", "--breaks", breaks, "--calm")
    assert done.returncode == 1, done.stdout + done.stderr[-2000:]
    assert finding in done.stdout


def test_pieces_are_added_up(tmp_path: Path) -> None:
    """What is kept is done, and the next run does what is left."""
    file = tmp_path / "kept.json"
    Result(Counter({"presses": 70})).write(file)
    done = run("--operations", "130", "--piece", "30", "--kept", str(file), "--calm")
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert Result.read(file).counts["presses"] == 130
