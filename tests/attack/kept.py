"""What was done of each part, in one file: a long run that is stopped goes on from there."""

import json
from collections import Counter
from pathlib import Path

from tests.chaos.kept import Result

DONE = "tries"
"""What counts how far a part has come."""


class Kept:
    """The results by part; in no file when none is named."""

    def __init__(self, file: Path | None) -> None:
        """Read what is there."""
        self.file = file
        its = json.loads(file.read_text()) if file and file.exists() else {}
        self.results = {
            part: Result(Counter(each["counts"]), Counter(each["findings"]))
            for part, each in its.items()
        }

    def of(self, part: str) -> Result:
        """Return what was done of a part."""
        return self.results.setdefault(part, Result())

    def add(self, part: str, piece: Result) -> None:
        """Add a piece and keep it, whole or not at all."""
        self.of(part).add(piece)
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.file.with_suffix(".new")
        its = {name: vars(each) for name, each in self.results.items()}
        beside.write_text(json.dumps(its, indent=2) + "\n")
        beside.replace(self.file)
