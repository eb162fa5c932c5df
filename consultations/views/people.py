"""Finding a person, adding one, and a person's own page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import selectors, services
from consultations.forms import PersonForm, SearchForm
from consultations.permissions import clinician
from consultations.presenters.people import presented_conversations, presented_person


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest) -> HttpResponse:
    """Find a person by number or name, which are sent and never stand in an address."""
    form = SearchForm(request.POST or None)
    found = []
    if form.is_valid():
        found = selectors.find_people(request.organisation, form.cleaned_data["words"])
    context = {
        "form": form,
        "people": [presented_person(each) for each in found[: selectors.MOST_FOUND]],
        "are_more": len(found) > selectors.MOST_FOUND,
    }
    return render(request, "consultations/people.html", context)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: MemberRequest) -> HttpResponse:
    """Add a person, then open a conversation with them."""
    form = PersonForm(request.POST or None, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        person = services.add_service_user(
            organisation=request.organisation, details=form.details(), by=request.user
        )
        return redirect("start", person.pk)
    status = 422 if form.is_bound else 200
    title = _("Add a person")
    context = {"form": form, "title": title, "button": title}
    return render(request, "consultations/new_person.html", context, status=status)


@open_to(clinician)
@require_safe
def person(request: MemberRequest, key: int) -> HttpResponse:
    """Show a person and the conversations with them in one's clinics."""
    found = selectors.person(request.organisation, key)
    rows = selectors.of_person(request.user, request.organisation, found)
    context = {"person": presented_person(found), "conversations": presented_conversations(rows)}
    return render(request, "consultations/person.html", context)
