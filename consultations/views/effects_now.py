"""Side effects felt now: what the person says of them is taken as true."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from consultations import tickets
from consultations.forms.effects_now import EffectNowForm
from consultations.models import Consultation
from consultations.pages import effects_now as pages
from consultations.permissions import before_too
from consultations.requests import RoomRequest
from consultations.services.effects_now import record_effect_now, remove_effect_now
from consultations.stages import FINISHED
from consultations.views.asking import found_for, writer
from consultations.views.sending import is_saved, sent_again


@open_to(before_too)
@require_safe
def effects_now(request: RoomRequest, code: UUID) -> HttpResponse:
    """Show what the person has now, and every line of the checklist to add."""
    found = found_for(request, code)
    return render(request, "consultations/effects_now.html", pages.effects_now(found))


@open_to(before_too)
@require_http_methods(["GET", "HEAD", "POST"])
def effect_now(request: RoomRequest, code: UUID, effect: str) -> HttpResponse:
    """Ask how one of them is; keep the answer, or take it out of the list."""
    found = found_for(request, code)
    line = pages.known_line(found, effect)
    if found.stage in FINISHED and request.method != "POST":
        return redirect("effects_now", code)
    said = pages.said_of(found, line)
    initial = EffectNowForm.showing(said) if said else {}
    initial |= {"ticket": tickets.issue(found)}
    form = EffectNowForm(request.POST or None, initial=initial, effect=effect)
    if form.is_bound and _is_kept(request, found, form, effect):
        messages.success(request, _("Saved."))
        return redirect("effects_now", code)
    status = sent_again(form, found)
    context = pages.effect_now(found, line, form)
    return render(request, "consultations/effect_now.html", context, status=status)


def _is_kept(request: RoomRequest, found: Consultation, form: EffectNowForm, effect: str) -> bool:
    """Keep it or take it out, or say on the form why not."""
    is_removal = "remove" in request.POST
    if not form.is_valid() and not is_removal:
        return False

    def write(ticket: tickets.Ticket) -> None:
        by = writer(request)
        if is_removal:
            remove_effect_now(ticket=ticket, by=by, effect=effect)
        else:
            record_effect_now(ticket=ticket, by=by, effect=effect, said=form.said())

    return is_saved(form, found, write)
