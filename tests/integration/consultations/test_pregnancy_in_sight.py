"""What was answered about pregnancy: in sight where medicines are weighed, never of a guest.

Every answer, with and without a guest who may see it, on every page that says it (hazard H11).
"""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from consultations.models import Consultation, Participant, Pregnancy
from consultations.presenters.experience import pregnancy_words
from medications.models import Release
from tests.cast import CODE
from tests.factories import ParticipantFactory, PregnancyFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
COMPARE = "?medicine=olanzapine&medicine=aripiprazole"
SAYING = {
    name: reverse(name, args=[CODE, *args]) + query
    for name, args, query in (
        ("conversation", [], ""),
        ("experience", [], ""),
        ("comparison", [], ""),
        ("our_card", ["olanzapine"], ""),
        ("our_compare", [], COMPARE),
        ("decision", [], ""),
    )
}
SILENT = [reverse(name, args=[CODE]) for name in ("matters", "checklist", "summary")]
ANSWERS = ["yes", "no", "not_asked"]


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def answer(conversation: Consultation, its: str) -> list[str]:
    """Answer both questions alike, and return the sentences that say so."""
    for question in Pregnancy.Question.values:
        PregnancyFactory(
            consultation=conversation,
            question=question,
            answer=its,
            recorded_by=Participant.objects.get(consultation=conversation, kind="clinician"),
        )
    said = pregnancy_words(dict.fromkeys(Pregnancy.Question.values, its))
    return [f"{each.strip()}." for each in said.split(".") if each.strip()]


def in_sight(page: BeautifulSoup) -> str:
    """Return what is seen while nothing is unfolded."""
    for folded in page.select("details:not([open]) > :not(summary)"):
        folded.extract()
    return words(page)


@pytest.mark.parametrize("its", ANSWERS)
def test_a_guest_who_may_not_see_it_meets_a_closed_fold(
    amara: SignedIn, conversation: Consultation, its: str
) -> None:
    said = answer(conversation, its)
    for name, address in SAYING.items():
        page = page_of(amara.get(address))
        folds = [each for each in page.select("details") if said[0] in words(each)]
        assert [words(each.summary) for each in folds] == ["Pregnancy: for the clinician"], name
        assert all(each.find_parent(class_="no-print") for each in folds), name
        assert [each for each in said if each in in_sight(page)] == [], name


@pytest.mark.parametrize("its", ANSWERS)
@pytest.mark.parametrize("is_alone", [True, False], ids=["no guest", "may see it"])
def test_otherwise_it_stands_in_sight(
    amara: SignedIn, conversation: Consultation, its: str, is_alone: bool
) -> None:
    """Where nobody else takes part, and where the person agreed."""
    said = answer(conversation, its)
    guests = Participant.objects.filter(consultation=conversation, kind="carer")
    if is_alone:
        guests.delete()
    else:
        guests.update(sees_pregnancy=True)
    for name, address in SAYING.items():
        page = page_of(amara.get(address))
        assert "Pregnancy: for the clinician" not in words(page), name
        assert [each for each in said if each not in in_sight(page)] == [], name


def test_one_who_may_see_it_opens_it_for_nobody_else(
    amara: SignedIn, conversation: Consultation
) -> None:
    """An interpreter beside a carer who may."""
    said = answer(conversation, "yes")
    Participant.objects.filter(consultation=conversation, kind="carer").update(sees_pregnancy=True)
    ParticipantFactory(consultation=conversation, kind="other", name="Ola")
    for name, address in SAYING.items():
        page = page_of(amara.get(address))
        assert [each for each in said if each in in_sight(page)] == [], name


@pytest.mark.parametrize("address", SILENT)
def test_other_pages_say_nothing_of_it(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    said = answer(conversation, "yes")
    text = words(page_of(amara.get(address)))

    assert [each for each in said if each in text] == []
