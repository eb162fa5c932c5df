"""The carer's own page, and the pages on which it is agreed what they see."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from consultations import tickets
from consultations.forms.sharing import NoteForm, ScopeForm
from consultations.models import Consultation, Participant
from consultations.models.consent import Scope
from consultations.pages.carers_sheet import known
from consultations.pages.comparison import compared
from consultations.pages.room import room
from consultations.presenters.carer import PresentedCarer, presented_carer, presented_consent
from consultations.presenters.carers_sheet import in_one_line
from consultations.presenters.compared import Comparison
from consultations.presenters.experience import pregnancy_words
from consultations.presenters.matters import PresentedMatters, presented_matters
from consultations.presenters.other_voice import ordered_by_own
from consultations.presenters.room import Band, contact, presented_band
from consultations.presenters.taken import experience_words, taken_words
from consultations.presenters.texts import own_words
from consultations.presenters.wishes import names
from consultations.selectors.checklist import SaidChecklist
from consultations.selectors.for_carer import (
    Seen,
    consent_of,
    notes,
    own_order,
    scope_of,
    seen,
)
from consultations.selectors.medicines import NOW
from consultations.selectors.seats import carers
from consultations.selectors.voices import list_of
from medications import kept
from medications import pages as library_pages
from medications.languages import Language
from medications.presenters.medicines import PresentedMedicine
from medications.selectors import cards, lines


@dataclass(frozen=True)
class Shared:
    """Everything on the carer's page; None and empty are what is not shared.

    decided    what was decided, in one line, for the preview; its own sheet says the rest
    whys       of each picked line that has one, the line and why
    medicines  what is taken now and was taken before
    cards      names of the cards; `cards_url` is where those of the carer begin
    """

    carer: PresentedCarer
    matters: PresentedMatters | None
    whys: list[tuple[str, str]]
    medicines: list[str]
    pregnancy: str
    decided: str
    comparison: Comparison | None
    cards: list[PresentedMedicine]
    gated: list[PresentedMedicine]
    cards_url: str
    watch_for: str
    contact: str


def shared(consultation: Consultation, carer: Participant, scope: Scope | None = None) -> Shared:
    """Gather what a carer sees: what is agreed now, or what `scope` would share."""
    its, texts = seen(carer, scope), consultation.organisation.texts
    mine = reverse("carer", args=[consultation.code])
    release = consultation.release
    return Shared(
        presented_carer(carer, its),
        presented_matters(its.matters, []) if its.matters else None,
        _whys(consultation, its),
        [
            f"{each.name}: {experience_words(each)}" if each.kind != NOW else taken_words(each)
            for each in its.medicines
        ],
        pregnancy_words(its.pregnancy) if its.pregnancy else "",
        in_one_line(known(consultation, its)) if its.decisions else "",
        _compared(consultation, its),
        [kept.unlinked(each) for each in cards(release)] if its.scope.sees_cards else [],
        kept.gated(release) if its.scope.sees_cards else [],
        f"{mine}cards/" if its.scope.sees_cards else reverse("cards"),
        own_words("watch_for", texts),
        contact(texts),
    )


def _whys(consultation: Consultation, its: Seen) -> list[tuple[str, str]]:
    """Return why the person picked a line, in their words."""
    if its.checklist is None:
        return []
    said = names(lines(consultation.release), its.checklist.own_words)
    return [(said[code], words) for code, words in its.checklist.why.items()]


def _compared(consultation: Consultation, its: Seen) -> Comparison | None:
    """Return how the medicines compare, from what this carer may see of the person's wishes."""
    if its.checklist is None or not its.scope.sees_comparison:
        return None
    said = SaidChecklist(its.checklist, {})
    return compared(consultation, said=said, medicines=its.medicines, has_numbers=True)


def carers_page(consultation: Consultation, carer: Participant, form: NoteForm) -> dict[str, Any]:
    """Gather the carer's own page."""
    its = shared(consultation, carer)
    return carers_frame(consultation, carer) | {
        "shared": its,
        "form": form,
        "has_own_order": bool(its.comparison and list_of(carer).avoid),
    }


def carers_comparison(consultation: Consultation, carer: Participant) -> dict[str, Any]:
    """Gather the comparison by the carer's own list, of what is shared with them."""
    its, own = own_order(carer)
    found = compared(
        consultation,
        said=SaidChecklist(own, {}),
        is_whole=False,
        medicines=its.medicines,
        voice=_("you"),
    )
    mine = reverse("carer", args=[consultation.code])
    return carers_frame(consultation, carer) | {
        "comparison": found,
        "by": ordered_by_own(its.person, found.is_by_place),
        "person": its.person,
        "cards_url": f"{mine}cards/" if its.scope.sees_cards else reverse("cards"),
    }


def carers_card(
    consultation: Consultation, carer: Participant, medication: str, language: Language | None
) -> dict[str, Any]:
    """Gather a card of the conversation's release, without a mark of the person."""
    found = library_pages.card(consultation.release, medication, language)
    read_at = reverse("carers_card", args=[consultation.code, medication])
    return found | carers_frame(consultation, carer) | {"read_at": read_at}


def carers_frame(consultation: Consultation, carer: Participant) -> dict[str, Any]:
    """Gather what stands around a carer's pages: which conversation, by its word alone.

    Their screen follows the others as long as anything is agreed and it goes on: else there is no
    `version`.
    """
    band: Band = presented_band(consultation.service_user, consultation.code)
    has_ended = consultation.ended_at is not None
    follows = not has_ended and scope_of(carer).names
    return {
        "code": consultation.code,
        "word": band.said,
        "colour": band.colour,
        "me": carer.name,
        "has_ended": has_ended,
        "version": consultation.version if follows else None,
        "gates_left_out": partial(kept.gates_left_out, consultation.release),
    }


def nothing_goes_home(consultation: Consultation, carer: Participant) -> dict[str, Any]:
    """Gather what a carer reads after the end to whom no sheet goes; it tells nothing of it."""
    return carers_frame(consultation, carer) | not_here(consultation.organisation)


def not_here(organisation: Organisation | None) -> dict[str, Any]:
    """Gather what a carer can do without a conversation."""
    texts = organisation.texts if organisation else {}
    return {"watch_for": own_words("watch_for", texts), "contact": contact(texts)}


def sharing(consultation: Consultation) -> dict[str, Any]:
    """Gather who can see what; to stop sharing is one press here."""
    person = consultation.service_user.preferred_name
    return room(consultation, "sharing") | {
        "ticket": partial(tickets.issue, consultation),
        "carers": [
            presented_consent(each, person, consent_of(each), notes(each))
            for each in carers(consultation)
        ],
    }


def share_with(consultation: Consultation, carer: Participant, form: ScopeForm) -> dict[str, Any]:
    """Gather what is agreed with one carer, to change it."""
    person = consultation.service_user.preferred_name
    return room(consultation, "sharing") | {
        "consent": presented_consent(carer, person, consent_of(carer), notes(carer)),
        "form": form,
    }


def preview(
    consultation: Consultation, carer: Participant, scope: Scope, ticket: str
) -> dict[str, Any]:
    """Gather what a carer would see: the same as on their own page, for another scope."""
    return room(consultation, "sharing") | {
        "shared": shared(consultation, carer, scope),
        "scope": scope.names,
        "is_new": scope != Scope.of(carer),
        "key": carer.pk,
        "ticket": ticket,
    }
