"""The pages for what went wrong: each says what to do next, and keeps what was typed.

Only pages that were kept from somebody say who that is; all others need no database.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from sdmtool.kept import kept

RETRY_AFTER_SECONDS = "10"
# django-allauth counts tries per minute wherever it answers 429.
LIMIT_OVER_SECONDS = "60"


def _page(template: str, status: int, **context: object) -> HttpResponse:
    """Draw an error page without the request: nothing that failed is asked again."""
    return HttpResponse(get_template(f"errors/{template}.html").render(context), status=status)


def _page_to_send_again(
    request: HttpRequest, template: str, status: int, **context: object
) -> HttpResponse:
    """Draw an error page with what was typed in it, which no browser is to store."""
    response = _page(template, status, kept=kept(request), **context)
    response["Cache-Control"] = "no-store"
    return response


def _page_for(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """Draw an error page under the header of whoever asked: nothing is broken here."""
    return _page(template, status, **_who(request), **context)


def _who(request: HttpRequest) -> dict[str, object]:
    """Return who asked, as far as it is known when something went wrong."""
    return {name: getattr(request, name) for name in ("user", "roles") if hasattr(request, name)}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be read."""
    return _page("bad_request", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the sentence of the rule that refused stands on the page.

    Whoever sends a form of ours without being signed in was signed in when it was opened. A refusal
    that can be mended names a page of its own, which keeps what was typed.
    """
    if page := getattr(exception, "page", None):
        return _page_to_send_again(request, page, 403, **_who(request))
    is_visitor = hasattr(request, "user") and not request.user.is_authenticated
    if is_visitor and kept(request):
        return _page_to_send_again(request, "signed_out", 403)
    return _page_for(request, "permission_denied", 403, sentence=str(exception))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is older than the last sign-in, or cookies are off."""
    return _page_to_send_again(request, "form_expired", 403, **_who(request))


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
        response = _page_to_send_again(request, "database_lost", 503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    return _page_to_send_again(request, "server_error", 500)
