"""The service's own words, which its managers edit; and a person's rights, in those words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import anyone, open_to, role
from accounts.requests import MemberRequest, OrganisationRequest
from accounts.selectors import text_versions
from accounts.services import TextConflict, word_text
from consultations.forms.texts import TextForm
from consultations.pages import texts as pages
from consultations.presenters.texts import TEXTS, own_words


@open_to(role(Role.MANAGER))
@require_safe
def words(request: MemberRequest) -> HttpResponse:
    """List the texts, and whose words each of them is in."""
    return render(request, "consultations/words.html", pages.words(request.organisation))


@open_to(role(Role.MANAGER))
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: MemberRequest, key: str) -> HttpResponse:
    """Word one text: look at it as it will be read, keep it, or go back to other words."""
    if key not in TEXTS:
        raise Http404
    versions = list(text_versions(request.organisation, key))
    initial = {
        "version": len(versions),
        "text": pages.to_begin_with(request.organisation, key, versions, request.GET.get("from")),
    }
    form = TextForm(request.POST or None, initial=initial, help_text=str(TEXTS[key].help))
    if _is_kept(request, key, form):
        messages.success(request, _("Saved."))
        return redirect("word", key)
    is_preview = form.is_bound and "preview" in request.POST and form.is_valid()
    if form.is_bound and not is_preview:
        typed = request.POST.copy()
        typed["version"] = str(len(versions))
        form.data = typed
    context = pages.word(request.organisation, key, form, versions)
    status = 422 if form.is_bound and not is_preview else 200
    return render(request, "consultations/word.html", context, status=status)


def _is_kept(request: MemberRequest, key: str, form: TextForm) -> bool:
    """Keep the words, or ours again; say on the form why not."""
    is_ours = "ours" in request.POST
    if not form.is_bound or "preview" in request.POST or not (form.is_valid() or is_ours):
        return False
    try:
        word_text(
            organisation=request.organisation,
            key=key,
            text="" if is_ours else form.cleaned_data["text"],
            by=request.user,
            version=form.cleaned_data.get("version", -1),
        )
    except TextConflict as reason:
        form.add_error(None, str(reason))
        return False
    return True


@open_to(anyone)
@require_safe
def rights(request: OrganisationRequest) -> HttpResponse:
    """Show what a person can ask for, whom to ask, and what else there is than medicine."""
    texts = request.organisation.texts if request.organisation else {}
    context = {
        "sections": [
            (str(TEXTS[key].heading), own_words(key, texts))
            for key in ("rights", "contact", "other_support")
        ]
    }
    return render(request, "consultations/rights.html", context)
