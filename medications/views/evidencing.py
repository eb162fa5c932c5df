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
from medications.forms.rows import RetireForm
from medications.pages import drafting
from medications.pages import evidencing as pages
from medications.pages import row_sections as sections
from medications.permissions import pharmacist
from medications.presenters.drafted_figures import measure_words
from medications.selectors import rows
from medications.selectors.rows import KINDS
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
def draft_new_fact(request: MemberRequest, card: int, section: str) -> HttpResponse:
    """Add a fact in words."""
    found = version(request.organisation, card)
    shown = sections.new_fact(found, section, chosen_source(request))
    return answer(request, found, shown, pages.new_fact(found, section))


@open_to(pharmacist)
@page_or_form
def draft_row(request: MemberRequest, card: int, row: int, kind: str) -> HttpResponse:
    """Correct a row."""
    found = version(request.organisation, card)
    known = rows.known(found, KINDS[kind], row)
    if request.method != "POST" and not rows.stands(found, known):
        messages.info(request, _("This row was retired or corrected. It stands below, with why."))
        return redirect("draft_evidence", card)
    return answer(request, found, sections.row(found, known), pages.row(found, known, None))


@open_to(pharmacist)
@require_POST
def retire_row(request: MemberRequest, card: int, row: int, kind: str) -> HttpResponse:
    """Retire a row from a draft."""
    found = version(request.organisation, card)
    known = rows.known(found, KINDS[kind], row)
    form = RetireForm(request.POST)
    if form.is_valid():
        try:
            services.retire_row(
                card=found, row=known, reason=form.cleaned_data["reason"], by=request.user
            )
        except services.PartFault as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("The row is retired. It stands below, with why."))
            return redirect(f"{reverse('draft_evidence', args=[card])}#retired")
    section = sections.row(found, known)
    release = selectors.current_release(request.organisation)
    context = drafting.section(release, found, section, section.drawn())
    context |= pages.row(found, known, form)
    return render(request, section.template, context, status=422)


@open_to(pharmacist)
@require_POST
def put_back_row(request: MemberRequest, card: int, row: int, kind: str) -> HttpResponse:
    """Let a draft rest on a retired row again."""
    found = version(request.organisation, card)
    known = rows.known(found, KINDS[kind], row)
    try:
        services.put_back_row(card=found, row=known, by=request.user)
    except services.PartFault as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("The row counts again."))
    return redirect("draft_evidence", card)
