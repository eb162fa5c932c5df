"""Settings of the tests: the service's own in the demo, static files without their manifest."""

import os

os.environ.setdefault("DEMO", "true")

from sdmtool.settings import *

# A test that forgets to ask for a test database finds an empty one, never the service's own.
if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["NAME"] = ":memory:"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
