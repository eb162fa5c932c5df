"""Run it: `python -m tests.chaos --operations 2000`. Ends with 1 when something does not hold.

With `--kept FILE` it works in pieces, and adds each to the file. Stopped (Ctrl-C), it checks what
was done of the piece at hand and adds that too; started again, it does what is left.
"""

import argparse
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.db import connection

from tests.chaos.cluster import Cluster
from tests.chaos.kept import Result

if TYPE_CHECKING:
    from tests.chaos.work import Room

CONVERSATIONS = 10
UP_TO_DATE_WITHIN_SECONDS = 5.0
PIECE = 5000
LONG_ENOUGH = 5
"""Withdrawals, after which some carer must have read what was shared before."""


def main() -> int:
    """Let people work while things break, check, and print what was done and found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--operations", type=int, default=2000)
    parser.add_argument("--kept", type=Path, help="a file to which each piece is added")
    parser.add_argument("--piece", type=int, default=PIECE)
    parser.add_argument("--breaks", default="", help="one of tests/chaos/broken.py")
    parser.add_argument("--calm", action="store_true", help="kill and cut nothing")
    parser.add_argument("--only", action="append", default=[], help="such as 'kill a node'")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as an account of its own
        cluster = Cluster(Path(folder), wanted.breaks)
        try:
            cluster.start()
            os.environ.update(cluster.environment)
            os.environ["BREAKS"] = ""
            django.setup()
            return _run(cluster, wanted)
        finally:
            cluster.stop()


def _run(cluster: Cluster, wanted: argparse.Namespace) -> int:
    """Do what is left, piece by piece, until it is done, something is found or it is stopped."""
    is_stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: is_stopped.set())
    together = Result.read(wanted.kept) if wanted.kept else Result()
    largest = wanted.piece if wanted.kept else wanted.operations
    while (left := wanted.operations - together.counts["presses"]) > 0:
        seed = wanted.seed + together.counts["presses"]
        piece = _piece(cluster, min(left, largest), seed, wanted, is_stopped)
        together.add(piece)
        if wanted.kept:
            together.write(wanted.kept)
            print(piece.words, flush=True)
        if piece.findings or is_stopped.is_set():
            break
    print(f"Together (seed {wanted.seed}): {together.words}")
    return 1 if together.findings else 0


def _piece(
    cluster: Cluster,
    operations: int,
    seed: int,
    wanted: argparse.Namespace,
    is_stopped: threading.Event,
) -> Result:
    """Work in new conversations, break, check."""
    from tests.chaos.faults import Faults
    from tests.chaos.work import begun, checked

    rooms = begun(cluster.proxy.port, CONVERSATIONS, seed)
    followers = [each for room in rooms for each in (*room.followers, room.carer.stream)]
    for room in rooms:
        room.begin()
    faults = Faults(cluster, followers, seed, wanted.only)
    if not wanted.calm:
        faults.start()
    counts = _pressed(rooms, operations, is_stopped)
    for room in rooms:
        room.cease()
    faults.stop()
    connection.close()  # it was to a server that has been killed since
    until = time.monotonic() + UP_TO_DATE_WITHIN_SECONDS
    for room in rooms:  # so that there is something to hear of since the last fault
        room.screens[0].press_some(1, lambda: True)
    found = Counter(finding for room in rooms for finding in checked(room, until))
    for room in rooms:
        room.leave()
    is_long = counts["withdrawals of consent"] >= LONG_ENOUGH
    if is_long and not any(room.carer.read_words for room in rooms):
        found["no carer read anything: what is withdrawn was never shared"] += 1
    return Result(counts + faults.counts, found, faults.longest)


def _pressed(rooms: "list[Room]", operations: int, is_stopped: threading.Event) -> Counter[str]:
    """Let every screen press its part, and count what came of it."""
    screens = [screen for room in rooms for screen in room.screens]
    started, lock, presses = time.monotonic(), threading.Lock(), Counter[str]()

    def goes_on() -> bool:
        with lock:
            presses["presses"] += 1
        return not is_stopped.is_set()

    each_presses = max(1, -(-operations // len(screens)))
    with ThreadPoolExecutor(len(screens)) as pool:
        list(pool.map(lambda screen: screen.press_some(each_presses, goes_on), screens))
    presses["seconds"] = int(time.monotonic() - started)
    presses["kept"] = sum(len(each.said.kept) for each in screens)
    presses["refused"] = sum(len(each.said.refused) for each in screens)
    presses["withdrawals of consent"] = sum(room.sharing.withdrawals for room in rooms)
    presses["pages of carers"] = sum(len(room.carer.looked) for room in rooms)
    presses["of these with the person's words"] = sum(room.carer.read_words for room in rooms)
    return presses


if __name__ == "__main__":
    sys.exit(main())
