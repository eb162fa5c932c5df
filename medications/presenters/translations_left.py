"""What the pharmacist's desk says of translations: each card and language with something to do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from medications.languages import BY_CODE
from medications.models import Card, CardTranslation
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.presenters.translations import left_to_do
from medications.translating import English, State, state


@dataclass(frozen=True)
class LeftInLanguage:
    """A card in one language, with what is left to do there."""

    medicine: PresentedMedicine
    language: str
    words: str
    url: str


def translations_left(
    rows: Iterable[CardTranslation], texts: Mapping[Card, Mapping[str, English]]
) -> list[LeftInLanguage]:
    """Return where a text waits, has to be looked at again, or is being written.

    What waits for a second pharmacist stands first, then what readers no longer see. `texts`
    is the English of each card that has rows.
    """
    found: dict[tuple[int, str], dict[str, list[CardTranslation]]] = {}
    for row in rows:
        its = found.setdefault((row.medication_id, row.language), {})
        its.setdefault(row.section, []).append(row)
    by_key = {card.medication_id: card for card in texts}
    left = []
    for (medication, language), by_section in found.items():
        card = by_key[medication]
        states = Counter(
            state(by_section.get(code, []), english.key) for code, english in texts[card].items()
        )
        left.append((states, card, language))
    left.sort(key=lambda each: (-each[0][State.WAITING], -each[0][State.AGAIN], each[1].pk))
    return [
        LeftInLanguage(
            presented_medicine(card),
            BY_CODE[language].english,
            " ".join(left_to_do(states)),
            reverse("translated_card", args=[card.medication.code, language]),
        )
        for states, card, language in left
        if left_to_do(states)
    ]
