"""What a browser loads for the checklist, and how soon a press on it is painted."""

from gzip import compress
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from accounts.models import Account
from tests.benchmarks.bench_tick import CLINICIAN, CONVERSATIONS, opened_for
from tests.benchmarks.clients import Client
from tests.benchmarks.databases import LEFT_OUT, database, is_there
from tests.benchmarks.measure import Row
from tests.benchmarks.served import server
from tests.chromium import CHROMIUM

BUILT = Path(__file__).parents[2] / "build" / "static"
KILOBYTE = 1024
PRESSES = 40
FIRST_PRESSES = ("#avoid-weight_gain", "#avoid-restlessness", "#avoid-tremor")

PAINTED = """
    (selector) => new Promise((resolve) => {
      const button = document.querySelector(selector)
      const begun = performance.now()
      const drawn = new MutationObserver(() => {
        drawn.disconnect()
        requestAnimationFrame(() => {
          const painted = new MessageChannel()
          painted.port1.onmessage = () => resolve(performance.now() - begun)
          painted.port2.postMessage('')
        })
      })
      drawn.observe(document.getElementById('comparison').parentNode, { childList: true })
      button.click()
    })
"""
"""Milliseconds from a click to just after the frame that shows what it changed."""


def notes() -> list[str]:
    """Tell what is left out."""
    return [] if _can_run() else [f"Left out, the first page: {LEFT_OUT}, or no Chromium."]


def rows() -> list[Row]:
    """Measure sizes, and the page in a browser when there is one."""
    built = sum(len(compress((BUILT / name).read_bytes())) for name in ("main.css", "main.js"))
    sizes = [_kilobytes("style sheet and script, gzipped", built, 40)]
    return sizes + (_in_browser() if _can_run() else [])


def _can_run() -> bool:
    return is_there() and bool(CHROMIUM)


def _kilobytes(work: str, size: float, limit: float) -> Row:
    """Return a row on a size."""
    return Row(work, size / KILOBYTE, "as much as a page may weigh", limit, 1, "KB")


def _in_browser() -> list[Row]:
    """Open the checklist of a new conversation in Chromium and press."""
    with database(CONVERSATIONS) as its, server(its.url) as served:
        its.use()
        client = Client(served.port, Account.objects.get(email=CLINICIAN))
        path = f"/conversations/{opened_for(1)[0].code}/checklist/"
        address = f"http://127.0.0.1:{served.port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            name, _, value = client.cookies.partition(";")[0].partition("=")
            context.add_cookies([{"name": name, "value": value, "url": address}])
            page = context.new_page()
            size, requests = _loaded(page, f"{address}{path}")
            painted = _painted(page)
            browser.close()
    return [
        _kilobytes("the checklist as the first page, all that is loaded", size, 45),
        Row("requests for it", requests, "as many as a page may send", 4, 1, "requests"),
        Row("a press in Chromium, saved, drawn and painted", painted, "45 ms", 0.045, 1),
    ]


def _loaded(page: Page, address: str) -> tuple[float, int]:
    """Open a page in an empty browser; return bytes and number of what came until it was drawn.

    Once it is drawn it opens a stream to follow the others; nobody waits for that.
    """
    network: CDPSession = page.context.new_cdp_session(page)
    network.send("Network.enable")
    came: list[float] = []

    def loaded(event: dict[str, Any]) -> None:
        came.append(event["encodedDataLength"])

    network.on("Network.loadingFinished", loaded)
    page.goto(address, wait_until="load")
    return sum(came), len(came)


def _painted(page: Page) -> float:
    """Return the median seconds from choosing a line, or taking it back, to its frame."""
    for each in FIRST_PRESSES:
        page.evaluate(PAINTED, each)
    again = "#avoid-daytime_sleepiness"
    return median(page.evaluate(PAINTED, again) for _ in range(PRESSES)) / 1000
