"""The sections of a draft: which draft, which section, form, service, page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Account
from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms.drafting import DiscardForm, PartForm
from medications.models import Card
from medications.pages import draft_sections as sections
from medications.pages import drafting as pages
from medications.pages.draft_sections import NEXT, REMOVE, Section
from medications.permissions import pharmacist
from medications.selectors import drafting as reads
from medications.selectors.versions import version
from medications.stages import Move, MoveNotAllowed, Stage

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@open_to(pharmacist)
@require_POST
def begin_draft(request: MemberRequest, medication: str) -> HttpResponse:
    """Begin a draft of a medicine's card, or go to the one that is in hand."""
    release = selectors.current_release(request.organisation)
    found = reads.medication(request.organisation, medication)
    try:
        card = services.begin_card(release=release, medication=found, by=request.user)
    except services.DraftExists as there:
        messages.info(request, _("Somebody has begun this draft already. Here it is."))
        return redirect("draft", there.draft.pk)
    messages.success(request, _("Your draft is begun. Nobody but the desk sees it."))
    return redirect("draft", card.pk)


@open_to(pharmacist)
@require_safe
def draft(request: MemberRequest, card: int) -> HttpResponse:
    """Show a draft: what is still to do, and its sections."""
    release = selectors.current_release(request.organisation)
    found = version(request.organisation, card)
    context = pages.draft(release, found, opened=request.GET.get("open", ""))
    return render(request, "medications/desk/draft.html", context)


@open_to(pharmacist)
@page_or_form
def draft_names(request: MemberRequest, card: int) -> HttpResponse:
    """Say what the organisation's own medicine is called."""
    found = version(request.organisation, card)
    return answer(request, found, sections.names(found), pages.names(found))


@open_to(pharmacist)
@page_or_form
def draft_words(request: MemberRequest, card: int, section: str) -> HttpResponse:
    """Write words of our own in one section."""
    found = version(request.organisation, card)
    return answer(request, found, sections.words(found, section), pages.words(found, section))


@open_to(pharmacist)
@page_or_form
def draft_level(request: MemberRequest, card: int, effect: str) -> HttpResponse:
    """Say what the card says of one effect."""
    found = version(request.organisation, card)
    rating = reads.rating(found, effect)
    onwards = pages.next_level(found, rating)
    beside = pages.level(found, rating)
    return answer(request, found, sections.level(found, rating, onwards), beside)


@open_to(pharmacist)
@page_or_form
def draft_caution(request: MemberRequest, card: int, caution: int | None = None) -> HttpResponse:
    """Add a caution, change one, or take it out."""
    found = version(request.organisation, card)
    return answer(request, found, sections.caution(found, caution))


@open_to(pharmacist)
@page_or_form
def draft_preparation(
    request: MemberRequest, card: int, preparation: int | None = None
) -> HttpResponse:
    """Add a form of the medicine, change one, or take it out."""
    found = version(request.organisation, card)
    return answer(request, found, sections.preparation(found, preparation))


@open_to(pharmacist)
@page_or_form
def draft_review_day(request: MemberRequest, card: int) -> HttpResponse:
    """Set the day of review."""
    found = version(request.organisation, card)
    return answer(request, found, sections.review(found))


@open_to(pharmacist)
@require_POST
def discard_draft(request: MemberRequest, card: int) -> HttpResponse:
    """Give a draft up."""
    found = version(request.organisation, card)
    return _move(request, found, Move.DISCARD)


@open_to(pharmacist)
@require_POST
def take_back_draft(request: MemberRequest, card: int) -> HttpResponse:
    """Take a submitted version back to work on it."""
    found = version(request.organisation, card)
    return _move(request, found, Move.TAKE_BACK)


def _move(request: MemberRequest, card: Card, move: Move) -> HttpResponse:
    """Make one of the two moves that the page of a draft offers."""
    form = DiscardForm(request.POST)
    if not form.is_valid():
        release = selectors.current_release(request.organisation)
        context = pages.draft(release, card, form)
        return render(request, "medications/desk/draft.html", context, status=422)
    said = form.cleaned_data
    try:
        if move == Move.DISCARD:
            services.discard_draft(card=card, by=request.user, **said)
        else:
            services.answer_submission(card=card, move=move, by=request.user, **said)
    except MoveNotAllowed as fault:
        messages.error(request, str(fault))
        return redirect("draft", card.pk)
    if move == Move.DISCARD:
        messages.success(request, _("The draft is given up. Its rows are kept."))
        return redirect("desk")
    messages.success(request, _("The draft is yours to work on again."))
    return redirect("draft", card.pk)


def answer(
    request: MemberRequest, card: Card, section: Section, beside: pages.Context | None = None
) -> HttpResponse:
    """Draw the form of a section, or write what was sent; a fault keeps all that was typed."""
    is_sent = request.method == "POST"
    if not is_sent and card.stage != Stage.DRAFT:
        return redirect("draft", card.pk)
    form = section.sent(request.POST) if is_sent else section.drawn()
    if is_sent and is_written(form, section, REMOVE in request.POST, request.user):
        messages.success(request, section.removed if REMOVE in request.POST else section.saved)
        return redirect(section.onwards if NEXT in request.POST else section.then)
    release = selectors.current_release(request.organisation)
    context = pages.section(release, card, section, form) | (beside or {})
    return render(request, section.template, context, status=422 if is_sent else 200)


def is_written(form: PartForm, section: Section, is_removal: bool, by: Account) -> bool:
    """Write what a form says, or take its section out; a fault then stands in the form."""
    is_valid = form.is_valid()
    try:
        if is_removal and section.remove is not None:
            section.remove(form.cleaned_data.get("seen", ""), by)
        elif is_valid:
            section.write(form, by)
    except services.PartFault as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return is_valid or is_removal
