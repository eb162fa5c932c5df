"""Draws the diagram in docs/card-stages.md from the table: `python -m tests.card_stages`."""

import sys

from medications.stages import MOVES, Stage, Who


def diagram() -> str:
    """Return the table of moves as a mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.DRAFT}"]
    for (now, move), (to, who) in MOVES.items():
        by = " (by a second pharmacist)" if who is Who.SECOND else ""
        lines.append(f"    {now} --> {to}: {move.value.replace('_', ' ')}{by}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(diagram() + "\n")
