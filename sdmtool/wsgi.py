"""Pages under a WSGI server (`make serve`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
application = get_wsgi_application()
