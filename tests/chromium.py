"""Which browser the tests use: Debian's Chromium, as the shell without windows where that is there.

It is the same engine, and opens a page in less than half the time. CHROMIUM names another one.
"""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium")


def found() -> str:
    """Return where it is; '' when there is none."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or ""
    return next(filter(None, map(shutil.which, NAMES)), "")


CHROMIUM = found()
