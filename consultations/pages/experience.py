"""The page of medicines taken now and before, and that of pregnancy."""

from dataclasses import replace
from typing import Any

from django.http import Http404
from django.urls import reverse

from consultations.forms.ticket import TicketForm
from consultations.models import Consultation
from consultations.pages.room import pregnancy_said, room
from consultations.presenters.effects_now import in_one_line
from consultations.presenters.experience import (
    ADD,
    CHANGE,
    presented_earlier,
    presented_list,
    said_words,
)
from consultations.selectors.effects_now import said_effects
from consultations.selectors.medicines import (
    BEFORE,
    NOW,
    SaidMedicine,
    earlier_medicines,
    said_medicines,
)
from consultations.stages import FINISHED
from medications import kept
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.selectors import cards, lines


def experience(consultation: Consultation, form: TicketForm) -> dict[str, Any]:
    """Gather both lists, and whether pregnancy was asked about; `form` says that none is taken."""
    said = said_medicines(consultation)
    medicines = _medicines(consultation)
    earlier = earlier_medicines(consultation, said)
    return room(consultation, "experience") | {
        "form": form,
        "lists": [presented_list(consultation, kind, said, medicines) for kind in (NOW, BEFORE)],
        "earlier": [presented_earlier(consultation.code, each, medicines) for each in earlier],
        "gated": [
            medicines[code] for code in _gated([*said, *(each.said for each in earlier)], medicines)
        ],
        "effects_now": in_one_line(said_effects(consultation), lines(consultation.release)),
        "pregnancy": pregnancy_said(consultation),
        "can_write": consultation.stage not in FINISHED,
    }


def _medicines(consultation: Consultation) -> dict[str, PresentedMedicine]:
    """Return the names on the conversation's cards, each leading to the card within it."""
    return {
        card.medication.code: replace(
            presented_medicine(card),
            url=reverse("our_card", args=[consultation.code, card.medication.code]),
        )
        for card in cards(consultation.release)
    }


def _gated(said: list[SaidMedicine], medicines: dict[str, PresentedMedicine]) -> list[str]:
    """Return the codes of medicines on the page that have conditions to be met first, once."""
    codes = dict.fromkeys(each.code for each in said)
    return [code for code in codes if code in medicines and medicines[code].gate]


def entry_form(
    consultation: Consultation, kind: str, form: Any, said: SaidMedicine | None
) -> dict[str, Any]:
    """Gather the page on which one medicine is added or changed.

    What was taken out in the meantime is sent to where medicines are added: no word is lost.
    """
    add_url = reverse("experience_add", args=[consultation.code, kind])
    return room(consultation, "experience") | {
        "form": form,
        "heading": str(CHANGE if said else ADD[kind]),
        "action": "" if said else add_url,
        "is_new": said is None,
        "saved": said_words(said) if said else [],
        "gated": kept.gated(consultation.release),
    }


def entry(consultation: Consultation, kind: str, key: int) -> SaidMedicine | None:
    """Return what was said of one medicine; none when it is not in this conversation."""
    found = said_medicines(consultation)
    return next((each for each in found if (each.kind, each.key) == (kind, key)), None)


def offered(consultation: Consultation, kind: str, wanted: str) -> SaidMedicine | None:
    """Return the medicine of an earlier conversation that is to be taken over, if it can be."""
    if kind != BEFORE or not wanted:
        return None
    for each in earlier_medicines(consultation, said_medicines(consultation)):
        if wanted == f"{each.said.kind}:{each.said.key}":
            on_cards = {card.medication.code for card in cards(consultation.release)}
            return each.said if each.said.code in on_cards else replace(each.said, code="")
    return None


def known_kind(kind: str) -> str:
    """Return "now" or "before". Raises Http404 for any other word."""
    if kind not in (NOW, BEFORE):
        raise Http404
    return kind


def pregnancy(consultation: Consultation, form: Any) -> dict[str, Any]:
    """Gather the page that asks about pregnancy and breast-feeding."""
    return room(consultation, "experience") | {
        "form": form,
        "pregnancy": pregnancy_said(consultation),
    }
