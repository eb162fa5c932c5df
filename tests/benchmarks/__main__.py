"""Measure everything and write docs/performance.md.

    make bench

Every module here named `bench_*.py` is run: it offers `rows() -> list[Row]`. To measure something
else, add such a module; nothing needs to be entered anywhere.
"""

import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import django

from tests.benchmarks.measure import Row, in_words

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"

HEAD = """# Speed

Absolute times move by 20 to 50 % between runs, so every goal is a ratio: the work and its limit
take turns in one run, and each time is the median of its turns. A limit is the least that the same
answer could cost: plain numpy without the rule's ties, reasons and unknowns, or a bare view.

Measured on {machine}, on {day}, with `make bench`.

| work | ours | limit | ratio | goal | holds |
|---|---|---|---|---|---|
"""

NUMBERS = {1: "one core", 2: "two shared cores", 4: "four cores", 8: "eight cores"}


def main() -> None:
    """Run every bench module and write the page."""
    # Modules that measure pages import the service, which Django must know beforehand.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    table = "\n".join(line(row) for row in all_rows())
    notes = "".join(f"\n- {note}" for note in all_notes())
    head = HEAD.format(machine=machine(), day=british(date.today()))
    PAGE.write_text(f"{head}{table}\n{notes}\n")
    print(PAGE.read_text())


def all_rows() -> Iterator[Row]:
    """Go through the rows of every bench module, alphabetically by module."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("bench_"):
            print(f"{module.name} ...")
            yield from import_module(f"tests.benchmarks.{module.name}").rows()


def all_notes() -> Iterator[str]:
    """Go through what bench modules say besides their rows: what was left out, whose work it is."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("bench_"):
            found = import_module(f"tests.benchmarks.{module.name}")
            yield from getattr(found, "notes", list)()


def line(row: Row) -> str:
    """Return one row of the table."""
    ours = in_words(row.ours, row.unit)
    limit = f"{in_words(row.limit_seconds, row.unit)}: {row.limit}"
    goal, holds = f"≤ {row.goal:g}", "yes" if row.holds else "no"
    return f"| {row.work} | {ours} | {limit} | {row.ratio:.2f} | {goal} | {holds} |"


def machine() -> str:
    """Return the machine in general words."""
    cores = os.cpu_count() or 1
    return NUMBERS.get(cores, f"{cores} cores")


def british(day: date) -> str:
    """Return a date as it is written in Britain: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


if __name__ == "__main__":
    main()
