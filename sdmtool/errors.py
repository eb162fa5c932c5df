"""The pages for what went wrong: each says what to do next, none needs the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

RETRY_AFTER_SECONDS = "10"


def _page(template: str, status: int, **context: object) -> HttpResponse:
    """Draw an error page without the request: nothing that failed is asked again."""
    return HttpResponse(get_template(f"errors/{template}.html").render(context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return _page("bad_request", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence of the rule that refused stands on the page."""
    return _page("permission_denied", 403, sentence=str(exception))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is too old, or cookies are off."""
    return _page("form_expired", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same body for an unknown address and for another organisation's."""
    return _page("page_not_found", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a time to come back when the database is away, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page("database_lost", 503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    return _page("server_error", 500)
