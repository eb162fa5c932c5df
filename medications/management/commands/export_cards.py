"""`manage.py export_cards --json`: every level of a release by code."""

from typing import Any

from medications import selectors
from medications.management.release import ReleaseCommand
from medications.models import Release

SIGNS = {None: "?", 0: "0", 1: "+", 2: "++", 3: "+++"}


class Command(ReleaseCommand):
    """Prints the levels of all cards; not known is null, never 0."""

    help = "Print every level of the cards in use (0 to 3; null for not known)."

    def answer(self, release: Release, options: dict[str, Any]) -> dict[str, Any]:
        """Return the levels, with the conditions of medicines that have them."""
        return {
            "release": release.number,
            "cards": selectors.levels(release),
            "conditions": selectors.conditions(release),
        }

    def in_words(self, answer: dict[str, Any]) -> str:
        """Return one block per medicine, its conditions first."""
        lines = [f"Release {answer['release']}"]
        for medication, levels in answer["cards"].items():
            lines += ["", medication]
            lines += [f"  ! {each}" for each in answer["conditions"].get(medication, [])]
            lines += [f"  {SIGNS[level]:>3}  {effect}" for effect, level in levels.items()]
        return "\n".join(lines)
