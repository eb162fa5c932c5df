"""The rows of a draft: which draft, which row, form, service, page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms.evidencing import RetireForm
from medications.pages import draft_sections as sections
from medications.pages import drafting as pages
from medications.permissions import pharmacist
from medications.presenters.drafted_figures import measure_words
from medications.selectors import drafting as reads
from medications.selectors.subjects import subject as subject_of
from medications.selectors.versions import version
from medications.views.drafting import answer, page_or_form


@open_to(pharmacist)
@require_safe
def draft_evidence(request: MemberRequest, card: int) -> HttpResponse:
    """List every row of a draft, and those that were retired."""
    release = selectors.current_release(request.organisation)
    found = version(request.organisation, card)
    return render(request, "medications/desk/evidence.html", pages.evidence(release, found))


@open_to(pharmacist)
@page_or_form
def draft_new_figure(request: MemberRequest, card: int, about: str, measure: str) -> HttpResponse:
    """Add a row on one effect, on none of the 36, or on what may get better."""
    found = version(request.organisation, card)
    subject = subject_of(found, about)
    if measure not in measure_words(subject):
        raise Http404
    section = sections.new_figure(found, subject, measure, chosen_source(request))
    return answer(request, found, section, pages.new_figure(found, subject, measure))


def chosen_source(request: MemberRequest) -> int | None:
    """Return the source that was just added for this row, if any."""
    chosen = request.GET.get("source", "")
    return int(chosen) if chosen.isdecimal() else None


@open_to(pharmacist)
@page_or_form
def draft_figure(request: MemberRequest, card: int, row: int) -> HttpResponse:
    """Correct a row."""
    found = version(request.organisation, card)
    figure = reads.known_figure(found, row)
    if request.method != "POST" and reads.figure(found, row) is None:
        messages.info(request, _("This row was retired or corrected. It stands below, with why."))
        return redirect("draft_evidence", card)
    beside = pages.figure(found, figure, None)
    return answer(request, found, sections.figure(found, figure), beside)


@open_to(pharmacist)
@require_POST
def retire_figure(request: MemberRequest, card: int, row: int) -> HttpResponse:
    """Retire a row from a draft."""
    found = version(request.organisation, card)
    figure = reads.known_figure(found, row)
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            services.retire_figure(
                card=found, row=figure, reason=form.cleaned_data["reason"], by=request.user
            )
        except services.PartFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The row is retired. It stands below, with why."))
            return redirect(f"{reverse('draft_evidence', args=[card])}#retired")
    section = sections.figure(found, figure)
    release = selectors.current_release(request.organisation)
    context = pages.section(release, found, section, section.drawn())
    context |= pages.figure(found, figure, form)
    return render(request, section.template, context, status=422)


@open_to(pharmacist)
@require_POST
def put_back_figure(request: MemberRequest, card: int, row: int) -> HttpResponse:
    """Let a draft rest on a retired row again."""
    found = version(request.organisation, card)
    figure = reads.known_figure(found, row)
    try:
        services.put_back_figure(card=found, row=figure, by=request.user)
    except services.PartFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("The row counts again."))
    return redirect("draft_evidence", card)
