"""How a conversation opens, in words: who is here, what is open to choice, what is taken now."""

import datetime
import re

import pytest

from consultations.models import Consultation, Participant, ServiceUser
from consultations.presenters.beforehand import PresentedLink
from consultations.presenters.experience import PresentedPregnancy
from consultations.presenters.opening import (
    OPEN_TO_CHOICE,
    Opening,
    Prepared,
    open_to_choice,
    presented_opening,
)
from consultations.presenters.room import NOTHING_WRITTEN
from consultations.presenters.room import initials as initials_of
from consultations.selectors.medicines import SaidMedicine
from consultations.stages import FINISHED, Stage
from medications.reading_age import reading_grade

LEGAL = list(Consultation.LegalSetting)
THREATS = re.compile(r"\b(must|force[ds]?|will be|have to|unless|otherwise|section(ed)?)\b", re.I)
EASY = 8.5
MAY = datetime.date(2031, 5, 3)
PREGNANCY = PresentedPregnancy("not asked", is_for_clinician=False)
PREPARED = Prepared("", [], PresentedLink("No link was given.", is_open=False))


def opening(
    here: list[Participant] | None = None,
    said: list[SaidMedicine] | None = None,
    **told: object,
) -> Opening:
    """Return the opening of a conversation with Sam."""
    person = ServiceUser(pk=7, preferred_name="sam", local_number="R1001")
    consultation = Consultation(service_user=person, **told)
    return presented_opening(consultation, here or [], said or [], [], PREGNANCY, PREPARED)


def medicine(kind: str, name: str, dose: str = "") -> SaidMedicine:
    """Return a medicine taken now or before, as it is read."""
    return SaidMedicine(kind, 1, "", name, "", dose, "", "", "", "Amara Okafor")


def test_every_legal_setting_has_words() -> None:
    """And no two the same."""
    assert set(OPEN_TO_CHOICE) == set(LEGAL)
    assert len({str(each) for each in OPEN_TO_CHOICE.values()}) == len(LEGAL)


@pytest.mark.parametrize("legal", LEGAL)
def test_words_say_what_can_be_chosen_and_threaten_nobody(legal: str) -> None:
    """Which medicine, form, time and how much can be talked about in each; R30 and R32."""
    words = str(OPEN_TO_CHOICE[legal])

    assert not THREATS.search(words)
    assert not [part for part in ("which", "form", "time", "how much") if part not in words.lower()]
    assert reading_grade(words) < EASY


@pytest.mark.parametrize("legal", [each for each in LEGAL if each != "informal"])
def test_where_the_law_decides_more_the_wishes_still_count(legal: str) -> None:
    """And somebody to stand by the person is named."""
    words = str(OPEN_TO_CHOICE[legal])

    assert "What matters to you still counts." in words
    assert "advocate" in words


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"open_to_choice_detained": " Ours. "}, "Ours."),
        ({"open_to_choice_detained": " "}, str(OPEN_TO_CHOICE["detained"])),
        ({"open_to_choice_informal": "Ours."}, str(OPEN_TO_CHOICE["detained"])),
        ({}, str(OPEN_TO_CHOICE["detained"])),
    ],
)
def test_a_services_own_words_come_first(texts: dict[str, str], words: str) -> None:
    """For their setting and no other one, and only when there are any."""
    assert open_to_choice("detained", texts) == words


def test_the_conversation_shows_the_words_it_was_opened_with() -> None:
    """Not those of today."""
    assert opening(open_to_choice="As it was.").open_to_choice == "As it was."


@pytest.mark.parametrize("kept", ["", " "])
def test_an_empty_text_is_said_to_be_so(kept: str) -> None:
    assert opening(open_to_choice=kept).open_to_choice == str(NOTHING_WRITTEN)
    assert reading_grade(str(NOTHING_WRITTEN)) < EASY


