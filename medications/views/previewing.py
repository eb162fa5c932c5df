"""A draft as the person would see its card: on this screen, on a phone, and printed."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors
from medications.pages import drafting, previewing
from medications.permissions import pharmacist
from medications.selectors.versions import version
from medications.stages import IN_HAND

in_our_frame: Any = csp_replace({"frame-ancestors": [SELF]})
"""Of a page that may stand in a frame of ours. Its type speaks of views without arguments."""


# The one page that may stand in a frame: the phone of the next page.
@open_to(pharmacist)
@require_safe
@in_our_frame
@xframe_options_sameorigin
def draft_preview(request: MemberRequest, card: int) -> HttpResponse:
    """Show the card of a draft; a version that nobody works on any more is no draft."""
    found = version(request.organisation, card)
    if found.stage not in IN_HAND:
        return redirect("draft", card)
    release = selectors.current_release(request.organisation)
    context = previewing.preview(release, found)
    return render(request, "medications/desk/preview.html", context)


@open_to(pharmacist)
@require_safe
def draft_on_a_phone(request: MemberRequest, card: int) -> HttpResponse:
    """Show the same page within the frame of a phone."""
    found = version(request.organisation, card)
    if found.stage not in IN_HAND:
        return redirect("draft", card)
    release = selectors.current_release(request.organisation)
    context = drafting.named(release, found)
    return render(request, "medications/desk/preview_phone.html", context)
