"""Going on now or another day, and the end for now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, selectors, tickets
from consultations.forms.stage import AnotherDayForm, MoveForm
from consultations.models import Consultation
from consultations.permissions import clinician
from consultations.services.stage import move_consultation
from consultations.stages import MoveNotAllowed, Stage
from consultations.views.sending import is_saved, sent_again


@open_to(clinician)
@require_POST
def move(request: MemberRequest, code: UUID) -> HttpResponse:
    """Open a conversation again, or stop here for the moment."""
    found = selectors.conversation(request.user, request.organisation, code)
    form = MoveForm(request.POST)
    if form.is_valid() and _is_moved(request, found, form, form.stage()):
        messages.success(request, _("Saved."))
        return redirect("conversation", code)
    said = " ".join(map(str, form.non_field_errors()))
    context = pages.first_page(found, said or _("Please press one of the buttons here."))
    status = sent_again(form, found)
    return render(request, "consultations/conversation.html", context, status=status)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def another_day(request: MemberRequest, code: UUID) -> HttpResponse:
    """Put a conversation off to another day, or end it for now with a date to offer it again."""
    found = selectors.conversation(request.user, request.organisation, code)
    form = AnotherDayForm(request.POST or None, initial={"ticket": tickets.issue(found)})
    if form.is_valid() and _is_moved(request, found, form, form.stage(Stage(found.stage))):
        messages.success(request, _("Saved."))
        return redirect("conversation", code)
    status = sent_again(form, found)
    context = pages.room(found, "conversation") | {"form": form}
    return render(request, "consultations/another_day.html", context, status=status)


def _is_moved(
    request: MemberRequest, found: Consultation, form: MoveForm | AnotherDayForm, to: Stage
) -> bool:
    """Move it, or say on the form why not."""
    typed = form.cleaned_data

    def write(ticket: tickets.Ticket) -> None:
        move_consultation(
            ticket=ticket,
            by=request.user,
            to=to,
            look_again_on=typed.get("look_again_on"),
            reason=typed.get("reason", ""),
        )

    return is_saved(form, found, write, MoveNotAllowed)
