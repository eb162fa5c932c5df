"""Coming into a conversation without an account: the door, the code, the knock."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from consultations import seats
from consultations.models import Consultation, Invitation, Participant
from consultations.services.joining import open_door
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.knocking import (
    JOIN,
    JOINING,
    MATTERS,
    WAITING,
    knock,
    opened,
    press,
)
from tests.integration.consultations.reading import main_words

pytestmark = pytest.mark.django_db
WRONG = "This code does not open a conversation, or not any more."


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk; wrong codes are counted from nought in every test."""
    cache.clear()


def test_a_code_is_typed_as_people_type_it_and_somebody_lets_them_in(amara: SignedIn) -> None:
    """Small letters, a space, an O for a nought; the page of who waits says no name."""
    browser, code = Client(), opened(amara)
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')} "
    assert knock(browser, typed).url == WAITING
    waits = browser.get(WAITING)
    assert "Sam" not in waits.content.decode()
    assert "Amara" not in waits.content.decode()

    asks = {"headers": {"HX-Request": "true"}}
    assert browser.get(WAITING, **asks).status_code == 204
    assert "Somebody waits to be let in" in main_words(amara.get(JOINING))
    press(amara, "admit")

    assert browser.get(WAITING, **asks).headers["HX-Redirect"] == MATTERS
    assert browser.get(WAITING, **asks).headers["HX-Refresh"] == "true"
    assert browser.get(MATTERS).status_code == 200
    assert "Sam, since" in main_words(amara.get(JOINING))


def test_a_link_lets_in_as_well(cast: Cast, amara: SignedIn, conversation: Consultation) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    browser = Client()
    assert browser.post(JOIN, {"code": "", "link": door.link}).url == WAITING
    press(amara, "admit")

    assert browser.get(WAITING).url == MATTERS


def test_nothing_that_opens_a_door_is_kept(cast: Cast, conversation: Consultation) -> None:
    """Neither the code nor the link nor the seat's token stands in any row."""
    door = open_door(consultation=conversation, by=cast.people["amara"])
    kept = Invitation.objects.get()

    assert door.link not in (kept.token_digest, kept.code_digest)
    assert seats.as_typed(door.code) not in kept.code_digest
    assert len(seats.as_typed(door.code)) == seats.CODE_LENGTH
    assert kept.expires_at - kept.created_at <= seats.OPEN_FOR + timedelta(seconds=1)


def late(invitation: Invitation) -> None:
    """Let ten minutes go by."""
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def used(invitation: Invitation) -> None:
    """Let another browser have been first."""
    Invitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())


def shut(invitation: Invitation) -> None:
    """Let the clinician have shut the door."""
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())


@pytest.mark.parametrize("change", [late, used, shut])
def test_wrong_late_used_and_shut_are_answered_alike(
    cast: Cast, conversation: Consultation, change: object
) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    change(door.invitation)
    answers = [knock(Client(), each) for each in (door.code, "7777-7777", "")]

    assert {each.status_code for each in answers} == {422}
    for first, second in pairwise(main_words(each, 422) for each in answers):
        assert first == second
    assert WRONG in main_words(answers[0], 422)


def test_of_two_browsers_with_one_code_the_first_waits(amara: SignedIn) -> None:
    first, second, code = Client(), Client(), opened(amara)
    assert knock(first, code).url == WAITING
    assert knock(second, code).status_code == 422
    press(amara, "admit")

    assert second.get(WAITING).status_code == 410
    assert first.get(WAITING).status_code == 302
    assert first.get(WAITING).status_code == 410, "a seat is given once"


def test_a_new_door_shuts_the_one_before(amara: SignedIn) -> None:
    before, after = opened(amara), opened(amara)

    assert knock(Client(), before).status_code == 422
    assert knock(Client(), after).status_code == 302


def test_who_is_sent_away_does_not_come_in(amara: SignedIn) -> None:
    browser = Client()
    knock(browser, opened(amara))
    press(amara, "shut")

    assert browser.get(WAITING).status_code == 410
    assert browser.get(MATTERS).status_code == 302
    assert not Participant.objects.exclude(seat_digest="").exists()


def test_after_many_wrong_codes_typing_pauses_and_links_go_on(
    cast: Cast, conversation: Consultation
) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    browser = Client()
    for _guess in range(12):  # before the first one a browser has no cookie of ours
        answer = knock(browser, "7777-7777")

    assert "Too many codes were tried" in main_words(answer, 422)
    assert knock(browser, door.code).status_code == 422
    assert browser.post(JOIN, {"code": "", "link": door.link}).status_code == 302


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_another_clinic_finds_no_door(cast: Cast, who: str) -> None:
    browser = SignedIn(cast.people[who])
    assert browser.get(JOINING).status_code == 404
    assert browser.post(JOINING, {"do": "open"}).status_code == 404
    assert not Invitation.objects.exists()
