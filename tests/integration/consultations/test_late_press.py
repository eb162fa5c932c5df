"""Presses that had to wait for the connection: each counts once, and overwrites nobody."""

from uuid import uuid4

import pytest
from django.http import HttpResponse

from consultations.models import Change, Consultation
from medications.models import Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.ticking import Tab, kept, notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def bens(cast: Cast, conversation: Consultation) -> Tab:
    """Return the tab of a colleague, who presses meanwhile."""
    return Tab(SignedIn(cast.people["ben"]), conversation)


def press_late(tab: Tab, conversation: Consultation, do: str, key: str = "") -> HttpResponse:
    """Press at version 1; it is sent with the ticket of what is kept by now."""
    now = Tab(tab.client, conversation)
    return now.press(do, key=key or str(uuid4()), made_on="1")


def test_what_waited_is_kept_beside_what_somebody_else_did(
    tab: Tab, bens: Tab, conversation: Consultation
) -> None:
    bens.press("avoid:tremor")
    for effect in ("weight_gain", "restlessness"):
        assert press_late(tab, conversation, f"avoid:{effect}").status_code == 200

    assert kept(conversation).avoid == ("tremor", "weight_gain", "restlessness")


@pytest.mark.parametrize("do", ["avoid:tremor", "help:tremor", "does_not_apply:tremor"])
def test_a_line_that_somebody_else_changed_stays_as_they_left_it(
    tab: Tab, bens: Tab, conversation: Consultation, do: str
) -> None:
    """And the page says which line it is."""
    bens.press("avoid:tremor")
    bens.press("unavoid:tremor")
    before = kept(conversation)
    response = press_late(tab, conversation, do)

    assert response.status_code == 422
    assert "somebody else changed this line" in response.content.decode()
    assert kept(conversation) == before


def test_an_order_that_somebody_else_changed_stays(
    tab: Tab, bens: Tab, conversation: Consultation
) -> None:
    for do in ("avoid:tremor", "avoid:weight_gain", "up:weight_gain"):
        bens.press(do)
    response = press_late(tab, conversation, "up:tremor")

    assert response.status_code == 422
    assert "changed the order" in response.content.decode()
    assert kept(conversation).avoid == ("weight_gain", "tremor")


def test_ones_own_presses_are_not_in_the_way(tab: Tab, conversation: Consultation) -> None:
    """Five lines marked without a connection, and put in order."""
    for effect in ("tremor", "weight_gain"):
        press_late(tab, conversation, f"avoid:{effect}")
    assert press_late(tab, conversation, "up:weight_gain").status_code == 200
    assert kept(conversation).avoid == ("weight_gain", "tremor")


def test_a_press_whose_answer_was_lost_counts_once(tab: Tab, conversation: Consultation) -> None:
    """It is sent again, late, with the key it had."""
    key = str(uuid4())
    tab.press("avoid:tremor", key=key)
    assert Change.objects.get().key.hex == key.replace("-", "")
    tab.press("unavoid:tremor", key=str(uuid4()))

    assert press_late(tab, conversation, "avoid:tremor", key).status_code == 200
    assert kept(conversation).avoid == ()
    assert notice(tab.page) == ""


def test_an_undo_whose_answer_was_lost_takes_back_one_press(
    tab: Tab, conversation: Consultation
) -> None:
    """Sent again it is answered as it was, and not with an error for ever."""
    key = str(uuid4())
    for do in ("avoid:tremor", "avoid:weight_gain"):
        tab.press(do)
    tab.press("undo:", key=key)

    assert press_late(tab, conversation, "undo:", key).status_code == 200
    assert kept(conversation).avoid == ("tremor",)


def test_an_undo_that_waited_takes_back_nothing_of_somebody_else(
    tab: Tab, bens: Tab, conversation: Consultation
) -> None:
    bens.press("avoid:tremor")
    response = press_late(tab, conversation, "undo:")

    assert response.status_code == 422
    assert "Nothing was taken back." in response.content.decode()
    assert kept(conversation).avoid == ("tremor",)


def test_a_key_that_is_none_is_refused_with_a_sentence(tab: Tab) -> None:
    response = tab.press("avoid:tremor", key="not a key")
    assert response.status_code == 422
