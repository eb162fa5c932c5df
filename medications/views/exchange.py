"""Spreadsheets of the cards: out, read in to see what would change, and in as drafts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.exchange.carrying import NotCarried, unpacked
from medications.exchange.guarding import NotReadable, check_size
from medications.exchange.reading import read_upload
from medications.exchange.writing import TooLong
from medications.forms import ExportForm, ImportForm, UploadForm
from medications.forms.exchange import DRAFTS
from medications.models import Release
from medications.pages import exchange as pages
from medications.permissions import pharmacist
from medications.selectors import exchange as reads

PAGE = "medications/desk/spreadsheets.html"


@open_to(pharmacist)
@require_safe
def spreadsheets(request: MemberRequest) -> HttpResponse:
    """Offer what can be exported, take a file, and explain the sheets."""
    release = selectors.current_release(request.organisation)
    return render(request, PAGE, pages.spreadsheets(release))


@open_to(pharmacist)
@require_POST
def export_sheets(request: MemberRequest) -> HttpResponse:
    """Hand out cards or evidence as a file."""
    current = selectors.current_release(request.organisation)
    form = ExportForm(request.POST, releases=reads.releases(current.organisation))
    if not form.is_valid():
        return render(request, PAGE, pages.spreadsheets(current, export=form), status=422)
    said = form.cleaned_data
    with_drafts = said["release"] == DRAFTS
    release = current if with_drafts else reads.release(current.organisation, int(said["release"]))
    try:
        file = pages.exported(release, said["what"], said["kind"], with_drafts=with_drafts)
    except TooLong as too_long:
        form.add_error("kind", str(too_long))
        return render(request, PAGE, pages.spreadsheets(current, export=form), status=422)
    services.record_export(release=release, what=file.name, by=request.user)
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


@open_to(pharmacist)
@require_POST
def check_sheets(request: MemberRequest) -> HttpResponse:
    """Read a file, and show what it would change or what is wrong with it; nothing is written."""
    release = selectors.current_release(request.organisation)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, PAGE, pages.spreadsheets(release, upload=form), status=422)
    file = form.cleaned_data["file"]
    try:
        check_size(file.size)
        found = pages.read_file(release, read_upload(file.name, file.read()), request.user)
    except NotReadable as why:
        return refused(request, release, str(why))
    if found["faults"]:
        context = pages.spreadsheets(release) | found
        return render(request, PAGE, context, status=422)
    return render(request, "medications/desk/spreadsheet_read.html", found)


@open_to(pharmacist)
@require_POST
def import_sheets(request: MemberRequest) -> HttpResponse:
    """Write what was read into drafts, when the pharmacist has seen what would change."""
    release = selectors.current_release(request.organisation)
    form = ImportForm(request.POST)
    if not form.is_valid():
        return refused(request, release, str(form.errors["read"][0]))
    try:
        cards = unpacked(form.cleaned_data["read"], release.organisation, request.user)
        written = services.import_cards(
            organisation=release.organisation, cards=cards, by=request.user
        )
    except (NotCarried, services.CardChanged) as why:
        return refused(request, release, str(why))
    messages.success(request, _written(len(written)))
    return redirect("desk")


def refused(request: MemberRequest, release: Release, why: str) -> HttpResponse:
    """Show why nothing was read or written, and both forms again."""
    context = pages.spreadsheets(release) | {"refused": why}
    return render(request, PAGE, context, status=422)


def _written(count: int) -> str:
    """Say how many drafts were written."""
    if not count:
        return _("The drafts say this already, so nothing was written.")
    return ngettext(
        "One draft was written. Read it through, and submit it to a second pharmacist.",
        "%(count)d drafts were written. Read them through, and submit each to a second pharmacist.",
        count,
    ) % {"count": count}
