"""Which conversations a change of cards would touch, for those who may see them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from consultations.pages import touched as pages
from consultations.permissions import clinician


@open_to(clinician)
@require_safe
def touched(request: MemberRequest, key: int) -> HttpResponse:
    """List those of one's clinics, with before and after."""
    after = request.GET.get("after", "")
    context = pages.touched(request.user, request.organisation, key, after)
    return render(request, "consultations/touched.html", context)
