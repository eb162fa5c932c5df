"""A carer's own pages: who they are here, what is shared with them, and what they write."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.idling import BY_ITSELF
from accounts.permissions import anyone, open_to
from consultations import tickets
from consultations.forms.sharing import NoteForm
from consultations.models import Consultation, Participant
from consultations.pages import carer as pages
from consultations.pages import differing as differing_pages
from consultations.pages import own_view as own_view_pages
from consultations.permissions import is_carer
from consultations.requests import RoomRequest
from consultations.selectors.for_carer import carers_conversation, scope_of
from consultations.selectors.voices import list_of
from consultations.services.carers import add_note, note_read, remove_note
from consultations.views.asking import asks_again, note_act, opened_by_itself
from consultations.views.differing import is_own_view_saved, own_view_form
from consultations.views.sending import sent_again
from medications.languages import language


@open_to(is_carer)
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def carer(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show a carer what is shared with them now; keep what they write."""
    if asks_again(request):
        return _shared_by_now(request, code)
    seat, found = seated(request, code, "carer")
    form = NoteForm(request.POST or None, initial={"ticket": tickets.issue(found)})
    if form.is_bound and _is_written(form, found, seat):
        messages.success(request, _("Saved."))
        return redirect("carer", code)
    status = 422 if form.is_bound else 200
    page = pages.carers_page(found, seat, form)
    return render(request, "consultations/carer.html", page, status=status)


@open_to(is_carer)
@require_safe
def carers_card(request: RoomRequest, code: UUID, medication: str) -> HttpResponse:
    """Show a card of this conversation to a carer with whom the cards are shared."""
    seat, found = seated(request, code, "card")
    if not scope_of(seat).sees_cards:
        messages.info(request, _("The cards of this conversation are not shared with you now."))
        return redirect("carer", code)
    chosen = language(request.GET.get("language", ""))
    page = pages.carers_card(found, seat, medication, chosen)
    return render(request, "consultations/carers_card.html", page)


@open_to(is_carer)
@require_http_methods(["GET", "HEAD", "POST"])
def carers_list(request: RoomRequest, code: UUID) -> HttpResponse:
    """Let a carer, once that is agreed, make a list of their own."""
    seat, found = seated(request, code, "list")
    if not scope_of(seat).adds_view:
        messages.info(request, _("It is not agreed, or not any more, that you write here."))
        return redirect("carer", code)
    form = own_view_form(request, found, list_of(seat))
    if form.is_bound and is_own_view_saved(form, found, seat):
        messages.success(request, _("Saved."))
        return redirect("carer", code)
    status = sent_again(form, found)
    page = own_view_pages.carers_list(found, seat, form)
    return render(request, "consultations/carers_list.html", page, status=status)


@open_to(is_carer)
@require_safe
def carers_comparison(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show how the medicines compare by the carer's own list, while that is shared, else 404."""
    seat, found = seated(request, code, "comparison")
    try:
        page = pages.carers_comparison(found, seat)
    except Http404:
        return shut_since(request, code)
    return render(request, "consultations/carers_comparison.html", page)


@open_to(is_carer)
@require_safe
def carers_differ(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show a carer where their list and the person's differ, while that is shared, else 404."""
    seat, found = seated(request, code, "differ")
    try:
        page = differing_pages.carers_differ(found, seat)
    except Http404:
        return shut_since(request, code)
    return render(request, "consultations/carers_differ.html", page)


def shut_since(request: RoomRequest, code: UUID) -> HttpResponse:
    """Lead a screen that was on a page when it was shut back to the carer's own page.

    Raises Http404 for whoever asks for the page by themselves.
    """
    if BY_ITSELF not in request.COOKIES:
        raise Http404
    messages.info(request, _("That page is not shared with you now."))
    return redirect("carer", code)


@open_to(anyone)
@require_safe
def not_here(request: RoomRequest) -> HttpResponse:
    """Say kindly that this screen is in no conversation, and what a carer can do all the same."""
    return render(request, "consultations/not_here.html", pages.not_here(request.organisation))


def seated(request: RoomRequest, code: UUID, page: str) -> tuple[Participant, Consultation]:
    """Return who sits here and in which conversation; that they read it is noted."""
    seat = request.seat
    if seat is None:
        raise PermissionDenied
    found = carers_conversation(seat, code)
    note_act(request)
    note_read(seat, page)
    return seat, found


def _shared_by_now(request: RoomRequest, code: UUID) -> HttpResponse:
    """Answer a page without anything shared, which asks by itself: open it once something is."""
    if request.seat is None:
        raise PermissionDenied
    carers_conversation(request.seat, code)
    if not scope_of(request.seat).names:
        return HttpResponse(status=204)
    return opened_by_itself(HttpResponse(status=204, headers={"HX-Refresh": "true"}))


def _is_written(form: NoteForm, found: Consultation, seat: Participant) -> bool:
    """Keep a note, or take one out; say on the form why not."""
    removed = form.data.get("remove", "")
    if not removed and not form.is_valid():
        return False
    try:
        key = tickets.read(form.data.get("ticket", ""), found.code).key
        if removed.isdecimal():
            remove_note(consultation=found, by=seat, note=int(removed), key=key)
        else:
            add_note(consultation=found, by=seat, text=form.cleaned_data["text"].strip(), key=key)
    except (tickets.BadTicket, PermissionDenied) as reason:
        form.add_error(None, str(reason))
        return False
    return True
