"""How often the checklist and the comparison ask the database: pinned, however much there is."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.models import Consultation
from medications.models import Release
from tests.cast import Cast
from tests.factories import AvoidanceFactory, ConsultationFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.ticking import Tab

pytestmark = pytest.mark.django_db
FOUR = ("restlessness", "drooling", "dry_mouth", "weight_gain")
PAGES = {
    "checklist": 15,
    "comparison": 19,
    "checklist_form": 15,
    "how_this_works": 15,
    "our_card": 24,
    "our_compare": 20,
}
ARGS = {"our_card": ("clozapine",)}
COMPARE = "?medicine=clozapine&medicine=olanzapine&medicine=aripiprazole"
TICK = 11


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation) -> Tab:
    """Return a tab with one line picked, everything that a process keeps being kept."""
    tab = Tab(amara, conversation)
    tab.press("avoid:tremor")
    return tab


def asked(ask: Callable[[], HttpResponse]) -> list[str]:
    """Return what one good answer asks the database."""
    with CaptureQueriesContext(connection) as found:
        assert ask().status_code == 200
    return [each["sql"] for each in found.captured_queries]


def pages(tab: Tab, conversation: Consultation) -> dict[str, int]:
    """Count what each page asks."""
    addresses = {
        name: reverse(name, args=[conversation.code, *ARGS.get(name, ())]) for name in PAGES
    }
    addresses["our_compare"] += COMPARE
    for name in ("comparison", "our_card", "our_compare"):
        tab.client.get(addresses[name])
    return {
        name: len(asked(lambda address=address: tab.client.get(address)))
        for name, address in addresses.items()
    }


def test_pages_ask_a_pinned_number_of_times(tab: Tab, conversation: Consultation) -> None:
    assert pages(tab, conversation) == PAGES


def test_a_press_asks_a_pinned_number_of_times(tab: Tab) -> None:
    """Transaction and savepoint statements are not counted."""
    found = asked(lambda: tab.press("avoid:drooling"))

    assert len([sql for sql in found if not sql.startswith(("SAVEPOINT", "RELEASE"))]) == TICK


def test_five_ask_no_more_than_one(tab: Tab, conversation: Consultation) -> None:
    for code in FOUR:
        tab.press(f"avoid:{code}")
    tab.press("keep:")

    assert pages(tab, conversation) == PAGES


def test_many_conversations_ask_no_more_than_one(
    tab: Tab, cast: Cast, conversation: Consultation, release: Release
) -> None:
    """Nor does a press among them."""
    for _each in range(20):
        other = ConsultationFactory(
            organisation=cast.organisation, clinic=cast.clinic, release=release, open=True
        )
        AvoidanceFactory(consultation=other)
    assert pages(tab, conversation) == PAGES
    found = asked(lambda: tab.press("avoid:drooling"))

    assert len([sql for sql in found if not sql.startswith(("SAVEPOINT", "RELEASE"))]) == TICK
