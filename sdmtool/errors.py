"""The pages for what went wrong: each says what to do next.

Only pages that were kept from somebody say who that is; all others need no database.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

RETRY_AFTER_SECONDS = "10"
# django-allauth counts tries per minute wherever it answers 429.
LIMIT_OVER_SECONDS = "60"


def _page(template: str, status: int, **context: object) -> HttpResponse:
    """Draw an error page without the request: nothing that failed is asked again."""
    return HttpResponse(get_template(f"errors/{template}.html").render(context), status=status)


def _page_for(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """Draw an error page under the header of whoever asked: nothing is broken here."""
    who = {name: getattr(request, name) for name in ("user", "roles") if hasattr(request, name)}
    return _page(template, status, **who, **context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return _page("bad_request", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence of the rule that refused stands on the page."""
    return _page_for(request, "permission_denied", 403, sentence=str(exception))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is too old, or cookies are off."""
    return _page_for(request, "form_expired", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same body for an unknown address and for another organisation's."""
    return _page("page_not_found", 404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: tried too often, with the time after which it works again."""
    response = _page_for(request, "too_many_requests", 429)
    response["Retry-After"] = LIMIT_OVER_SECONDS
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with a time to come back when the database is away, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page("database_lost", 503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    return _page("server_error", 500)
