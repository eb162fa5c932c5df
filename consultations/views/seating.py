"""What a browser keeps of somebody without an account: a seat, or a knock at the door."""

from django.conf import settings
from django.http import HttpResponse


def seated(response: HttpResponse, token: str) -> HttpResponse:
    """Let a browser keep a seat, and nothing of what it kept before."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return keep(response, settings.SEAT_COOKIE_NAME, token)


def keep(response: HttpResponse, name: str, value: str) -> HttpResponse:
    """Let a browser keep something until it is closed, for the service alone."""
    response.set_cookie(name, value, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response
