"""A browser of the attack's own, and a file for the rows, which several threads read then."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.chromium import CHROMIUM
from tests.databases import database_in

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@contextmanager
def lent() -> Iterator[Browser]:
    """Lend both until the end."""
    # Playwright's own loop makes Django believe that this thread is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder,
        database_in(Path(folder) / "rows.sqlite3"),
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
