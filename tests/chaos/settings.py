"""The service's own settings; BREAKS puts something broken into it (see broken.py)."""

import os

from sdmtool.settings import *

BREAKS = os.environ.get("BREAKS", "")
if BREAKS:
    MIDDLEWARE = ["tests.chaos.broken.Broken", *MIDDLEWARE]
