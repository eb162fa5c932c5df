"""Run it: `python -m tests.attack headers`. Ends with 1 when something is found.

With `--kept FILE` each piece is added to the file. Stopped (Ctrl-C) and started again, it does
what is left. `--broken` breaks the service on purpose, keeps nothing, and has to find something.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tests.attack.kept import DONE, Kept
from tests.chaos.cluster import Postgres
from tests.chaos.kept import Result

if TYPE_CHECKING:
    from tests.canaries.story import Story


@dataclass(frozen=True)
class Part:
    """One part of the attack.

    name   of its module
    full   how many tries are all; 0 when the module says (`every`)
    piece  how many are done before what was found is kept
    """

    name: str
    full: int
    piece: int

    @property
    def attack(self) -> "Callable[[Story, int, int], Result]":
        """Return what does the tries."""
        return import_module(f"tests.attack.{self.name}").attack

    @property
    def saboteurs(self) -> dict[str, Callable[[], AbstractContextManager[None]]]:
        """Return the saboteurs by what they break: the part's own ones, or its only one."""
        module = import_module(f"tests.attack.{self.name}")
        return getattr(module, "SABOTEURS", None) or {"broken": module.broken}

    def number(self, story: "Story") -> int:
        """Return how many tries are all of them."""
        return self.full or len(import_module(f"tests.attack.{self.name}").every(story))


PARTS = {
    each.name: each
    for each in (
        Part("headers", 0, 2000),
        Part("unchanged", 0, 1000),
        Part("typed", 0, 500),
        Part("shown", 0, 1),
        Part("running", 0, 50),
        Part("fuzzing", 100_000, 1000),
        Part("statements", 0, 5),
        Part("guessing", 1_000_000, 20_000),
        Part("racing", 1000, 20),
        Part("ranking", 100_000, 5000),
        Part("clozapine", 10_000, 100),
        Part("printed", 500, 10),
        Part("offline", 3000, 60),
    )
}


def main() -> int:
    """Do what is left of the parts, one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--number", type=int, help="so many tries in place of all")
    parser.add_argument("--kept", type=Path, help="a file to which each piece is added")
    parser.add_argument("--broken", action="store_true", help="break the service on purpose")
    parser.add_argument("--postgresql", action="store_true", help="on a cluster of its own")
    wanted = parser.parse_args()
    with cluster() if wanted.postgresql else nullcontext():
        return _main(wanted)


@contextmanager
def cluster() -> Iterator[None]:
    """Start PostgreSQL in memory, and name it to Django."""
    with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as an account of its own
        its = Postgres(Path(folder) / "cluster")
        its.make()
        os.environ["DATABASE_URL"] = its.url
        try:
            yield
        finally:
            its.kill()


def _main(wanted: argparse.Namespace) -> int:
    """Do what is left of the parts on one database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.attack.world import database, told

    kept = Kept(wanted.kept)
    with database():
        story = told()
        parts = [PARTS[name] for name in wanted.parts or PARTS]
        if wanted.broken:
            return 1 if all(sabotaged(each, story, wanted.number) for each in parts) else 0
        for part in parts:
            run(part, story, kept, wanted.number)
            print(f"{part.name}: {kept.of(part.name).words}", flush=True)
    return 1 if any(each.findings for each in kept.results.values()) else 0


def sabotaged(part: Part, story: "Story", number: int | None) -> bool:
    """Do a part with each of its saboteurs; tell whether something was found in each."""
    found = []
    for name, broken in part.saboteurs.items():
        its = Kept(None)
        with broken():
            run(part, story, its, number)
        print(f"{part.name}, {name}: {its.of(part.name).words}", flush=True)
        found.append(bool(its.of(part.name).findings))
    return all(found)


def run(part: Part, story: "Story", kept: Kept, number: int | None) -> None:
    """Do what is left of a part, piece by piece."""
    full = number or part.number(story)
    while (done := kept.of(part.name).counts[DONE]) < full:
        started = time.monotonic()
        piece = part.attack(story, done, min(part.piece, full - done))
        piece.counts["seconds"] = round(time.monotonic() - started)
        kept.add(part.name, piece)
        print(f"{part.name}: {done + piece.counts[DONE]} of {full}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
