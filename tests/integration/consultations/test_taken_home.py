"""What must not be left out of what goes home, to the family doctor and into the record."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.models import Organisation
from consultations.models import Consultation, Participant
from medications.models import Approval, Availability, Medication, Release
from tests.cast import Cast
from tests.factories import CurrentMedicineFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import main_words, page_of

pytestmark = pytest.mark.django_db
STARTER = "not yet approved by your pharmacist"
STEP_BY_STEP = "Do not stop or change it by yourself: plan each step with your clinician."
LEFT_OPEN = "What happens to Olanzapine is not settled yet."


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def take(conversation: Consultation, code: str) -> None:
    """Say that a medicine is taken now."""
    CurrentMedicineFactory(
        consultation=conversation,
        voice=Participant.objects.get(consultation=conversation, kind="service_user"),
        medication=Medication.objects.get(code=code),
    )


def told(client: SignedIn, conversation: Consultation) -> tuple[str, str, str]:
    """Return the summary, the letter to begin with, and the paragraph for the record."""
    page = page_of(client.get(reverse("summary", args=[conversation.code])))
    letter = page_of(client.get(reverse("letter", args=[conversation.code, 1])))
    boxes: list[BeautifulSoup] = [letter.select_one("textarea"), page.select_one("textarea")]
    return page.main.get_text(" ", strip=True), boxes[0].get_text(), boxes[1].get_text()


def test_cards_that_nobody_approved_are_said_to_be_so_everywhere(
    amara: SignedIn, cast: Cast, conversation: Consultation, release: Release
) -> None:
    """And once somebody has approved them, nowhere."""
    assert Tab(amara, conversation).keep().status_code == 302
    assert all(STARTER in each for each in told(amara, conversation))

    for card in release.cards.all():
        Approval.objects.create(
            organisation=cast.organisation,
            card=card,
            by=cast.people["dev"],
            idempotency_key=f"00000000-0000-0000-0000-{card.pk:012}",
        )
    assert all(STARTER in each for each in told(amara, conversation))
    assert Tab(amara, conversation).keep().status_code == 302
    assert STARTER not in told(amara, conversation)[0]


def test_what_becomes_of_the_medicine_taken_until_then_is_not_passed_over(
    amara: SignedIn, conversation: Consultation
) -> None:
    take(conversation, "olanzapine")
    Tab(amara, conversation).keep()

    summary, letter, record = told(amara, conversation)

    assert STEP_BY_STEP in summary
    assert LEFT_OPEN in letter
    assert LEFT_OPEN in record


def test_who_goes_on_with_it_is_told_nothing_of_a_change(
    amara: SignedIn, conversation: Consultation
) -> None:
    take(conversation, "aripiprazole")
    Tab(amara, conversation).keep()

    summary, letter, record = told(amara, conversation)

    assert STEP_BY_STEP not in summary
    assert LEFT_OPEN not in letter + record


def test_a_medicine_that_is_not_stocked_is_read_back_as_such(
    amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    Availability.objects.create(
        organisation=cast.organisation,
        medication=Medication.objects.get(code="aripiprazole"),
        state="not_stocked",
        reason="None until spring.",
        by=cast.people["dev"],
    )

    assert "Not stocked here. None until spring." in main_words(Tab(amara, conversation).send())


@pytest.mark.parametrize("wording", ["Ring Riverside.", "Ring Riverside. 020 7111 9990"])
def test_no_wording_of_a_service_leaves_the_urgent_numbers_out(
    amara: SignedIn, cast: Cast, conversation: Consultation, wording: str
) -> None:
    """They are not for the family doctor, who gets no words for the person."""
    Organisation.objects.filter(pk=cast.organisation.pk).update(texts={"contact": wording})
    Tab(amara, conversation).keep()

    summary, letter, _record = told(amara, conversation)

    assert "Ring Riverside." in summary
    assert "call 111, or 999 in an emergency" in summary
    assert "Ring Riverside." not in letter
