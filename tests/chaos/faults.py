"""What goes wrong while people work: each fault at random moments, and how often."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection

import redis

from tests.chaos.cluster import REDIS, Cluster, Node
from tests.chaos.people import Follower

EVERY_SECONDS = (0.5, 3.0)


class Faults:
    """Kills, cuts and empties, one thing after another, until told to stop.

    `only` names what is wanted; everything otherwise.
    """

    def __init__(
        self, cluster: Cluster, followers: list[Follower], seed: int, only: Collection[str] = ()
    ) -> None:
        """Do nothing yet."""
        self.cluster, self.followers = cluster, followers
        self.longest: dict[str, float] = {}
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)
        often = {
            self._cut_a_screen: 6,
            self._kill_a_node: 2,
            self._kill_a_process: 4,
            self._empty_redis: 3,
            self._kill_postgres: 1,
        }
        every = [fault for fault, times in often.items() for _ in range(times)]
        self.faults = [each for each in every if not only or _name(each) in only]

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def stop(self) -> None:
        """End with everything running again: both nodes anew, one soon after the other.

        That is how a new version is brought in, and what a proxy takes worst which counts a node
        out for some seconds after it was away once.
        """
        self.is_over.set()
        if self.thread.is_alive():
            self.thread.join()
            for node in self.cluster.nodes:
                self._kill(node)

    def _go_on(self) -> None:
        while not self.is_over.wait(self.random.uniform(*EVERY_SECONDS)):
            fault = self.random.choice(self.faults)
            fault()
            self.counts[_name(fault)] += 1

    def _cut_a_screen(self) -> None:
        self.random.choice(self.followers).cut()

    def _kill_a_node(self) -> None:
        self._kill(self.random.choice(self.cluster.nodes))

    def _kill(self, node: Node) -> None:
        node.kill()
        time.sleep(self.random.uniform(0, 0.5))
        self._start("a node", node.start)

    def _kill_a_process(self) -> None:
        """Kill one of the processes that answer pages, in the middle of whatever it does."""
        while not (there := [each for node in self.cluster.nodes for each in node.workers()]):
            time.sleep(0.2)
        os.kill(self.random.choice(there), signal.SIGKILL)

    def _empty_redis(self) -> None:
        """Forget everything, and throw out everybody who listens."""
        with redis.Redis.from_url(REDIS) as client:
            client.flushdb()
            client.execute_command("CLIENT", "KILL", "TYPE", "pubsub")

    def _kill_postgres(self) -> None:
        self.cluster.postgres.kill()
        self._start("PostgreSQL", self.cluster.postgres.start)

    def _start(self, what: str, start: Callable[[], None]) -> None:
        """Start something again, and note how long it took until it answered."""
        began = time.monotonic()
        start()
        self.longest[what] = max(self.longest.get(what, 0.0), time.monotonic() - began)


def _name(fault: Callable[[], None]) -> str:
    """Return what a fault is called, such as "kill a node"."""
    return fault.__name__.strip("_").replace("_", " ")
