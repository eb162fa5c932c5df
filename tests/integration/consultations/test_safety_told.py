"""That cards changed for safety reaches every open screen by itself, at the next look."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from consultations.selectors.live import standing
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import agree, carer_sits_down
from tests.integration.consultations.changing import OnCommit, published, withdrawn
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
HERE, LIVE = reverse("here", args=[CODE]), reverse("live", args=[CODE])
NEWEST, ROOM = (reverse(name, args=[CODE]) for name in ("newest_cards", "conversation"))
TOLD = "Cards have changed, and safety is the reason."
CHANGED = "Cards have changed"
"""How each piece of news of the cards begins, whatever the reason (presenters/review.py)."""
NEXT_PAGE = "Cards have changed since this conversation began"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk."""
    cache.clear()


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: OnCommit) -> OnCommit:
    """Let what waits for the commit be done."""
    return django_capture_on_commit_callbacks


def strip(browser: Client) -> str:
    """Return what the strip of a screen says that follows."""
    return words(page_of(browser.get(HERE, headers={"Live": "follow"})))


def test_open_screens_ask_anew_and_are_told(
    cast: Cast, sam: Client, amara: SignedIn, on_commit: OnCommit
) -> None:
    """A stream says that something is new; the strip what, and to a clinician where."""
    watcher = amara.get(LIVE).watcher
    before = standing([watcher]).states
    assert TOLD not in strip(amara)

    withdrawn(cast, on_commit)
    assert standing([watcher]).states != before
    assert TOLD in strip(amara)
    assert TOLD in strip(sam)
    page = page_of(amara.get(HERE, headers={"Live": "follow"}))
    assert page.select_one(f"a[href='{NEWEST}']")
    assert not page_of(sam.get(HERE, headers={"Live": "follow"})).select_one(f"a[href='{NEWEST}']")


def test_any_other_change_stays_for_the_next_page(
    cast: Cast, amara: SignedIn, on_commit: OnCommit
) -> None:
    """No word of it comes to a screen that is open; the page that is asked for next has it."""
    published(cast, on_commit)
    assert "Up to date" in strip(amara)
    assert CHANGED not in strip(amara)
    assert NEXT_PAGE in words(page_of(amara.get(ROOM)))

    published(cast, on_commit, is_safety_change=True, level=3)
    assert TOLD in strip(amara)


def test_a_carer_is_told_who_sees_the_cards(
    cast: Cast, amara: SignedIn, on_commit: OnCommit
) -> None:
    jos = carer_sits_down(amara)
    withdrawn(cast, on_commit)
    for scope, is_told in (("sees_words", False), ("sees_cards", True), ("sees_comparison", True)):
        agree(amara, scope)
        assert (TOLD in strip(jos)) is is_told


def test_what_has_ended_is_read_as_it_was(
    cast: Cast, amara: SignedIn, conversation: Consultation, on_commit: OnCommit
) -> None:
    ended = {"stage": "ended", "ended_at": conversation.starts_at, "look_again_on": "2126-12-21"}
    Consultation.objects.filter(code=CODE).update(**ended)
    withdrawn(cast, on_commit)
    assert TOLD not in strip(amara)
