"""Pages under a WSGI server (`make serve`)."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every room is read in before the first person asks
