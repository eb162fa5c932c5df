"""The card grid page against a bare view on the same server, one client, over HTTP."""

from http.client import HTTPConnection

from tests.benchmarks.measure import Row, interleaved
from tests.benchmarks.served import server

GRID = "/cards/grid/"
CARD = "/cards/aripiprazole/"
BARE = "/bare/"
GOAL = 15


def rows() -> list[Row]:
    """Measure the grid of all medicines by all effects, and one whole card."""
    with server() as served:
        seconds = interleaved(
            {path: lambda path=path: fetch(served.connection, path) for path in (GRID, CARD, BARE)},
            rounds=40,
            repeats=3,
        )
    limit = "a bare view on the same server: one SELECT, 2 KB"
    return [
        Row("the card grid page, 684 levels, gzipped", seconds[GRID], limit, seconds[BARE], GOAL),
        Row("one whole card, gzipped", seconds[CARD], limit, seconds[BARE], GOAL),
    ]


def fetch(connection: HTTPConnection, path: str) -> None:
    """Ask for a page as a browser does. Raises RuntimeError unless it comes."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}.")
