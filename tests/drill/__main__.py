"""Run it: `make drill`, or `python -m tests.drill --seconds 60`. Ends with 1 when it is no good."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.drill.drill import Drill


def main() -> int:
    """Go through one drill, and print what was lost and how long it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=25, help="of saving after the copy")
    parser.add_argument("--conversations", type=int, default=2000, help="made up before the copy")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as an account of its own
        drill = Drill(Path(folder), wanted.conversations)
        try:
            found = drill.go_through(wanted.seconds)
        finally:
            drill.stop()
    print(found.words)
    print(f"RPO {found.rpo} s, RTO {found.rto} s")
    for each in found.faults:
        print(f"FAULT {each}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
