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
from consultations.forms.people import ChangePersonForm
from consultations.models import ServiceUser
from consultations.pages.looks import looks_page
from consultations.permissions import clinician
from consultations.presenters.people import presented_person

ADDED = gettext_lazy(
    "This form had added this person before. Nothing of what was sent now was saved."
)


@open_to(clinician)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest) -> HttpResponse:
    """Find a person by number or name, which are sent and never stand in an address.

    With `begin` a conversation is opened: with the only one found, or with whom one takes.
    """
    form = SearchForm(request.POST or None)
    found = []
    if form.is_valid():
        found = selectors.find_people(request.organisation, form.cleaned_data["words"])
    begins = "begin" in request.POST
    if begins and len(found) == 1:
        return redirect("start", found[0].pk)
    context = {
        "form": form,
        "begins": begins,
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
@require_http_methods(["GET", "HEAD", "POST"])
def change_person(request: MemberRequest, key: int) -> HttpResponse:
    """Put right what is known of a person."""
    found = selectors.person(request.user, request.organisation, key)
    form = ChangePersonForm(request.POST or None, service_user=found)
    if form.is_valid() and _is_changed(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("person", key)
    context = {
        "form": form,
        "title": _("Put right what is known of a person"),
        "button": _("Save"),
        "now": presented_person(found) if form.non_field_errors() else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "consultations/new_person.html", context, status=status)


def _is_changed(request: MemberRequest, found: ServiceUser, form: ChangePersonForm) -> bool:
    """Save it, or say on the form why not; what is kept by then is what the form has seen."""
    try:
        services.change_service_user(
            service_user=found,
            details=form.details(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
    except services.NumberIsTaken as reason:
        form.add_error(reason.field, str(reason))
        return False
    except services.PersonChanged as reason:
        form.add_error(None, str(reason))
        form.data = request.POST.dict() | {"seen": form.initial["seen"]}
        return False
    return True


@open_to(clinician)
@require_safe
def person(request: MemberRequest, key: int) -> HttpResponse:
    """Show a person and the conversations with them in one's clinics."""
    found = selectors.person(request.user, request.organisation, key)
    after = request.GET.get("after", "")
    context = pages.person_page(request.user, request.organisation, found, after)
    return render(request, "consultations/person.html", context)


@open_to(clinician)
@require_safe
def looks(request: MemberRequest, key: int) -> HttpResponse:
    """Show who has looked at what is kept of a person, for the clinician to show to them."""
    found = selectors.person(request.user, request.organisation, key)
    context = looks_page(request.organisation, found, request.GET.get("after", ""))
    return render(request, "consultations/looks.html", context)
