"""Settings of the tests: the service's own in the demo, static files without their manifest."""

import os

os.environ.setdefault("DEMO", "true")

from sdmtool.settings import *

STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
