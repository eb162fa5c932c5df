"""The whole service in one process (`make run`)."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
# WhiteNoise reads its few small files in one go; Django advises against it at each of them.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
application = get_asgi_application()
