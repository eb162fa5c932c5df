"""Reads of translated card text, each of one organisation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Account, Organisation
from medications import kept
from medications.draft_parts import TranslationPart
from medications.languages import Language
from medications.models import CardTranslation, Medication, TranslationStep
from medications.selectors.reading import card, current_release
from medications.translating import English, english_key, shown, text_key
from medications.translation_stages import SETTLED, TranslationStage


@dataclass(frozen=True)
class Place:
    """One section of a medicine's card in one language, in one organisation."""

    organisation: Organisation
    medication: Medication
    language: Language
    section: str


def settled(organisation: Organisation, medication: Medication) -> list[CardTranslation]:
    """Return every text of a medicine that two people have read: what readers' pages ask for."""
    rows = CardTranslation.objects.filter(organisation=organisation, medication=medication)
    return list(rows.filter(stage__in=SETTLED))


def english(organisation: Organisation, medication: Medication) -> dict[str, English]:
    """Return the English that the organisation's card says now, by section. Raises Http404."""
    return dict(kept.english(card(current_release(organisation), medication.code)))


def rows(
    organisation: Organisation, medication: Medication, language: Language | None = None
) -> QuerySet[CardTranslation]:
    """Return all versions of a medicine's texts, in one language or in all; none given up."""
    found = CardTranslation.objects.filter(organisation=organisation, medication=medication)
    found = found.exclude(stage=TranslationStage.DISCARDED)
    if language is not None:
        found = found.filter(language=language.code)
    return found.select_related("medication", "organisation", "author", "approver")


def newest(place: Place) -> CardTranslation | None:
    """Return the newest version of one text that was not given up."""
    found = rows(place.organisation, place.medication, place.language)
    return found.filter(section=place.section).order_by("version").last()


def next_version(place: Place) -> int:
    """Return the number of the next version, which none had before."""
    every = CardTranslation.objects.filter(
        organisation=place.organisation,
        medication=place.medication,
        language=place.language.code,
        section=place.section,
    )
    return (every.aggregate(last=Max("version"))["last"] or 0) + 1


def translation(organisation: Organisation, key: int) -> CardTranslation:
    """Return one version by its key. Raises Http404 for one of another organisation."""
    found = CardTranslation.objects.filter(organisation=organisation)
    found = found.select_related("medication", "organisation", "author", "approver")
    return get_object_or_404(found, pk=key)


def part(row: CardTranslation | None) -> TranslationPart | None:
    """Return what a version says as a plain value."""
    if row is None:
        return None
    return TranslationPart(row.heading, tuple(row.paragraphs), row.english_key)


def read_key(row: CardTranslation) -> str:
    """Return the digest of what a version says: what somebody who reads it stands behind."""
    return text_key(row.heading, row.paragraphs, row.english_key)


def read_keys(rows: Iterable[CardTranslation]) -> str:
    """Return one digest of what several versions say."""
    return english_key([f"{row.pk} {read_key(row)}" for row in rows])


def ready(
    organisation: Organisation, medication: Medication, language: Language
) -> list[CardTranslation]:
    """Return the texts that can be handed over: being written, of the English that stands."""
    texts = english(organisation, medication)
    drafts = rows(organisation, medication, language).filter(stage=TranslationStage.DRAFT)
    return [
        row
        for row in drafts.order_by("section")
        if row.section in texts and texts[row.section].key == row.english_key
    ]


def on_another_card(place: Place, english: English) -> CardTranslation | None:
    """Return an approved text of the same English on another medicine's card, to begin from."""
    found = CardTranslation.objects.filter(
        organisation=place.organisation,
        language=place.language.code,
        section=place.section,
        english_key=english.key,
        stage__in=SETTLED,
    ).exclude(medication=place.medication)
    by_medication: dict[int, list[CardTranslation]] = {}
    for row in found.order_by("pk"):
        by_medication.setdefault(row.medication_id, []).append(row)
    texts = [shown(its, english.key) for its in by_medication.values()]
    return next((text for text in texts if text is not None), None)


def has_translated(row: CardTranslation, account: Account) -> bool:
    """Tell whether somebody began a text or changed a word of it."""
    return row.author_id == account.pk or row.written_by.filter(pk=account.pk).exists()


def steps(row: CardTranslation) -> QuerySet[TranslationStep]:
    """Return what was done to a version, oldest first, with who did it."""
    return row.steps.select_related("by")


def with_writers(found: QuerySet[CardTranslation]) -> QuerySet[CardTranslation]:
    """Return rows with all who wrote in them, and with what was done to each by whom."""
    done = Prefetch("steps", TranslationStep.objects.select_related("by"))
    return found.prefetch_related("written_by", done)


def of_cards(organisation: Organisation) -> list[CardTranslation]:
    """Return every version of every text, without its words: what is to be done is told by it."""
    found = CardTranslation.objects.filter(organisation=organisation)
    found = found.exclude(stage=TranslationStage.DISCARDED).order_by("language", "section")
    return list(found.only("medication", "language", "section", "version", "stage", "english_key"))
