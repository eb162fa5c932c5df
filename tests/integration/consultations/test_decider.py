"""Who decided and who wrote it down: a nurse may write what a doctor decided."""

import pytest
from django.urls import reverse

from consultations.models import Consultation, Decision, Participant
from consultations.services.decision import DecisionDetails, NotDecided
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import errors, main_words, page_of
from tests.integration.consultations.test_record_decision import LATER, record
from tests.integration.medications.reading import words


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation) -> Tab:
    """Return a tab in which Amara has the form open."""
    return Tab(amara, conversation)


def key(cast: Cast, who: str) -> str:
    """Return what the form sends for somebody."""
    return str(cast.people[who].pk)


def test_the_clinicians_of_the_clinic_are_offered_oneself_first_chosen(
    tab: Tab, cast: Cast, conversation: Consultation
) -> None:
    everywhere = {"organisation": cast.organisation, "clinic": None, "role": "clinician"}
    for who in ("amara", "ewa", "femi"):
        MembershipFactory(account=cast.people[who], **everywhere)
    cast.people["femi"].is_active = False
    cast.people["femi"].save()

    select = Tab(tab.client, conversation).page.select_one("select[name=decided_by]")

    offered = [words(each) for each in select.select("option")]
    assert offered == ["Amara Okafor", "Ben Hughes", "Ewa Nowak"]
    assert words(select.select_one("option[selected]")) == "Amara Okafor"


def test_a_colleagues_decision_names_both(
    tab: Tab, amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    bens = {"decided_by": key(cast, "ben")}
    assert "Which clinician Ben Hughes" in words(page_of(tab.send(**bens)).main)

    tab.keep(**bens)

    kept = Decision.objects.get()
    assert (kept.decided_by.name, kept.entered_by.name) == ("Ben Hughes", "Amara Okafor")
    assert ["Ben Hughes", "clinician", "here"] in kept.frozen["participants"]
    both = "Sam and Ben Hughes, together (entered by Amara Okafor)"
    page = page_of(amara.get(reverse("summary", args=[conversation.code])))
    assert f"Who decided: {both}" in words(page.select_one(".sheet"))
    assert f"Who decided: {both}" in page.find(id="record-text").get_text()
    letter = page_of(amara.get(reverse("letter", args=[conversation.code, 1]))).textarea.get_text()
    assert f"Who decided: {both}." in letter
    assert letter.strip().endswith("Ben Hughes")
    assert "With Ben Hughes." in main_words(
        amara.get(reverse("person", args=[cast.service_user.pk]))
    )


def test_ones_own_decision_names_nobody_else(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    tab.keep()

    said = main_words(amara.get(reverse("summary", args=[conversation.code])))
    assert "Who decided: Sam and Amara Okafor, together" in said
    assert "entered by" not in said


def test_a_colleague_who_takes_part_already_does_so_once(
    tab: Tab, cast: Cast, conversation: Consultation
) -> None:
    for _ in range(2):
        Tab(tab.client, conversation).keep(decided_by=key(cast, "ben"))

    ben = cast.people["ben"]
    assert Participant.objects.filter(consultation=conversation, account=ben).count() == 1
    assert {each.decided_by.account for each in Decision.objects.all()} == {ben}


@pytest.mark.parametrize("who", ["carla", "dev", "hugo"])
def test_nobody_else_can_be_named(
    who: str, tab: Tab, cast: Cast, conversation: Consultation
) -> None:
    for way in ({}, {"keep": "yes"}):
        page = page_of(tab.send(decided_by=key(cast, who), **way), status=422)
        assert "Choose a clinician of this clinic." in errors(page)["decided_by"]

    details = DecisionDetails(kind="none", review_on=LATER, decided_by=cast.people[who].pk)
    with pytest.raises(NotDecided, match="clinician of this clinic"):
        record(conversation, cast, details)
    assert not Decision.objects.exists()
