"""How cards came to say what they say: versions of one card, and the releases."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors
from medications.forms.publishing import BelowForm, PairForm
from medications.pages import history as pages
from medications.permissions import pharmacist
from medications.selectors import releases as reads


@open_to(pharmacist)
@require_safe
def card_history(request: MemberRequest, medication: str) -> HttpResponse:
    """List every version of a medicine's card: who, when, why, and what was said."""
    current = selectors.current_release(request.organisation)
    found = reads.medication(current.organisation, medication)
    versions = reads.versions(current.organisation, found)
    context = pages.card_history(current, versions)
    return render(request, "medications/desk/history.html", context)


@open_to(pharmacist)
@require_safe
def compare_versions(request: MemberRequest, medication: str) -> HttpResponse:
    """Show what one version of a card says differently from another."""
    current = selectors.current_release(request.organisation)
    found = reads.medication(current.organisation, medication)
    versions = reads.versions(current.organisation, found)
    before, after = reads.pair(versions, _asked(request))
    context = pages.compared_versions(current, before, after)
    return render(request, "medications/desk/versions.html", context)


@open_to(pharmacist)
@require_safe
def releases(request: MemberRequest) -> HttpResponse:
    """List the organisation's releases, newest first, a page at a time."""
    current = selectors.current_release(request.organisation)
    below = BelowForm(request.GET).number()
    return render(request, "medications/desk/releases.html", pages.releases(current, below))


@open_to(pharmacist)
@require_safe
def release(request: MemberRequest, number: int) -> HttpResponse:
    """Show who made a release, why, and what it changed."""
    current = selectors.current_release(request.organisation)
    shown = reads.release(current.organisation, number)
    return render(request, "medications/desk/release.html", pages.release(current, shown))


@open_to(pharmacist)
@require_safe
def compare_releases(request: MemberRequest) -> HttpResponse:
    """Show what one release says differently from another."""
    current = selectors.current_release(request.organisation)
    before, after = (reads.release(current.organisation, each) for each in _asked(request))
    context = pages.compared_releases(current, before, after)
    return render(request, "medications/desk/compared_releases.html", context)


def _asked(request: MemberRequest) -> tuple[int, int]:
    """Return which two are to be compared. Raises Http404 when the address does not say."""
    pair = PairForm(request.GET).pair()
    if pair is None:
        raise Http404
    return pair
