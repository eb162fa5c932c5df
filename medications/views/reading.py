"""The cards: they need no person and no sign-in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import anyone, open_to
from accounts.requests import MemberRequest, OrganisationRequest
from medications import pages, selectors, services
from medications.forms import ApprovalForm, CardFilterForm, CompareForm
from medications.languages import language
from medications.pages import desk
from medications.permissions import pharmacist


@open_to(anyone)
@require_safe
def cards(request: OrganisationRequest) -> HttpResponse:
    """List the medicines, narrowed by what is asked for."""
    release = selectors.current_release(request.organisation)
    form = CardFilterForm(request.GET, effects=selectors.rated_effects(release))
    return render(request, "medications/cards.html", pages.cards(release, form))


@open_to(anyone)
@require_safe
def card_grid(request: OrganisationRequest) -> HttpResponse:
    """Show every level of every card at once, narrowed by what is asked for."""
    release = selectors.current_release(request.organisation)
    form = CardFilterForm(request.GET, effects=selectors.rated_effects(release))
    return render(request, "medications/grid.html", pages.grid(release, form))


@open_to(anyone)
@require_safe
def compare(request: OrganisationRequest) -> HttpResponse:
    """Put two or three cards side by side, or ask which."""
    release = selectors.current_release(request.organisation)
    form = CompareForm(request.GET or None, medicines=selectors.names(release))
    return render(request, "medications/compare.html", pages.compare(release, form))


@open_to(anyone)
@require_safe
def card(request: OrganisationRequest, medication: str) -> HttpResponse:
    """Show one whole card, in the language of the address where its words are approved."""
    release = selectors.current_release(request.organisation)
    context = pages.card(release, medication, language(request.GET.get("language", "")))
    if Role.PHARMACIST in request.roles:
        context |= desk.approval(release, selectors.card(release, medication))
    return render(request, "medications/card.html", context)


@open_to(anyone)
@require_safe
def short_card(request: OrganisationRequest, medication: str) -> HttpResponse:
    """Show what of a card is handed over on paper."""
    release = selectors.current_release(request.organisation)
    context = pages.card(release, medication, language(request.GET.get("language", "")))
    context["read_at"] = reverse("short_card", args=[medication])
    return render(request, "medications/short_card.html", context)


@open_to(pharmacist)
@require_POST
def approve(request: MemberRequest, medication: str) -> HttpResponse:
    """Approve a starter card, or show the card again with what is missing."""
    release = selectors.current_release(request.organisation)
    found = selectors.card(release, medication)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            services.approve_card(
                release=release,
                card=found,
                read=form.cleaned_data["card"],
                by=request.user,
                key=form.cleaned_data["key"],
            )
        except services.CardChanged as changed:
            form.add_error(None, str(changed))
        else:
            messages.success(request, _("You have approved this card for your organisation."))
            return redirect("card", medication)
    context = pages.card(release, medication) | desk.approval(release, found, form)
    form.renew(context["key"])
    return render(request, "medications/card.html", context, status=422)


@open_to(pharmacist)
@require_POST
def withdraw_approval(request: MemberRequest, medication: str) -> HttpResponse:
    """Take back an approval."""
    release = selectors.current_release(request.organisation)
    found = selectors.card(release, medication)
    services.withdraw_approval(release=release, card=found, by=request.user)
    messages.success(request, _("The approval is taken back. It is a starter card again."))
    return redirect("card", medication)


@open_to(anyone)
@require_safe
def rating(request: OrganisationRequest, medication: str, effect: str) -> HttpResponse:
    """Show why a card says what it says of one effect."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/rating.html", pages.rating(release, medication, effect))


@open_to(anyone)
@require_safe
def effects(request: OrganisationRequest) -> HttpResponse:
    """List the 37 lines with their plain explanations."""
    return render(request, "medications/effects.html", pages.effects())


@open_to(anyone)
@require_safe
def effect(request: OrganisationRequest, code: str) -> HttpResponse:
    """Show one effect across all medicines."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/effect.html", pages.effect(release, code))


@open_to(anyone)
@require_safe
def sources(request: OrganisationRequest) -> HttpResponse:
    """List every source that a card rests on."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/sources.html", pages.sources(release))


@open_to(anyone)
@require_safe
def levels(request: OrganisationRequest) -> HttpResponse:
    """Tell how a level comes about, in plain words."""
    release = selectors.current_release(request.organisation)
    return render(request, "medications/levels.html", pages.levels(release))
