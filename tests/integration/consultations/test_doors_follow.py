"""The page of the doors follows who comes and goes, by itself."""

from collections.abc import Callable

import pytest
from django.test import Client

from consultations.live import buses
from consultations.live.hub import Notice
from consultations.models import Consultation
from consultations.selectors.live import standing
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
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
