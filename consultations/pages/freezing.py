"""What a decision rests on, gathered at the moment of deciding."""

from consultations.comparing import state_of
from consultations.frozen import Frozen, FrozenWishes
from consultations.matching import RULE_VERSION
from consultations.models import Consultation
from consultations.pages.comparison import compared
from consultations.presenters import freezing as words
from consultations.presenters.experience import pregnancy_words
from consultations.presenters.matters import presented_matters
from consultations.presenters.room import contact
from consultations.presenters.taken import TAKES_NONE, taken_words
from consultations.selectors.checklist import SaidChecklist, said_checklist
from consultations.selectors.matters import said_so_far, typed_by
from consultations.selectors.medicines import BEFORE, NOW, answered, said_medicines
from consultations.selectors.participants import participants
from medications import selectors as library
from medications.models import Release
from medications.pages import approval_sentence


def freeze(consultation: Consultation) -> Frozen:
    """Return everything that a decision made now rests on, in words.

    To be called on the locked conversation (services/decision.py).
    """
    said, release = said_checklist(consultation), consultation.release
    comparison = compared(consultation, said=said)
    medicines = said_medicines(consultation)
    availability, notes = _here(consultation)
    return Frozen(
        person=words.person_words(consultation),
        service=_service(consultation),
        setting=words.setting_words(consultation)
        | ({"taken_now": str(TAKES_NONE)} if consultation.takes_none else {})
        | {"pregnancy": pregnancy_words(answered(consultation))},
        release=words.release_words(release)
        | {"approval": approval_sentence(release, library.cards(release))},
        rule_version=RULE_VERSION,
        wishes=_wishes(consultation, said, comparison.read_back),
        ranking=words.places(comparison),
        availability=availability,
        notes=notes,
        cautions=library.conditions(release),
        taken_now=[taken_words(each) for each in medicines if each.kind == NOW],
        experience=[words.past_words(each) for each in medicines if each.kind == BEFORE],
        participants=[words.participant_words(each) for each in participants(consultation)],
        called=_called(release),
    )


def _service(consultation: Consultation) -> dict[str, str]:
    """Return where it was decided, and whom to ask."""
    organisation = consultation.organisation
    return {
        "organisation": organisation.name,
        "clinic": consultation.clinic.name,
        "contact": contact(organisation.texts),
    }


def _called(release: Release) -> dict[str, list[str]]:
    """Return every name of the medicines with conditions: whoever writes one meets these."""
    cards = library.gated_cards(release)
    return {each.medication.code: list(each.medication.called) for each in cards}


def _wishes(consultation: Consultation, said: SaidChecklist, read_back: str) -> FrozenWishes:
    """Return what the person said."""
    names = typed_by(consultation)
    matters = presented_matters(said_so_far(consultation), names)
    lines = library.lines(consultation.release)
    return words.wishes_words(matters, said, lines, read_back, names)


def _here(consultation: Consultation) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what the service says of its medicines, by code: what is not simply had, notes.

    That a card is withdrawn stands in the place of its availability.
    """
    cards = library.cards(consultation.release)
    states = library.availability(consultation.organisation)
    notes = library.local_notes(consultation.organisation, cards)
    availability = {
        card.medication.code: words.availability_words(found)
        for card in cards
        if (found := state_of(card, states)) is not None
    }
    availability |= {
        card.medication.code: words.withdrawal_words(card) for card in cards if card.is_withdrawal
    }
    said = {
        card.medication.code: [each.text for each in notes[card.medication_id]]
        for card in cards
        if card.medication_id in notes
    }
    return availability, said
