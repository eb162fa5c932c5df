"""A carer comes in through a door of their own, and opens nothing of the person's pages."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations import seats
from consultations.models import Consultation, Participant
from consultations.models.consent import Scope
from consultations.views.asking import BY_ITSELF
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import (
    CARER,
    NOT_HERE,
    agree,
    carer_sits_down,
    jo,
    opened_for,
)
from tests.integration.consultations.knocking import (
    JOINING,
    MATTERS,
    WAITING,
    knock,
    opened,
    press,
    sit_down,
)
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.consultations.test_seats import CLINICIANS, PERSONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk, with Jo."""
    cache.clear()


def test_a_carer_who_is_listed_comes_in(amara: SignedIn) -> None:
    """And the clinician reads, before letting anybody in, as whom."""
    browser, code = Client(), opened_for(amara, do="open", key=jo().pk)
    knock(browser, code)
    assert "Somebody waits to be let in as Jo (carer)" in main_words(amara.get(JOINING))
    waits = browser.get(WAITING).content.decode()
    assert not re.search(r"\b(Sam|Jo)\b", waits)

    press(amara, "admit")
    assert browser.get(WAITING).url == CARER
    assert "Jo, you are here as a carer" in main_words(browser.get(CARER))
    assert "Jo (carer), since" in main_words(amara.get(JOINING))


def test_a_carer_by_name_is_listed_once_and_sees_nothing(amara: SignedIn) -> None:
    opened_for(amara, do="open_carers", name="Kim")
    opened_for(amara, do="open_carers", name="kim")
    kim = Participant.objects.get(name="Kim")

    assert kim.kind == Participant.Kind.CARER
    assert not Scope.of(kim).names


def test_a_carer_without_a_name_gets_no_door(amara: SignedIn) -> None:
    page = page_of(amara.post(JOINING, {"do": "open_carers", "name": " "}), 422)
    assert page.select_one(".door") is None
    assert "Type the name that the others will see." in page.get_text()


def test_a_door_for_one_does_not_shut_anothers(amara: SignedIn) -> None:
    sams, jos = opened(amara), opened_for(amara, do="open", key=jo().pk)
    assert knock(Client(), sams).status_code == 302
    assert knock(Client(), jos).status_code == 302


def test_a_new_door_for_a_carer_shuts_theirs_from_before(amara: SignedIn) -> None:
    before = opened_for(amara, do="open", key=jo().pk)
    opened_for(amara, do="open", key=jo().pk)
    assert knock(Client(), before).status_code == 422


def test_a_door_opens_for_nobody_else(amara: SignedIn) -> None:
    """Neither for a clinician nor for a key that is nobody's here: never the person's instead."""
    clinician = Participant.objects.get(kind=Participant.Kind.CLINICIAN)
    for key in (clinician.pk, 99999):
        assert amara.post(JOINING, {"do": "open", "key": key}).status_code == 404


@pytest.mark.parametrize("name", [*PERSONS, *CLINICIANS, "sharing"])
def test_a_carer_opens_none_of_the_others_pages(amara: SignedIn, name: str) -> None:
    browser = carer_sits_down(amara)
    address = reverse(name, args=[CODE])
    answer = browser.get(address)

    assert answer.status_code == 302
    assert answer.url in (CARER, f"/account/login/?next={address}")
    assert browser.post(address, {}).status_code == 403


def test_another_conversation_is_unknown_to_a_carer(amara: SignedIn) -> None:
    other = reverse("carer", args=["00000000-0000-0000-0000-000000000000"])
    assert carer_sits_down(amara).get(other).status_code == 404


def test_the_person_and_a_clinician_have_no_carers_page(amara: SignedIn) -> None:
    assert amara.get(CARER).status_code == 403
    assert sit_down(amara).get(CARER).url == MATTERS


def idle(participant: Participant, longer: timedelta = timedelta(0)) -> None:
    """Let half an hour go by, or so much longer."""
    late = timezone.now() - seats.IDLE - timedelta(seconds=1) - longer
    Participant.objects.filter(pk=participant.pk).update(seat_seen_at=late)


def test_an_idle_or_removed_carer_reads_a_kind_sentence(amara: SignedIn) -> None:
    """And what a carer can do all the same."""
    browser = carer_sits_down(amara)
    press(amara, "remove")
    assert browser.get(CARER).url == NOT_HERE
    page = main_words(browser.get(NOT_HERE))
    assert "That says nothing about you." in page
    assert "What to watch for" in page
    assert "999" in page
    assert "Sam" not in page

    again = carer_sits_down(amara)
    idle(jo(), seats.LOCKED_FOR)
    assert again.get(CARER).url == NOT_HERE


def test_a_carer_whose_screen_has_locked_still_reads_whom_to_call(amara: SignedIn) -> None:
    browser = carer_sits_down(amara)
    idle(jo())
    page = page_of(browser.get(CARER), status=403)
    assert "Give it to the clinician" in page.main.get_text()
    assert page.main.select_one(f"a[href='{NOT_HERE}']")
    assert "What to watch for" in main_words(browser.get(NOT_HERE))


def test_a_carer_need_not_look_again_by_hand(amara: SignedIn) -> None:
    """Where nothing is shared the page asks by itself, is read by nobody, and opens in time."""
    browser = carer_sits_down(amara)
    assert "this page shows it by itself" in main_words(browser.get(CARER))
    asks, read = {"headers": {"HX-Request": "true"}}, {"action": "carer_reads"}
    before, seen = AuditEntry.objects.filter(**read).count(), jo().seat_seen_at
    answer = browser.get(CARER, **asks)
    assert (answer.status_code, "HX-Refresh" in answer.headers) == (204, False)

    agree(amara, "sees_cards")
    answer = browser.get(CARER, **asks)
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    assert BY_ITSELF in answer.cookies
    assert (AuditEntry.objects.filter(**read).count(), jo().seat_seen_at) == (before, seen)
    assert "this page shows it by itself" not in main_words(browser.get(CARER))

    press(amara, "remove")
    assert browser.get(CARER, **asks).url == NOT_HERE
