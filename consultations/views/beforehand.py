"""Before the visit: a link for the person's own entries, made, opened and taken back."""

import logging
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.permissions import anyone, open_to
from accounts.requests import MemberRequest
from consultations import selectors
from consultations.forms.beforehand import ExplanationForm, LinkForm, LinkPressForm
from consultations.pages import beforehand as pages
from consultations.permissions import before_only, clinician
from consultations.requests import RoomRequest
from consultations.services import beforehand as services
from consultations.views.asking import found_for
from consultations.views.seating import seated

WRONG = gettext_lazy(
    "This link opens nothing, or not any more. Check it, or ask your clinician for a new one."
)
"""What is wrong, late or taken back is answered alike."""

log = logging.getLogger(__name__)
PAUSED = gettext_lazy("Too many links were tried. Wait ten minutes and try again.")
SIGNED_IN = gettext_lazy(
    "Somebody has signed in here. Open the link on the person's own screen, or sign out first."
)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def beforehand(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show whether the person has a link; make one, shown this once, or take it back."""
    found = selectors.conversation(request.user, request.organisation, code)
    if request.method != "POST":
        return render(request, "consultations/beforehand.html", pages.beforehand(found))
    form = LinkPressForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        if form.cleaned_data["do"] == LinkPressForm.MAKE:
            link = services.make_link(consultation=found, by=request.user)
            address = request.build_absolute_uri(reverse("invited"))
            context = pages.sheet(found, link, address)
            return render(request, "consultations/beforehand_sheet.html", context)
        services.take_back_link(consultation=found, by=request.user)
        messages.success(request, _("The link is taken back. It opens nothing any more."))
    except PermissionDenied as reason:
        messages.error(request, str(reason))
    return redirect("beforehand", code)


@open_to(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: RoomRequest) -> HttpResponse:
    """Open a link; it brings its letters behind the #, which a script puts into the form.

    Nobody guesses 140 bits, so a right one opens however many wrong ones were tried here.
    """
    form = LinkForm(request.POST or None)
    if form.is_bound and form.is_valid():
        if request.user.is_authenticated:
            form.add_error("link", SIGNED_IN)
        elif opened := services.open_link(letters=form.cleaned_data["link"]):
            invitation, token = opened
            return seated(redirect("before", invitation.consultation.code), token)
        else:
            form.add_error("link", WRONG if _is_counted(request) else PAUSED)
    status = 422 if form.is_bound else 200
    return render(request, "consultations/invited.html", {"form": form}, status=status)


def _is_counted(request: RoomRequest) -> bool:
    """Count a wrong link for its browser and its address; False when there were too many."""
    log.warning("A link from before the visit opened nothing.")
    browser = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return bool(ratelimit.consume(request, action="invited", key=browser))


@open_to(before_only)
@require_http_methods(["GET", "HEAD", "POST"])
def before(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show the person what they can say before the visit; keep how much they want explained."""
    found = found_for(request, code)
    form = ExplanationForm(request.POST or None)
    if form.is_valid() and request.seat:
        services.choose_explanation(seat=request.seat, explanation=form.cleaned_data["explanation"])
        return redirect("before", code)
    return render(request, "consultations/before.html", pages.before(found))
