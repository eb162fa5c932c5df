"""A PostgreSQL cluster of its own, nodes of the service, and nginx before them."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
REDIS = "redis://localhost:6379/9"
PATIENCE_SECONDS = 30.0


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something. Raises TimeoutError that says for what."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError, psycopg2.Error):
            if is_so():
                return
        time.sleep(0.05)
    raise TimeoutError(what)


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port of this machine."""
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def kill(process: subprocess.Popen) -> None:
    """Kill a process with all its children, at once, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass
class Postgres:
    """A PostgreSQL cluster in a folder of its own; never the one that others use."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Return the address of its database."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Make the cluster and start it."""
        self.folder.mkdir(parents=True)
        shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", str(self.folder), "-A", "trust", "-E", "UTF8", "--no-sync")
        # What its processes share lies in its own folder: one that is killed leaves nothing behind,
        # and neither does one that is brought back from its copy.
        with (self.folder / "postgresql.conf").open("a") as settings:
            settings.write("dynamic_shared_memory_type = mmap\n")
        self.start()

    def start(self) -> None:
        """Start it, after a crash too, and wait until it answers."""
        settings = {"unix_socket_directories": "", "max_connections": "60"}
        words = [word for each in settings.items() for word in ("-c", "=".join(each))]
        command = self._as_postgres("postgres", "-D", str(self.folder), "-p", str(self.port))
        self.process = _start([*command, *words], {})
        wait_until(lambda: self._answers([*command, *words]), "PostgreSQL")

    def kill(self) -> None:
        """Kill it as a machine without power would."""
        if self.process is not None:
            kill(self.process)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _answers(self, command: list[str]) -> bool:
        """Tell whether it answers; it gives up while what served the one before still ends."""
        if self.process is None or self.process.poll() is not None:
            self.process = _start(command, {})
        psycopg2.connect(self.url).close()
        return True

    def _run(self, *command: str) -> None:
        subprocess.run(self._as_postgres(*command), check=True, stdout=subprocess.DEVNULL, cwd="/")

    def _as_postgres(self, program: str, *words: str) -> list[str]:
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        return ["runuser", "-u", "postgres", "--", str(newest / program), *words]


def _start(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen:
    """Start a process that can be killed with its children; what it says is of no interest."""
    return subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=ROOT,
    )


@dataclass
class Node:
    """One node of the service: pages and streams, as `make serve` starts them."""

    environment: Mapping[str, str]
    pages: int = field(default_factory=free_port)
    streams: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = ["sh", "scripts/serve.sh", str(self.pages), str(self.streams)]
        self.process = _start(command, self.environment)
        for port in (self.pages, self.streams):
            wait_until(lambda port=port: answers(port), "a node")

    def workers(self) -> list[int]:
        """Return its processes that answer pages and were not begun anew just now.

        A process that ends twice within 5.5 seconds ends its node (granian).
        """
        session = str(self.process.pid if self.process else 0)
        command = ["ps", "-s", session, "-o", "pid=,etimes=,args="]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        rows = (line.split(None, 2) for line in said.splitlines())
        return [int(key) for key, age, words in rows if "worker-" in words and int(age) > 6]

    def kill(self) -> None:
        """Kill it in the middle of whatever it does."""
        if self.process is not None:
            kill(self.process)


@dataclass
class Proxy:
    """nginx before the nodes, with the block that docs/operations.md gives."""

    folder: Path
    nodes: list[Node]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Write its settings and start it."""
        page = (ROOT / "docs/operations.md").read_text()
        block = re.search(r"```nginx\n(.*?)```", page, re.DOTALL)
        assert block, "docs/operations.md gives the commands"
        connections = re.search(r"worker_connections \d+;", page)
        assert connections, "docs/operations.md says how many screens may be open"
        words = block[1].replace("listen 443 ssl;", f"listen 127.0.0.1:{self.port};")
        ports = [port for node in self.nodes for port in (node.pages, node.streams)]
        for written, ours in zip((8000, 8001, 8010, 8011), ports, strict=True):
            words = words.replace(f"127.0.0.1:{written} ", f"127.0.0.1:{ours} ")
        settings = self.folder / "nginx.conf"
        settings.write_text(
            f"pid {self.folder}/nginx.pid;\nerror_log /dev/null crit;\n"
            f"events {{ {connections[0]} }}\n"
            f"http {{ access_log off; {words} }}\n"
        )
        self.process = _start(["nginx", "-c", str(settings), "-g", "daemon off;"], {})
        wait_until(lambda: answers(self.port), "nginx")

    def kill(self) -> None:
        """End it."""
        if self.process is not None:
            kill(self.process)


class Cluster:
    """Everything together, with a database that holds the library and the demo's accounts."""

    def __init__(self, folder: Path, breaks: str = "") -> None:
        """Choose ports; nothing runs yet. `breaks` names one of tests/chaos/broken.py."""
        self.folder = folder
        self.postgres = Postgres(folder / "postgres")
        self.environment = {
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": REDIS,
            "DEMO": "true",
            "SECRET_KEY": "chaos" * 10,
            "BREAKS": breaks,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        }
        self.nodes = [Node(self.environment), Node(self.environment)]
        self.proxy = Proxy(folder, self.nodes)

    def start(self) -> None:
        """Start everything."""
        self.postgres.make()
        for command in (["migrate", "-v0"], ["load_library"], ["load_demo"]):
            environment = {**os.environ, **self.environment}
            words = [sys.executable, "manage.py", *command]
            subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        for each in self.nodes:
            each.start()
        self.proxy.start()

    def stop(self) -> None:
        """Stop everything; the folder is the caller's to remove."""
        for each in (self.proxy, *self.nodes, self.postgres):
            each.kill()
