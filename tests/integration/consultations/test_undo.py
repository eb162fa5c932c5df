"""What was saved on the checklist is taken back, also on the one form; whose it was stays."""

import pytest
from django.urls import reverse

from consultations.models import Consultation
from medications.models import Release
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.one_form import FILLED, fields, send, typed, undo
from tests.integration.consultations.reading import page_of
from tests.integration.consultations.ticking import Tab, kept
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(name="address")
def form_address(conversation: Consultation) -> str:
    """Return the address of the form."""
    return reverse("checklist_form", args=[conversation.code])


def test_what_was_saved_is_taken_back_step_by_step_and_leads_back_to_the_form(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """As on the page with buttons; then a sentence, and still the form."""
    send(amara, address, {"avoid-tremor": "1"})
    send(amara, address, FILLED)
    for left, said in (
        (("tremor",), "is off your list."),
        ((), "Saved. Shaking or tremor is off your list."),
    ):
        response = undo(amara, address, page_of(amara.get(address)))
        page = page_of(amara.get(response.url))
        assert response.url == address
        assert kept(conversation).avoid == left
        assert said in words(page)
    assert kept(conversation).is_empty

    page = page_of(undo(amara, address, page), status=422)
    assert "There is nothing to undo." in words(page.main)
    assert typed(page) == {}


def test_undo_on_an_older_form_takes_back_nothing_of_a_colleague(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """Also after an error at a field, which keeps the version that the form was drawn at."""
    send(amara, address, {"avoid-tremor": "1"})
    drawn = fields(page_of(amara.get(address)))
    Tab(amara, conversation).press("avoid:drooling")
    page = page_of(amara.post(address, drawn | {"avoid-dry_mouth": "1"}), status=422)
    page = page_of(undo(amara, address, page), status=422)

    assert "Somebody saved something else in the meantime." in words(page.main)
    assert typed(page) == {"avoid-tremor": "1", "avoid-drooling": "2"}
    assert kept(conversation).avoid == ("tremor", "drooling")


def test_undo_and_the_form_count_apart(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """What is sent from a page whose "Undo" was pressed already is not taken for the same."""
    send(amara, address, {"avoid-tremor": "1"})
    page = page_of(amara.get(address))
    undo(amara, address, page)
    again = page_of(amara.post(address, fields(page) | {"avoid-dry_mouth": "2"}), status=422)

    assert "Somebody saved something else in the meantime." in words(again.main)
    assert kept(conversation).is_empty
