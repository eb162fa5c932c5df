"""What every response carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NoStoreMiddleware:
    """Pages drawn for a signed-in person are kept by no browser and no proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid storing for who is signed in or has joined; the library's pages stay cacheable."""
        response = self.get_response(request)
        if request.user.is_authenticated or getattr(request, "seat", None):
            response["Cache-Control"] = "no-store"
        return response
