"""Card text in other languages: which card and language, form, service, page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import Account
from accounts.permissions import open_to
from accounts.requests import MemberRequest
from medications import selectors, services
from medications.forms.translating import AnswerForm, HandOverForm, TranslationForm
from medications.models import CardTranslation
from medications.pages import translating as pages
from medications.pages.draft_sections import NEXT
from medications.permissions import pharmacist
from medications.selectors import translating as reads
from medications.selectors.translating import Place
from medications.stages import MoveNotAllowed
from medications.translation_stages import TranslationMove, TranslationStage
from medications.views.drafting import page_or_form

HELD = (services.CardChanged, MoveNotAllowed, PermissionDenied)
"""Why a move is not made: each carries a sentence that the page shows."""


@open_to(pharmacist)
@require_safe
def translations(request: MemberRequest, medication: str) -> HttpResponse:
    """List the languages of a card with how far each is."""
    release = selectors.current_release(request.organisation)
    card = selectors.card(release, medication)
    return render(
        request, "medications/desk/translations.html", pages.card_languages(release, card)
    )


@open_to(pharmacist)
@page_or_form
def translated_card(request: MemberRequest, medication: str, language: str) -> HttpResponse:
    """Show each section of a card beside its text in one language; hand over what is ready."""
    release = selectors.current_release(request.organisation)
    card, chosen = selectors.card(release, medication), pages.language_or_404(language)
    form = HandOverForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            count = services.submit_translations(
                organisation=release.organisation,
                medication=card.medication,
                language=chosen,
                by=request.user,
                **form.cleaned_data,
            )
        except HELD as held:
            form.add_error(None, str(held))
        else:
            said = ngettext(
                "One text is handed over. Another pharmacist reads it.",
                "%(count)d texts are handed over. Another pharmacist reads them.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect("translated_card", medication, language)
    context = pages.card_in_language(release, card, chosen, request.user, form)
    return render(
        request, "medications/desk/translated_card.html", context, status=422 if form else 200
    )


@open_to(pharmacist)
@page_or_form
def translate_section(
    request: MemberRequest, medication: str, language: str, section: str
) -> HttpResponse:
    """Write one section in another language, beside its English."""
    release = selectors.current_release(request.organisation)
    where = pages.place(release, medication, language, section)
    form = None
    if request.method == "POST":
        form = TranslationForm(request.POST, language=where.language)
        if form.is_valid() and _is_written(form, where, request.user):
            messages.success(request, _("Saved."))
            if NEXT in request.POST:
                return redirect(pages.onwards(release, where, request.user))
            return redirect("translated_card", medication, language)
    else:
        row = reads.newest(where)
        if row is not None and row.stage == TranslationStage.SUBMITTED:
            return redirect("review_translation", row.pk)
    context = pages.writing(release, where, form)
    return render(request, "medications/desk/translate.html", context, status=422 if form else 200)


def _is_written(form: TranslationForm, where: Place, by: Account) -> bool:
    """Write what a form says; a fault then stands in the form."""
    try:
        services.write_translation(
            place=where, said=form.part(), seen=form.cleaned_data["seen"], by=by
        )
    except services.PartFault as fault:
        form.add_error(None, str(fault))
        return False
    return True


@open_to(pharmacist)
@page_or_form
def review_translation(request: MemberRequest, translation: int) -> HttpResponse:
    """Show one version beside its English; approve it, send it or take it back, take it away."""
    release = selectors.current_release(request.organisation)
    row = reads.translation(release.organisation, translation)
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            services.answer_translation(translation=row, by=request.user, **form.cleaned_data)
        except HELD as held:
            form.add_error(None, str(held))
            row = reads.translation(release.organisation, translation)
        else:
            messages.success(request, _done(form.cleaned_data["move"]))
            return _led_on(row, form.cleaned_data["move"])
    context = pages.answering(release, row, request.user, form)
    return render(
        request, "medications/desk/translation.html", context, status=422 if form else 200
    )


def _done(move: TranslationMove) -> str:
    """Return the sentence that says what was done."""
    return {
        TranslationMove.APPROVE: _("Approved. Readers see it from now."),
        TranslationMove.COMMENT: _("Your comment is kept."),
        TranslationMove.SEND_BACK: _("Sent back, with what you said."),
        TranslationMove.TAKE_BACK: _("Taken back: it can be written in again."),
        TranslationMove.DISCARD: _("Given up. Its words are kept in the records."),
        TranslationMove.WITHDRAW: _("Taken away. Readers see the English from now."),
    }[move]


def _led_on(row: CardTranslation, move: TranslationMove) -> HttpResponse:
    """Stay after a comment; else go back to all sections in this language."""
    if move is TranslationMove.COMMENT:
        return redirect("review_translation", row.pk)
    return redirect("translated_card", row.medication.code, row.language)
