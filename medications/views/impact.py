"""Whom a draft would touch, worked out while one looks at it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications.pages import impact as pages
from medications.permissions import pharmacist
from medications.selectors import versions


@open_to(pharmacist)
@require_safe
@vary_on_headers("HX-Request")
def impact(request: MemberRequest, card: int) -> HttpResponse:
    """Work for half a second, and show how far it is or what came out.

    Within a page of the desk it is a part of that page, else a page of its own; either asks
    again until it is done.
    """
    draft = versions.version(request.organisation, card)
    is_part = request.headers.get("HX-Request") == "true"
    name = "medications/desk/impact_part.html" if is_part else "medications/desk/impact_page.html"
    return render(request, name, pages.impact(draft, request))
