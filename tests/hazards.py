"""Writes docs/clinical-safety/hazard-log.md from hazards.toml: `python -m tests.hazards`.

A clinical safety officer reads the page; tests hold it to the data, and the data to the software.
"""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs/clinical-safety"
DATA, PAGE = FOLDER / "hazards.toml", FOLDER / "hazard-log.md"
UP = "../../"
"""From the page to the project."""

HEAD = """# Hazard log

**Draft. Not yet signed by a clinical safety officer.**

Written by `.venv/bin/python -m tests.hazards` from [hazards.toml](hazards.toml): correct it there.
Severities are suggestions (see the [safety case](safety-case.md)); residual risk is scored by the
clinical safety officer alone. Each control says what the software does now, where, and which tests
fail when it does not. What is asked for and is not there stands under *Open*.
"""


@dataclass(frozen=True)
class Control:
    """One thing that the software does: in words, in which files, held by which tests."""

    says: str
    where: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Hazard:
    """What can go wrong, and what stands against it; `residual` is the officer's."""

    id: str
    title: str
    severity: str
    causes: str
    effect: str
    open: tuple[str, ...]
    residual: dict[str, str]
    control: tuple[Control, ...]


def hazards() -> list[Hazard]:
    """Read the log. Raises TypeError for a field that is missing or unknown."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["hazard"]
    return [_hazard(row) for row in rows]


def _hazard(row: dict) -> Hazard:
    controls = [
        Control(**{name: its if name == "says" else tuple(its) for name, its in each.items()})
        for each in row["control"]
    ]
    return Hazard(**row | {"open": tuple(row["open"]), "control": tuple(controls)})


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(_section(each) for each in hazards())


def _section(hazard: Hazard) -> str:
    """Return what the page says of a hazard."""
    parts = [
        f"\n## {hazard.id}: {hazard.title}\n",
        f"- Suggested severity: {hazard.severity}",
        f"- Causes: {hazard.causes}",
        f"- Effect: {hazard.effect}\n",
        "Controls:\n",
        *(_control(number, each) for number, each in enumerate(hazard.control, 1)),
        "\nOpen:\n",
        *(f"- {each}" for each in hazard.open or ["Nothing known."]),
        f"\nResidual risk: {_residual(hazard.residual)}",
    ]
    return "\n".join(parts) + "\n"


def _control(number: int, control: Control) -> str:
    """Return a control in words, with its files and tests."""
    where = ", ".join(f"[`{each}`]({UP}{each})" for each in control.where)
    tests = [each.split("::") for each in control.tests]
    proof = "\n".join(f"   - [`{name}`]({UP}{path})" for path, name in tests)
    return f"{number}. {control.says}\n\n   In {where}. Held by:\n{proof}"


def _residual(scored: dict[str, str]) -> str:
    """Return what the officer scored; that nobody has is said."""
    said = [f"{name.replace('_', ' ')}: {its}" for name, its in scored.items() if its]
    return ", ".join(said) or "not scored yet, for the clinical safety officer."


if __name__ == "__main__":
    sys.stdout.write(f"{PAGE.write_text(page(), encoding='utf-8')} letters\n")
