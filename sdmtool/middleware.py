"""What every response carries."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.security import SecurityMiddleware

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class HeadersMiddleware(SecurityMiddleware):
    """Django's own headers on every answer, those of probes and of static files among them.

    Its redirect to https stands further in, behind what probes ask for. TRACE, which would send
    cookies back where a script can read them, and whatever is no method are refused here.
    """

    def process_request(self, request: HttpRequest) -> Any:
        """Refuse what no page answers to."""
        return None if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class NoStoreMiddleware:
    """Pages drawn for a signed-in person are kept by no browser and no proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid storing for who is signed in or has joined; the library's pages stay cacheable.

        Whoever has signed out or lost their seat just now is told by the cookie that they brought.
        """
        response = self.get_response(request)
        known_by = {settings.SESSION_COOKIE_NAME, settings.SEAT_COOKIE_NAME}
        brought = bool(known_by & set(request.COOKIES))
        if brought or request.user.is_authenticated or getattr(request, "seat", None):
            response["Cache-Control"] = "no-store"
        return response
