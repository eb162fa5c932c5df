"""What was done in pieces, added up in a file: a long run that is stopped goes on from there."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass
class Result:
    """What one piece did, or all of them together.

    counts    by what: presses, how many were kept and refused, what was broken meanwhile …
    findings  what did not hold, by its sentence
    longest   by what: the most seconds until it was ready again
    """

    counts: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    longest: dict[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Return what is kept in a file; nothing while there is none."""
        if not file.exists():
            return cls()
        kept = json.loads(file.read_text())
        return cls(Counter(kept["counts"]), Counter(kept["findings"]), kept["longest"])

    def add(self, other: "Result") -> None:
        """Add a piece."""
        self.counts.update(other.counts)
        self.findings.update(other.findings)
        for what, seconds in other.longest.items():
            self.longest[what] = max(seconds, self.longest.get(what, 0.0))

    def write(self, file: Path) -> None:
        """Keep it, whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(vars(self), indent=2) + "\n")
        beside.replace(file)

    @property
    def words(self) -> str:
        """Return what was done and found."""
        done = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        found = [
            f"DOES NOT HOLD ({count}): {finding}"
            for finding, count in self.findings.most_common(20)
        ]
        ready = [
            f"{each} was ready again within {its:.1f} s." for each, its in self.longest.items()
        ]
        return "\n".join([f"{done}.", *ready, *(found or ["Everything holds."])])
