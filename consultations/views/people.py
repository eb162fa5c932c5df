"""Finding a person, adding one, and a person's own page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations import pages, selectors, services
from consultations.forms import PersonForm, SearchForm
from consultations.permissions import clinician
from consultations.presenters.people import presented_person

ADDED = gettext_lazy(
    "This form had added this person before. Nothing of what was sent now was saved."
)


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
    if form.is_valid():
        try:
            added = services.add_service_user(
                organisation=request.organisation,
                details=form.details(),
                by=request.user,
                code=form.cleaned_data["code"],
            )
            if form.before:
                messages.info(request, ADDED)
            return redirect("start", added.pk)
        except services.NumberIsTaken as reason:
            form.add_error(reason.field, str(reason))
    status = 422 if form.is_bound else 200
    title = _("Add a person")
    context = {"form": form, "title": title, "button": title}
    return render(request, "consultations/new_person.html", context, status=status)


@open_to(clinician)
@require_safe
def person(request: MemberRequest, key: int) -> HttpResponse:
    """Show a person and the conversations with them in one's clinics."""
    found = selectors.person(request.organisation, key)
    after = request.GET.get("after", "")
    context = pages.person_page(request.user, request.organisation, found, after)
    return render(request, "consultations/person.html", context)
