"""The page of the doors follows who comes and goes, by itself."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from consultations.live import buses
from consultations.live.hub import Notice
from consultations.models import Consultation
from consultations.selectors.live import standing
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import carer_sits_down
from tests.integration.consultations.knocking import (
    JOINING,
    LEAVE,
    WAITING,
    knock,
    opened,
    press,
)
from tests.integration.consultations.reading import page_of
from tests.integration.consultations.test_ending import watches
from tests.integration.medications.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
PARTS = ("carers", "doors", "seats")


def test_each_step_is_told_to_open_screens(
    amara: SignedIn, django_capture_on_commit_callbacks: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once by a notice, and by the next look where that was lost."""
    told: list[Notice] = []
    monkeypatch.setattr(buses, "tell", told.append)
    watcher, phone = watches(amara), Client()
    code = ""

    def open_it() -> None:
        nonlocal code
        code = opened(amara)

    steps: list[Callable[[], object]] = [
        open_it,
        lambda: knock(phone, code),
        lambda: press(amara, "admit"),
        lambda: phone.get(WAITING),
        lambda: press(amara, "remove"),
        open_it,
        lambda: press(amara, "shut"),
        open_it,
        lambda: knock(phone, code),
        lambda: press(amara, "admit"),
        lambda: phone.get(WAITING),
        lambda: phone.post(LEAVE),
    ]
    for number, step in enumerate(steps):
        before = standing([watcher]).states[CODE]
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step()
        assert Notice(CODE) in told, number
        assert standing([watcher]).states[CODE] != before, number


def test_the_parts_that_follow_are_the_same_beside_a_code(
    amara: SignedIn, conversation: Consultation
) -> None:
    """The code is shown once, in the answer to a press: what is put in place is around it."""
    beside = page_of(amara.post(JOINING, {"do": "open"}))
    plain = page_of(amara.get(JOINING))
    assert [each["id"] for each in plain.select("[data-doors]")] == list(PARTS)
    assert {each["id"] for each in beside.select("[data-doors]")} <= set(PARTS)
    code = beside.select_one(".door__code")
    assert code is not None
    assert code.find_parent(attrs={"data-doors": True}) is None


def test_who_was_let_in_is_waited_for(amara: SignedIn) -> None:
    """Until their screen has come: that nobody is there yet would look as if it had failed."""
    phone = Client()
    knock(phone, opened(amara))
    page = page_of(press(amara, "admit"))
    seats = page.select_one("#seats")
    assert "Sam is let in." in words(seats)
    assert "Nobody yet." not in words(seats)
    phone.get(WAITING)
    seats = page_of(amara.get(JOINING)).select_one("#seats")
    assert "is let in" not in words(seats)
    assert "Sam, since" in words(seats)


def test_a_carer_with_whom_nothing_is_shared_has_come_in(amara: SignedIn) -> None:
    """Their screen is told nothing, and is none that lost its connection."""
    carer_sits_down(amara)
    page = words(page_of(amara.get(reverse("here", args=[CODE]))).main)
    assert "Jo has come in; nothing is shared with them now" in page
    assert "screen not connected" not in page