def test_who_is_here_is_said_with_what_they_are() -> None:
    """The person by name alone; who is away is not counted as here."""
    kind = Participant.Kind
    here = [
        Participant(kind=kind.SERVICE_USER, name="Sam"),
        Participant(kind=kind.CARER, name="Jo"),
        Participant(kind=kind.OTHER, name="Ola", role="interpreter"),
        Participant(kind=kind.OTHER, name="Kim"),
        Participant(kind=kind.CLINICIAN, name="Amara Okafor"),
        Participant(kind=kind.CARER, name="Lu", is_present=False),
    ]

    assert opening(here).here == [
        "Sam",
        "Jo (carer)",
        "Ola (interpreter)",
        "Kim",
        "Amara Okafor (clinician)",
    ]


@pytest.mark.parametrize(("is_present", "words"), [(True, ""), (False, "Sam is not here.")])
def test_that_the_person_is_away_is_said(is_present: bool, words: str) -> None:
    """Nobody has to find it out from who is missing in a list."""
    sam = Participant(kind=Participant.Kind.SERVICE_USER, name="Sam", is_present=is_present)

    assert opening([sam]).away == words


def test_medicines_are_said_with_how_they_are_taken() -> None:
    """One of the cards, one by name, one without a dose."""
    shown = opening(
        said=[
            medicine("now", "Olanzapine", dose="15 mg at night"),
            medicine("now", "Zotepine"),
            medicine("before", "Lithium", dose="400 mg"),
        ]
    )

    assert shown.taken == "Olanzapine, 15 mg at night; Zotepine"
    assert shown.before == "Lithium"


@pytest.mark.parametrize(
    ("known", "initials"),
    [
        ({"given_names": "Samuel", "family_name": "rivers"}, "SR"),
        ({"family_name": "Óbrien"}, "Ó"),
        ({}, "S"),
    ],
)
def test_initials_are_of_the_record_or_of_the_name(known: dict[str, str], initials: str) -> None:
    """They tell two conversations apart at a glance."""
    person = ServiceUser(preferred_name="sam", local_number="R1001", **known)
    assert initials_of(person) == initials


def test_the_moment_is_londons_and_the_date_to_ask_again_is_said() -> None:
    """In summer time, in British form."""
    shown = opening(
        starts_at=datetime.datetime(2026, 7, 1, 11, 5, tzinfo=datetime.UTC),
        stage=Stage.PLANNED,
        look_again_on=MAY,
    )

    assert shown.when == "1 July 2026, 12:05, UK time"
    assert (shown.stage, shown.ask_again) == ("planned", "To be offered again on 3 May 2031.")
    assert opening().ask_again == ""


@pytest.mark.parametrize(
    ("told", "participation", "ask_again"),
    [
        ({}, "the whole conversation", ""),
        ({"participation": "some_parts"}, "some parts", ""),
        (
            {"participation": "some_parts", "participation_reason": "tired"},
            "some parts, in the person's words: “tired”",
            "",
        ),
        (
            {"participation": "not_today", "participation_reason": "tired", "look_again_on": MAY},
            "not today, in the person's words: “tired”",
            "To be offered again on 3 May 2031.",
        ),
        (
            {"participation_reason": "tired", "look_again_on": MAY},
            "the whole conversation",
            "To be offered again on 3 May 2031, in the person's words: “tired”.",
        ),
        ({"participation_reason": "over now"}, "the whole conversation", ""),
    ],
)
def test_how_much_today_is_said_with_its_reason(
    told: dict[str, object], participation: str, ask_again: str
) -> None:
    """Where it belongs: why only a part, or why on another day."""
    shown = opening(**told)

    assert (shown.participation, shown.ask_again) == (participation, ask_again)


@pytest.mark.parametrize("stage", list(Stage))
def test_more_can_be_said_until_a_conversation_has_ended(stage: Stage) -> None:
    """In whatever legal setting."""
    ways = {bool(opening(stage=stage, legal_setting=legal).matters_url) for legal in LEGAL}

    assert ways == {stage not in FINISHED}
