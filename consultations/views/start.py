"""The clinician's day, opening a conversation, and its first page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, selectors, services
from consultations.forms import StartForm
from consultations.permissions import clinician
from consultations.presenters.last_time import said_since
from consultations.presenters.people import presented_person
from medications import kept
from medications.selectors import cards, current_release


@open_to(clinician)
@require_safe
def day(request: MemberRequest) -> HttpResponse:
    """Show what is open, paused, planned and to be looked at again in one's clinics."""
    clinics = selectors.clinics_of(request.user, request.organisation)
    return render(request, "consultations/day.html", pages.day(list(clinics), request.GET))


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: MemberRequest, key: int) -> HttpResponse:
    """Open a conversation with a person; `since` in the address is one to look at again."""
    service_user = selectors.person(request.organisation, key)
    since = request.GET.get("since", "")
    before = selectors.finished(request.user, request.organisation, service_user, since)
    release = current_release(request.organisation)
    form = StartForm(
        request.POST or None,
        service_user=service_user,
        clinics=selectors.clinics_of(request.user, request.organisation),
        cards=cards(release),
    )
    if request.method == "POST" and form.is_valid():
        consultation = services.start_consultation(
            service_user=service_user,
            clinic=form.chosen_clinic(),
            release=release,
            details=pages.start_details(form, request.organisation),
            by=request.user,
            code=form.cleaned_data["code"],
            follows=before,
        )
        return redirect("conversation", consultation.code)
    context = {
        "form": form,
        "person": presented_person(service_user),
        "since": said_since(before),
        "gated": kept.gated(release),
    }
    status = 422 if form.is_bound else 200
    return render(request, "consultations/start.html", context, status=status)


@open_to(clinician)
@require_safe
def conversation(request: MemberRequest, code: UUID) -> HttpResponse:
    """Show how a conversation opens: who is here, what is open to choice, what is taken now."""
    found = selectors.conversation(request.user, request.organisation, code)
    return render(request, "consultations/conversation.html", pages.first_page(found))
