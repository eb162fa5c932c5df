"""Break the matching core line by line and count how often its tests see it: `make mutate`.

Settings are in pyproject.toml under [tool.mutmut]; what survives, and why, is in docs/mutation.md.
"""

import json
import sys
from pathlib import Path

STATS = Path("mutants/mutmut-cicd-stats.json")


def main() -> None:
    """Run every mutant and say how many of how many were killed, then name the others."""
    # Reads its settings when it is imported, so it is imported where it is used.
    from mutmut.__main__ import cli

    cli.main(["run"], standalone_mode=False)
    cli.main(["export-cicd-stats"], standalone_mode=False)
    stats = json.loads(STATS.read_text())
    seen = stats["killed"] + stats["timeout"]
    sys.stdout.write(f"\nkilled {seen} of {stats['total']}; not killed:\n")
    cli.main(["results"], standalone_mode=False)


if __name__ == "__main__":
    main()
