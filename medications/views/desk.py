"""The pharmacist's desk: what is left to do, and what is said of a medicine here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms import AvailabilityForm, LocalNoteForm
from medications.models import Availability
from medications.pages import desk as pages
from medications.permissions import pharmacist
from medications.selectors.desk import local_note


@open_to(pharmacist)
@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """List every card with what is left to do for it."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/desk.html", pages.desk(release, request.user))


@open_to(pharmacist)
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: MemberRequest, medication: str) -> HttpResponse:
    """Say whether a medicine can be had here; show what was said so far."""
    release = selectors.current_release(request.organisation)
    card = selectors.card(release, medication)
    form = AvailabilityForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            services.record_availability(
                organisation=release.organisation,
                medication=card.medication,
                state=Availability.State(form.cleaned_data["state"]),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except services.StockConflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Saved."))
            return redirect("stock", medication)
    context = pages.stock(release, card, form, None)
    if form is not None:
        form.data = request.POST.dict() | {"seen": context["seen"]}
    return render(request, "medications/stock.html", context, status=422 if form else 200)


@open_to(pharmacist)
@require_POST
def add_note(request: MemberRequest, medication: str) -> HttpResponse:
    """Add a local note to a card."""
    release = selectors.current_release(request.organisation)
    card = selectors.card(release, medication)
    form = LocalNoteForm(request.POST)
    if not form.is_valid():
        context = pages.stock(release, card, None, form)
        return render(request, "medications/stock.html", context, status=422)
    services.add_local_note(
        organisation=release.organisation,
        medication=card.medication,
        text=form.cleaned_data["text"],
        key=form.cleaned_data["key"],
        by=request.user,
    )
    messages.success(request, _("The note stands on the card now."))
    return redirect("stock", medication)


@open_to(pharmacist)
@require_POST
def retire_note(request: MemberRequest, medication: str, note: int) -> HttpResponse:
    """Take a local note away from a card."""
    release = selectors.current_release(request.organisation)
    card = selectors.card(release, medication)
    found = local_note(release.organisation, card.medication, note)
    services.retire_local_note(organisation=release.organisation, note=found, by=request.user)
    messages.success(request, _("The note is taken away. It stays in the list of past notes."))
    return redirect("stock", medication)
