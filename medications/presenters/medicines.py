"""A medicine's name, which never stands anywhere without its conditions."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medications.models import Card, Caution
from medications.presenters.change import ended
from medications.selectors.since import SafetyChange

STARTER_SENTENCE = _(
    "Starter card: compiled from published information, not yet approved by your pharmacist"
)


@dataclass(frozen=True)
class PresentedMedicine:
    """A name with its address and what always stands beside it.

    `conditions` are short and stand beside the name: who can have it, the tests it needs, and
    what it is not licensed for. `gate` is every gating caution (clozapine's), for the block
    that each page with this medicine carries once. `withdrawn` says so, with the reason, when the
    card is withdrawn, or was withdrawn or changed for safety after the card that is shown; it
    is empty otherwise.
    """

    code: str
    name: str
    name_within: str
    url: str
    conditions: tuple[str, ...]
    gate: tuple[str, ...]
    withdrawn: str = ""


BESIDE_NAME = (Caution.Kind.RESTRICTION, Caution.Kind.MONITORING, Caution.Kind.NOT_LICENSED)


def presented_medicine(card: Card) -> PresentedMedicine:
    """Return the name of a card's medicine. The card must come from `selectors.cards`."""
    always: list[Caution] = vars(card)["always_shown"]
    return PresentedMedicine(
        card.medication.code,
        card.medication.name,
        in_a_sentence(card),
        reverse("card", args=[card.medication.code]),
        tuple(caution.text for caution in always if caution.kind in BESIDE_NAME),
        tuple(caution.text for caution in always if caution.is_gating),
        withdrawn_words(card),
    )


def withdrawn_words(card: Card) -> str:
    """Say that a card is withdrawn, and why; nothing when it is in use."""
    if not card.is_withdrawal:
        return ""
    return ended(_now("Withdrawn here: %(reason)s") % {"reason": card.stage_reason})


def changed_since_words(change: SafetyChange) -> str:
    """Say that a newer card than the one shown was withdrawn or changed for safety: when, why."""
    words = {
        "date": _day(change.card),
        "reason": ended(change.card.stage_reason),
    }
    if not change.card.is_withdrawal:
        return _now("Changed for safety on %(date)s: %(reason)s") % words
    said = _now("Withdrawn on %(date)s: %(reason)s") % words
    return " ".join([said, _now("It is in use once more.")]) if change.is_over else said


def _day(card: Card) -> str:
    """Return the day on which a version came into use, as "3 November 2026"."""
    return formats.date_format(timezone.localtime(card.published_at or card.created_at), "j F Y")


def in_a_sentence(card: Card) -> str:
    """Return the medicine's name as it stands within a sentence."""
    return card.medication.name.lower()


def starter_sentence(shown: int, not_approved: int) -> str | Promise:
    """Return the sentence that pages with starter cards bear; '' when all are approved."""
    if not not_approved:
        return ""
    if shown == not_approved == 1:
        return STARTER_SENTENCE
    return format_lazy(
        _("{sentence} ({count} of the {shown} cards here)"),
        sentence=STARTER_SENTENCE,
        count=not_approved,
        shown=shown,
    )
