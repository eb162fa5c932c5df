"""The whole service in one process (`make run`), or its open streams beside the pages."""

import os
import warnings
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
# WhiteNoise reads its few small files in one go; Django advises against it at each of them.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
pages = get_asgi_application()
is_stream = import_string(f"{settings.STREAMS}.is_stream")
stream = import_string(f"{settings.STREAMS}.stream")
import_module(settings.ROOT_URLCONF)  # every room is read in before the first person asks

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Answer a request: streams stay open, and everything else is a page."""
    await (stream if is_stream(scope) else pages)(scope, receive, send)
