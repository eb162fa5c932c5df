"""What a draft may need first: a medicine that is not on the cards yet, and sources of our own."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms.founding import (
    FindSourceForm,
    NewMedicationForm,
    RetireSourceForm,
    SourceForm,
)
from medications.models import Source
from medications.pages import founding as pages
from medications.permissions import pharmacist
from medications.selectors import drafting as reads
from medications.views.drafting import page_or_form


@open_to(pharmacist)
@page_or_form
def new_medication(request: MemberRequest) -> HttpResponse:
    """Add a medicine that is not on the cards yet, and begin its draft."""
    release = selectors.current_release(request.organisation)
    form = NewMedicationForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        try:
            card = services.add_medication(release=release, said=form.said(), by=request.user)
        except services.NameTaken as taken:
            form.add_error("name", str(taken))
            found = taken.medication
        else:
            messages.success(request, _("The medicine is added. Nothing is known of it yet."))
            return redirect("draft", card.pk)
    context = pages.new(release, form, found)
    status = 422 if request.method == "POST" else 200
    return render(request, "medications/desk/new.html", context, status=status)


@open_to(pharmacist)
@require_safe
def desk_sources(request: MemberRequest) -> HttpResponse:
    """List the sources that were written here, and find those that all services share."""
    release = selectors.current_release(request.organisation)
    context = pages.sources(release, FindSourceForm(request.GET))
    return render(request, "medications/desk/sources.html", context)


@open_to(pharmacist)
@page_or_form
def desk_source(request: MemberRequest, source: int | None = None) -> HttpResponse:
    """Add a source, or correct one."""
    organisation = request.organisation
    found = None if source is None else reads.own_source(organisation, source)
    is_sent = request.method == "POST"
    form = SourceForm(request.POST) if is_sent else pages.source_form(found, _back(request))
    if is_sent and form.is_valid():
        try:
            written = _written(request, found, form)
        except services.PartFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The source is saved."))
            back = _own(request, form.cleaned_data["back"])
            return redirect(
                f"{back}?{urlencode({'source': written.pk})}" if back else "desk_sources"
            )
    context = pages.source(selectors.current_release(organisation), found, form)
    return render(request, "medications/desk/source.html", context, status=422 if is_sent else 200)


def _written(request: MemberRequest, found: Source | None, form: SourceForm) -> Source:
    """Add a source, or put a corrected one in the place of one that was found."""
    if found is None:
        return services.add_source(
            organisation=request.organisation, said=form.part(), by=request.user
        )
    return services.correct_source(
        source=found, said=form.part(), seen=form.cleaned_data["seen"], by=request.user
    )


@open_to(pharmacist)
@require_POST
def retire_source(request: MemberRequest, source: int) -> HttpResponse:
    """Offer a source no longer."""
    found = reads.own_source(request.organisation, source)
    form = RetireSourceForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.retire_source(source=found, reason=reason, by=request.user)
        messages.success(request, _("The source is offered no longer. It stands below, with why."))
        return redirect(f"{reverse('desk_sources')}#retired")
    release = selectors.current_release(request.organisation)
    context = pages.source(release, found, pages.source_form(found), form)
    return render(request, "medications/desk/source.html", context, status=422)


@open_to(pharmacist)
@require_POST
def put_back_source(request: MemberRequest, source: int) -> HttpResponse:
    """Offer a retired source again."""
    found = reads.own_source(request.organisation, source)
    services.put_back_source(source=found, by=request.user)
    messages.success(request, _("The source is offered again."))
    return redirect("desk_sources")


def _back(request: MemberRequest) -> str:
    """Return the page that asked for a source, if it is one of ours."""
    return _own(request, request.GET.get("back", ""))


def _own(request: MemberRequest, address: str) -> str:
    """Return an address within the service; nothing for any other."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, request.is_secure()
    )
    return address if is_own else ""
