"""The whole service in one process (`make run`)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
application = get_asgi_application()
