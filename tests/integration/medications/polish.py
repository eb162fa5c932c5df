"""Polish words on olanzapine's card as tests write them, and the ways on from there."""

import uuid

from accounts.models import Account
from medications import services
from medications.draft_parts import TranslationPart, part_key
from medications.languages import BY_CODE
from medications.models import CardTranslation, Medication
from medications.selectors import translating as reads
from medications.selectors.translating import Place
from medications.translation_stages import TranslationMove
from tests.cast import Cast
from tests.integration.medications import drafting

POLISH = BY_CODE["pl"]
WORDS = "Alkohol może nasilać senność."


def alcohol(cast: Cast, code: str = "olanzapine", language: str = "pl") -> Place:
    """Return where the words on alcohol stand."""
    medication = Medication.objects.get(code=code)
    return Place(cast.organisation, medication, BY_CODE[language], "alcohol")


def said(place: Place, text: str = WORDS, heading: str = "Alkohol") -> TranslationPart:
    """Return some words as a form sends them, made of the English that stands."""
    english = reads.english(place.organisation, place.medication)[place.section]
    return TranslationPart(heading, tuple(text.split("\n\n")), english.key)


def write(place: Place, by: Account, text: str = WORDS) -> CardTranslation:
    """Write a text as it is drawn now."""
    seen = part_key(reads.part(reads.newest(place)))
    services.write_translation(place=place, said=said(place, text), seen=seen, by=by)
    found = reads.newest(place)
    assert found is not None
    return found


def hand_over(place: Place, by: Account, key: uuid.UUID | None = None) -> int:
    """Hand over all that is ready in its language."""
    where = (place.organisation, place.medication, place.language)
    return services.submit_translations(
        organisation=place.organisation,
        medication=place.medication,
        language=place.language,
        read=reads.read_keys(reads.ready(*where)),
        by=by,
        key=key or uuid.uuid4(),
    )


def answer(
    row: CardTranslation, move: TranslationMove, by: Account, words: str = "", key: str = ""
) -> None:
    """Make a move with a text as it stands."""
    services.answer_translation(
        translation=row,
        move=move,
        words=words,
        read=reads.read_key(row),
        by=by,
        key=uuid.UUID(key) if key else uuid.uuid4(),
    )


def approved(cast: Cast, place: Place | None = None, text: str = WORDS) -> CardTranslation:
    """Let Dev write and hand over a text, and Ewa approve it."""
    place = place or alcohol(cast)
    row = write(place, cast.people["dev"], text)
    hand_over(place, cast.people["dev"])
    answer(row, TranslationMove.APPROVE, cast.people["ewa"])
    row.refresh_from_db()
    return row


def change_the_english(
    cast: Cast, section: str = "alcohol", english: str = "Drink as little as you can."
) -> None:
    """Publish a card of olanzapine with other words of our own in one section, or with none."""
    draft = drafting.olanzapine(cast)
    draft.sections = draft.sections | {section: [english] if english else []}
    draft.save(update_fields=["sections"])
    drafting.submit(draft, cast.people["dev"])
    drafting.publish(draft, cast.people["ewa"])
