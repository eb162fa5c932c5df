"""After the database was brought back from a copy: a pharmacist says that the cards are right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from accounts.services import confirm_restoration
from medications import selectors
from medications.pages import restoring as pages
from medications.permissions import pharmacist


@open_to(pharmacist)
@require_http_methods(["GET", "HEAD", "POST"])
def restored(request: MemberRequest) -> HttpResponse:
    """List releases and cards with their dates; take the confirmation."""
    release = selectors.current_release(request.organisation)
    if request.method == "POST":
        confirm_restoration(organisation=release.organisation, by=request.user)
        messages.success(request, _("Confirmed. The notice is gone from every page."))
        return redirect("restored")
    return render(request, "medications/desk/restored.html", pages.restored(release))
