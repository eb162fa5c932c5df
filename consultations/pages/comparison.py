"""How the medicines compare for this person: everything the presenter needs, gathered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.models import Organisation
from consultations import selectors
from consultations.checklist import Checklist
from consultations.comparing import Wanted, standing
from consultations.forms import WantedForm
from consultations.matching import SOMETHING_ELSE
from consultations.models import Consultation
from consultations.pages.room import room
from consultations.presenters.compared import ComparedMedicine, Comparison
from consultations.presenters.comparison import Known, presented_comparison
from consultations.presenters.differing import voice_name
from consultations.presenters.other_voice import OtherOrder, ordered_by
from consultations.presenters.standing import weight_shares
from consultations.presenters.texts import own_words
from consultations.selectors.checklist import SaidChecklist, said_checklist
from consultations.selectors.effects_now import said_effects
from consultations.selectors.medicines import SaidMedicine, said_medicines
from consultations.selectors.newer import changed_for_safety
from consultations.selectors.voices import other_list, other_lists
from medications import kept
from medications import pages as library_pages
from medications import selectors as library
from medications.forms import CompareForm
from medications.languages import Language, named_in
from medications.models import Release
from medications.presenters.figures import Figure


def compared(
    consultation: Consultation,
    wanted: Wanted | None = None,
    said: SaidChecklist | None = None,
    is_whole: bool = True,
    has_numbers: bool = False,
    medicines: Sequence[SaidMedicine] | None = None,
    voice: str = "",
) -> Comparison:
    """Return the comparison; `said` saves the question to whoever has the checklist at hand.

    A carer's is drawn from `said` and `medicines` alone: what they may see of the person's.
    `voice` is whose list `said` is, when it is not the person's.

    Beside the checklist it is not `is_whole`: what is told on demand stands on its own page.
    """
    release = consultation.release
    checklist = (said or said_checklist(consultation)).checklist
    states = library.availability(consultation.organisation)
    profiles, cards = selectors.profiles(release), library.cards(release)
    known = Known(
        standing(profiles, cards, checklist, states, wanted or Wanted(), is_whole),
        profiles,
        checklist,
        library.lines(release),
        library.cells(release),
        states,
        said_medicines(consultation) if medicines is None else medicines,
        consultation.organisation.comparison_order == Organisation.ComparisonOrder.PLACE,
        is_whole,
        _numbers(release, checklist) if has_numbers else None,
        changed_for_safety(consultation),
        consultation.takes_none and medicines is None,
        said_effects(consultation) if is_whole and medicines is None else (),
        voice,
    )
    return presented_comparison(known)


def _numbers(release: Release, checklist: Checklist) -> dict[str, Mapping[str, Figure]]:
    """Return the figures out of 100 of what was chosen: by line, then by medicine."""
    chosen = {*checklist.avoid, *checklist.helpful} - {SOMETHING_ELSE}
    return {
        line.code: kept.figures_of_100(release, line)
        for line in library.lines(release)
        if line.code in chosen
    }


def comparison(consultation: Consultation, form: WantedForm) -> dict[str, Any]:
    """Gather the comparison as a page of its own, with its filter."""
    return room(consultation, "comparison") | {
        "code": consultation.code,
        "form": form,
        "comparison": compared(consultation, form.wanted(), has_numbers=True),
        "other_orders": [
            OtherOrder(
                voice_name(voice), reverse("comparison_by", args=[consultation.code, voice.pk])
            )
            for voice, _its in other_lists(consultation)
        ],
        "other_support": own_words("other_support", consultation.organisation.texts),
    }


def comparison_by(consultation: Consultation, key: int, form: WantedForm) -> dict[str, Any]:
    """Gather the same by somebody else's list. It is only looked at: nothing rests on it."""
    voice, its = other_list(consultation, key)
    name = voice_name(voice)
    found = compared(
        consultation, form.wanted(), SaidChecklist(its, {}), is_whole=False, voice=name
    )
    person = "" if consultation.seen_by else consultation.service_user.preferred_name
    return room(consultation, "comparison") | {
        "code": consultation.code,
        "key": key,
        "form": form,
        "comparison": found,
        "by": ordered_by(name, person, found.is_by_place),
    }


def how_this_works(consultation: Consultation) -> dict[str, Any]:
    """Gather the page that tells the rule, with this conversation's own weights."""
    chosen = said_checklist(consultation).checklist
    return room(consultation, "comparison") | {
        "code": consultation.code,
        "shares": weight_shares(chosen.wishes) if chosen.has_order else [],
    }


def our_card(
    consultation: Consultation, medication: str, language: Language | None = None
) -> dict[str, Any]:
    """Gather a card of the conversation's release, and what the person's wishes meet on it."""
    card = library_pages.card(consultation.release, medication, language)
    spoken = named_in(consultation.service_user.interpreter_language)
    offered = [each for each in card["translation"].offered if each.language == spoken]
    return (
        room(consultation, "comparison")
        | card
        | {
            "code": consultation.code,
            "ours": _ours(consultation, [medication]),
            "our_medication": medication,
            "read_at": reverse("our_card", args=[consultation.code, medication]),
            "their_language": offered[0] if offered and not offered[0].is_chosen else None,
        }
    )


def our_compare(consultation: Consultation, form: CompareForm) -> dict[str, Any]:
    """Gather two or three cards side by side, and what the person's wishes meet on them."""
    found = library_pages.compare(consultation.release, form)
    codes = [each.medicine.code for each in found["cards"]]
    return (
        room(consultation, "comparison")
        | found
        | {"code": consultation.code, "ours": _ours(consultation, codes)}
    )


def _ours(consultation: Consultation, codes: list[str]) -> dict[str, Any]:
    """Return the wishes, each of some medicines beside them, and which changed for safety since."""
    shown = compared(consultation)
    rows: dict[str, ComparedMedicine] = {
        each.medicine.code: each for group in shown.groups for each in group.medicines
    }
    since = changed_for_safety(consultation)
    return {
        "columns": shown.columns,
        "medicines": [rows[code] for code in codes],
        "effects_now": shown.effects_now,
        "since": [rows[code].medicine for code in codes if code in since],
    }
