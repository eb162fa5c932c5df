"""Card text in other languages: written, handed over, and approved by a second pharmacist.

Everything is written under the organisation's lock, and held against the English of its current
release: a text of other English is neither handed over nor approved.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications.draft_parts import TranslationPart
from medications.languages import Language
from medications.models import CardTranslation, Medication, TranslationStep
from medications.permissions import check_is_pharmacist
from medications.selectors import translating as reads
from medications.selectors.translating import Place
from medications.services.drafting import NotADraft, PartChanged, is_new
from medications.services.moving import CardChanged, lock
from medications.stages import Who
from medications.translating import English
from medications.translation_stages import TranslationMove, TranslationStage, check_move


@transaction.atomic
def write_translation(*, place: Place, said: TranslationPart, seen: str, by: Account) -> None:
    """Write one section in another language; an approved text gets a next version.

    `seen` is the key of what stood there when the form was drawn. Raises PermissionDenied or
    PartFault: PartChanged when somebody else wrote, or the English changed, since then.
    """
    check_is_pharmacist(by, place.organisation)
    lock(place.organisation)
    row = reads.newest(place)
    if row is not None and row.stage == TranslationStage.SUBMITTED:
        raise NotADraft(_("It waits for a second pharmacist. Take it back to go on writing."))
    english = _english(place)
    if said.english != english.key:
        raise PartChanged(
            _("The English changed since you opened this page. It stands beside your text now.")
        )
    is_gone = row is not None and row.stage == TranslationStage.WITHDRAWN
    # What was taken away may be written once more, word for word.
    if is_new(reads.part(row), said, seen) or is_gone:
        is_draft = row is not None and row.stage == TranslationStage.DRAFT
        _write(row if is_draft and row else _next_version(place, by), said, english, by)


def _english(place: Place) -> English:
    """Return the English of a section now. Raises PartChanged when there is none any more."""
    found = reads.english(place.organisation, place.medication).get(place.section)
    if found is None:
        raise PartChanged(_("This section has no English words any more."))
    return found


def _next_version(place: Place, by: Account) -> CardTranslation:
    """Return the next version of a text, not written yet."""
    return CardTranslation(
        organisation=place.organisation,
        medication=place.medication,
        language=place.language.code,
        section=place.section,
        version=reads.next_version(place),
        author=by,
    )


def _write(row: CardTranslation, said: TranslationPart, english: English, by: Account) -> None:
    """Write a draft, and keep who did: they are not its second pharmacist."""
    row.heading, row.text = said.heading, "\n\n".join(said.paragraphs)
    row.english, row.english_key = list(english.lines), english.key
    row.save()
    row.written_by.add(by)
    _audit("write_translation", row, by)


@transaction.atomic
def submit_translations(
    *,
    organisation: Organisation,
    medication: Medication,
    language: Language,
    read: str,
    by: Account,
    key: UUID,
) -> int:
    """Hand every text that is ready to a second pharmacist, and return how many they are.

    `read` is the digest of all that the page showed as ready. The same form sent twice counts
    once. Raises PermissionDenied, or CardChanged when something was written since.
    """
    check_is_pharmacist(by, organisation)
    lock(organisation)
    if _is_kept(organisation, key):
        return 0
    found = reads.ready(organisation, medication, language)
    if reads.read_keys(found) != read:
        raise CardChanged(_("Something was written here since you opened this page."))
    for row in found:
        _move(row, TranslationMove.SUBMIT, by, "", key)
        row.written_by.add(by)
    return len(found)


@transaction.atomic
def answer_translation(
    *,
    translation: CardTranslation,
    move: TranslationMove,
    words: str,
    read: str,
    by: Account,
    key: UUID,
) -> None:
    """Approve a text, comment on it, send it or take it back, give it up, or take it away.

    `read` is the digest of what was on the page; an approval counts for that alone. Raises
    PermissionDenied, MoveNotAllowed, or CardChanged when it or its English changed since.
    """
    check_is_pharmacist(by, translation.organisation)
    lock(translation.organisation)
    if _is_kept(translation.organisation, key):
        return
    row = reads.translation(translation.organisation, translation.pk)
    if move is TranslationMove.APPROVE and row.stage == TranslationStage.SUBMITTED:
        _check_was_read(row, read)
    _move(row, move, by, words, key)


def _check_was_read(row: CardTranslation, read: str) -> None:
    """Raise CardChanged unless this text was read, beside the English that stands."""
    if reads.read_key(row) != read:
        raise CardChanged(_("This text was written in since you read it. Read it again."))
    english = reads.english(row.organisation, row.medication).get(row.section)
    if english is None or english.key != row.english_key:
        raise CardChanged(
            _("The English changed since this was translated. Send it back to be looked at again.")
        )


def _is_kept(organisation: Organisation, key: UUID) -> bool:
    """Tell whether this very form made its moves already."""
    return TranslationStep.objects.filter(key=key, translation__organisation=organisation).exists()


def _move(row: CardTranslation, move: TranslationMove, by: Account, words: str, key: UUID) -> None:
    """Move a row under the lock, and keep who did it and what they said.

    Raises MoveNotAllowed, or PermissionDenied when a writer would be their own second person.
    """
    stage, who = check_move(TranslationStage(row.stage), move)
    if who is Who.SECOND and reads.has_translated(row, by):
        raise PermissionDenied(_("You wrote in this text, so another pharmacist has to do this."))
    if stage != row.stage:
        row.stage = stage
        if move is TranslationMove.APPROVE:
            row.approver, row.approved_at = by, timezone.now()
        row.save(update_fields=["stage", "approver", "approved_at"])
    TranslationStep.objects.create(translation=row, move=move, words=words, by=by, key=key)
    _audit(f"{move}_translation", row, by)


def _audit(action: str, row: CardTranslation, by: Account) -> None:
    """Record who did what to which version; the words stand in the rows alone."""
    place = f"{row.organisation_id}:{row.medication.code}:{row.language}:{row.section}"
    record_audit(
        action=action,
        record=f"translation:{place}:{row.version}",
        organisation=row.organisation,
        by=by,
    )
