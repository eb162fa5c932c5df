"""A screen that has locked: who sees it, who opens it, and how it goes on."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from consultations import seats
from consultations.models import Consultation, Participant
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, NOT_HERE, carer_sits_down
from tests.integration.consultations.idling import (
    AWAKE,
    CHECKLIST,
    FOLLOW,
    HERE,
    LOCKED,
    WORDS,
    Clock,
    acts,
)
from tests.integration.consultations.knocking import (
    JOIN,
    JOINING,
    MATTERS,
    press,
)
from tests.integration.consultations.reading import main_words, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk."""
    cache.clear()


def test_the_clinician_opens_it_as_it_was(locked: Client, amara: SignedIn, clock: Clock) -> None:
    """By one press; each step is kept, and whoever looks first has no part in it."""
    assert "The screen has locked" in main_words(amara.get(JOINING))
    assert locked.get(AWAKE).json() == {"left": 0}
    assert acts() == ["lock"]
    press(amara, "open_again")

    assert locked.get(AWAKE).json() == {"left": 300}
    assert locked.get(MATTERS).status_code == 200
    assert acts() == ["lock", "open_again"]
    assert AuditEntry.objects.get(action="open_again").by.name == "Amara Okafor"
    key = Participant.objects.get(kind="service_user").pk
    amara.post(JOINING, {"do": "open_again", "key": key})
    assert acts() == ["lock", "open_again"]


def test_a_screen_that_was_switched_off_has_locked_all_the_same(
    locked: Client, amara: SignedIn
) -> None:
    press(amara, "open_again")
    assert acts() == ["lock", "open_again"]


def test_the_strip_says_so_and_only_a_clinician_opens(
    locked: Client, amara: SignedIn, cast: Cast
) -> None:
    jos = carer_sits_down(amara)
    strip = page_of(amara.get(HERE, headers=FOLLOW))
    assert "Sam: the screen has locked, because nobody touched it" in strip.get_text()
    form = {each["name"]: each["value"] for each in strip.select("form [name]")}
    others = [SignedIn(cast.people[who]) for who in ("carla", "hugo", "dev")]
    for browser in (jos, locked, *others):
        assert browser.post(JOINING, form).status_code in (403, 404)
    assert locked.get(MATTERS).status_code == 403

    amara.post(JOINING, form)
    assert locked.get(MATTERS).status_code == 200
    assert page_of(amara.get(HERE, headers=FOLLOW)).select_one("form") is None


def test_without_scripts_the_page_itself_goes_to_lock(
    tablet: Client, amara: SignedIn, clock: Clock
) -> None:
    """On a shared screen; where it leads keeps nothing open and comes back when it need not."""
    refresh = 'http-equiv="refresh" content="300; url=/join/locked/"'
    assert refresh in tablet.get(MATTERS).content.decode()
    assert "http-equiv" not in amara.get(MATTERS).content.decode()
    assert "http-equiv" not in carer_sits_down(amara).get(CARER).content.decode()

    clock.go_on(100)
    back = tablet.get(LOCKED, follow=True)
    assert back.redirect_chain == [(CHECKLIST, 302)]
    assert tablet.get(AWAKE).json() == {"left": 200}
    clock.go_on(200)
    assert WORDS in main_words(tablet.get(LOCKED), status=403)
    press(amara, "open_again")
    assert tablet.get(LOCKED).url == CHECKLIST


def test_after_two_hours_a_locked_seat_has_ended(locked: Client, cast: Cast, clock: Clock) -> None:
    clock.go_on(seats.LOCKED_FOR.total_seconds())
    amara = SignedIn(cast.people["amara"])  # her own screen has locked as well
    assert "Nobody yet." in main_words(amara.get(JOINING))
    assert locked.get(MATTERS).url == NOT_HERE
    assert locked.get(LOCKED).url == JOIN
    assert locked.get(AWAKE).status_code == 404


def test_after_the_end_it_is_opened_again_to_read_the_summary(
    locked: Client, amara: SignedIn, cast: Cast, clock: Clock
) -> None:
    """For as long as the person can read it; then there is nothing to open."""
    rows = Consultation.objects.filter(code=CODE)
    rows.update(stage="ended", ended_at=clock(), look_again_on=clock().date())
    press(amara, "open_again")
    assert locked.get(reverse("summary", args=[CODE])).status_code == 200
    clock.go_on(seats.AFTER_THE_END.total_seconds() + 1)
    assert "Nobody yet." in main_words(SignedIn(cast.people["amara"]).get(JOINING))


def test_an_ended_seat_is_not_locked(locked: Client, amara: SignedIn) -> None:
    """And opens nothing, nor can it be opened."""
    press(amara, "remove")
    assert locked.get(MATTERS).url == NOT_HERE


def test_a_clinician_who_has_no_other_screen_signs_in_on_it(locked: Client, cast: Cast) -> None:
    locked.force_login(cast.people["ben"])
    press(locked, "open_again")
    locked.logout()
    assert AuditEntry.objects.filter(action="open_again").exists()
