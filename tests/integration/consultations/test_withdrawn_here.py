"""A medicine whose card is withdrawn, in a conversation: in sight, apart, and with the reason."""

import uuid

import pytest
from django.urls import reverse

from consultations.models import Consultation
from medications import services
from medications.models import Caution, Medication, Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.comparing import compared, groups, picked, row
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
WHY = "The maker has taken it back."
MARK = f"Withdrawn here: {WHY}"


def withdraw(cast: Cast, code: str) -> Release:
    """Withdraw a medicine's card."""
    return services.withdraw_card(
        organisation=cast.organisation,
        medication=Medication.objects.get(code=code),
        reason=WHY,
        by=cast.people["dev"],
        key=uuid.uuid4(),
    )


@pytest.fixture
def release(cast: Cast, library: Release) -> Release:
    """Talk over the real cards, of which two were withdrawn before."""
    withdraw(cast, "clozapine")
    return withdraw(cast, "aripiprazole")


def test_it_stands_apart_with_the_reason_and_where_it_would_stand(
    amara: SignedIn, conversation: Consultation
) -> None:
    """One with conditions too, and its conditions stand there in full."""
    picked(amara, conversation, "avoid:tremor")
    page = compared(amara, conversation)
    gate = Caution.objects.filter(card__medication__code="clozapine", is_gating=True)

    assert sorted(groups(page)["Withdrawn here"]) == ["aripiprazole", "clozapine"]
    for code in ("aripiprazole", "clozapine"):
        assert MARK in row(page, code)
        assert "It would stand" in row(page, code)
    assert [text for text in gate.values_list("text", flat=True) if text not in words(page)] == []


def test_the_conversations_cards_say_it(amara: SignedIn, conversation: Consultation) -> None:
    for name, query in (
        ("our_card", ""),
        ("our_compare", "?medicine=aripiprazole&medicine=olanzapine"),
    ):
        args = [conversation.code, "aripiprazole"] if name == "our_card" else [conversation.code]
        assert MARK in main_words(amara.get(reverse(name, args=args) + query))


def test_a_decision_on_it_reads_the_reason_back_and_keeps_it(
    amara: SignedIn, conversation: Consultation
) -> None:
    """It is no more forbidden than one that is not stocked: the reason goes with it."""
    assert MARK in main_words(Tab(amara, conversation).send())
    assert Tab(amara, conversation).keep().status_code == 302

    summary = page_of(amara.get(reverse("summary", args=[conversation.code])))
    assert f"Withdrawn here. {WHY}" in words(summary.main)
    frozen = conversation.decision_rows.get().frozen
    assert frozen["availability"]["aripiprazole"] == ["Withdrawn here", WHY]


def test_a_conversation_from_before_keeps_to_its_release(
    amara: SignedIn, cast: Cast, conversation: Consultation, library: Release
) -> None:
    Consultation.objects.filter(pk=conversation.pk).update(release=library)
    conversation.refresh_from_db()
    picked(amara, conversation, "avoid:tremor")
    assert "Withdrawn here" not in groups(compared(amara, conversation))
