"""What was typed into a form that could not be saved, to be sent once more.

It goes back to the browser that sent it, in the page that says so, and is kept nowhere else.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.middleware.csrf import get_token


@dataclass(frozen=True)
class Kept:
    """Where a form was sent to, its fields as name and value, and a new token to send them with."""

    address: str
    fields: tuple[tuple[str, str], ...]
    token: str


def kept(request: HttpRequest) -> Kept | None:
    """Return what was sent, or None when it may not be sent once more.

    Only what a page of ours sent: else another site could put its form into our page and ask for
    one press. A password is written into no page.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.method != "POST" or request.headers.get("Origin") != own:
        return None
    if any("password" in name for name in request.POST):
        return None
    fields = (
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    )
    return Kept(request.get_full_path(), tuple(fields), get_token(request))
