"""What the pages need on which card text is translated, handed over and approved."""

from typing import Any
from uuid import uuid4

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Account
from medications import kept, selectors
from medications.draft_parts import TranslationPart, part_key
from medications.forms.translating import AnswerForm, HandOverForm, TranslationForm
from medications.languages import BY_CODE, Language
from medications.models import Card, CardTranslation, Release
from medications.pages.reading import named_too
from medications.presenters.conflicts import differing
from medications.presenters.lists import gated
from medications.presenters.medicines import presented_medicine
from medications.presenters.moves import told_moves
from medications.presenters.translations import (
    desk_languages,
    desk_texts,
    is_own,
    number_hint,
    section_name,
    where_it_stands,
)
from medications.selectors import translating as reads
from medications.selectors.translating import Place
from medications.translating import English, State
from medications.translation_stages import TranslationMove, TranslationStage

Context = dict[str, Any]

TO_DO = (State.NONE, State.AGAIN, State.WRITING)
"""The sections to which "Save and go to the next" leads."""


def place(release: Release, medication: str, language: str, section: str) -> Place:
    """Return where one text stands. Raises Http404 for a section without English words."""
    card = selectors.card(release, medication)
    if section not in kept.english(card):
        raise Http404
    return Place(release.organisation, card.medication, language_or_404(language), section)


def language_or_404(code: str) -> Language:
    """Return a language of the list. Raises Http404."""
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def card_languages(release: Release, card: Card) -> Context:
    """Gather every language of a card with how far it is."""
    rows = reads.rows(release.organisation, card.medication)
    return _named(release, card) | {
        "languages": desk_languages(rows, kept.english(card), card.medication.code)
    }


def card_in_language(
    release: Release, card: Card, language: Language, by: Account, form: HandOverForm | None
) -> Context:
    """Gather each section of a card beside its text in one language."""
    rows = reads.with_writers(reads.rows(release.organisation, card.medication, language))
    ready = reads.ready(release.organisation, card.medication, language)
    read = reads.read_keys(ready)
    if form is None:
        form = HandOverForm(initial={"read": read, "key": uuid4()})
    else:
        form.renew(read)
    return _named(release, card) | {
        "language": language,
        "texts": desk_texts(rows, kept.english(card), card.medication.code, language, by),
        "ready": len(ready),
        "form": form,
    }


def writing(release: Release, where: Place, form: TranslationForm | None) -> Context:
    """Gather one section beside its form; what somebody else wrote stands beside what was sent."""
    card = selectors.card(release, where.medication.code)
    english, row = kept.english(card)[where.section], reads.newest(where)
    now = reads.part(row)
    other = reads.on_another_card(where, english) if row is None and form is None else None
    differs = []
    if form is None:
        form = _drawn(where, english, now, reads.part(other))
    else:
        if form.data.get("seen") != part_key(now):
            differs = differing(form, form.filled(now))
        renewed = {"seen": part_key(now), "english": english.key}
        form.data = {**dict(form.data.items()), **renewed}
    return _named(release, card) | {
        "language": where.language,
        "section": section_name(where.section),
        "english": english.lines,
        "english_then": row.english if row and row.english_key != english.key else [],
        "is_taken_away": row is not None and row.stage == TranslationStage.WITHDRAWN,
        "from_another_card": other is not None,
        "hint": number_hint(english.lines, now.paragraphs) if now else "",
        "form": form,
        "differs": differs,
        "back": reverse("translated_card", args=[where.medication.code, where.language.code]),
    }


def _drawn(
    where: Place, english: English, now: TranslationPart | None, other: TranslationPart | None
) -> TranslationForm:
    """Return the form with what stands there, or with the words of another card to begin from."""
    filled = TranslationForm.filled(now or other)
    seen = {"seen": part_key(now), "english": english.key}
    return TranslationForm(initial=filled | seen, language=where.language)


def onwards(release: Release, where: Place, by: Account) -> str:
    """Return where the next section that has no approved text is written; else the card's page."""
    code = where.medication.code
    card = selectors.card(release, code)
    rows = reads.with_writers(reads.rows(where.organisation, where.medication, where.language))
    texts = desk_texts(rows, kept.english(card), code, where.language, by)
    codes = [each.code for each in texts]
    after = texts[codes.index(where.section) + 1 :]
    for each in after:
        if each.state in TO_DO:
            return reverse("translate_section", args=[code, where.language.code, each.code])
    return reverse("translated_card", args=[code, where.language.code])


def answering(
    release: Release, row: CardTranslation, by: Account, form: AnswerForm | None
) -> Context:
    """Gather one version beside the English it was made of, and what can be done with it."""
    card = selectors.card(release, row.medication.code)
    english = kept.english(card).get(row.section)
    read = reads.read_key(row)
    if form is None:
        form = AnswerForm(initial={"read": read, "key": uuid4()})
    else:
        form.renew(read)
    place = [row.medication.code, row.language]
    return _named(release, card) | {
        "row": row,
        "language": row.its_language,
        "section": section_name(row.section),
        "stands": where_it_stands(row),
        "hint": number_hint(row.english, row.paragraphs),
        "english_now": english.lines
        if english is not None and english.key != row.english_key
        else [],
        "is_gone": english is None,
        "is_own": is_own(row, by),
        "moves": told_moves(reads.steps(row)),
        "buttons": _buttons(row, by),
        "form": form,
        "back": reverse("translated_card", args=place),
        "write_url": reverse("translate_section", args=[*place, row.section])
        if english is not None and row.stage != TranslationStage.SUBMITTED
        else "",
    }


def _buttons(row: CardTranslation, by: Account) -> list[tuple[str, str]]:
    """Return what can be done with a version: each move with its words, the main one first."""
    move = TranslationMove
    match row.stage:
        case TranslationStage.DRAFT:
            return [(move.DISCARD, _("Give this text up"))]
        case TranslationStage.SUBMITTED if is_own(row, by):
            return [(move.TAKE_BACK, _("Take it back")), (move.COMMENT, _("Add a comment"))]
        case TranslationStage.SUBMITTED:
            return [
                (move.APPROVE, _("Approve")),
                (move.SEND_BACK, _("Send it back")),
                (move.COMMENT, _("Add a comment")),
            ]
        case TranslationStage.APPROVED:
            return [(move.WITHDRAW, _("Take it away from readers"))]
    return []


def _named(release: Release, card: Card) -> Context:
    """Gather what every page that names a medicine shows of it."""
    medicine = presented_medicine(card)
    return {
        "medicine": medicine,
        "gated": gated([medicine]),
        "named_too": named_too(release, [medicine]),
    }
