"""Pages under a WSGI server (`make serve`)."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (reads every room in before the first person asks)
