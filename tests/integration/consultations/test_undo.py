"""What was saved on the checklist is taken back, also on the one form; whose it was stays."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from consultations.checklist import Checklist
from consultations.models import Avoidance, Consultation, HelpfulEffect, Mark
from medications.models import Release
from tests.cast import Cast
from tests.factories import ChangeFactory
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
        (("tremor",), "are off your list."),
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


def rows() -> list[tuple]:
    """Return every line: what it says, who entered and copied it, and when."""
    columns = ("effect__code", "entered_by__name", "copied_from_paper_by__name", "entered_at")
    tables = (Avoidance, HelpfulEffect, Mark)
    return [row for table in tables for row in sorted(table.objects.values_list(*columns))]


@pytest.mark.parametrize(
    "do",
    [
        "drop:weight_gain",
        "drop:evening_sleepiness",
        "unmark:periods_stopping",
        "up:tremor",
        "help_instead:tremor",
        "words:",
    ],
)
def test_a_line_that_comes_back_is_whose_it_was(
    amara: SignedIn, cast: Cast, address: str, conversation: Consultation, do: str
) -> None:
    """Copied from paper by Amara, changed and taken back by Ben: who, when and how all stay."""
    send(amara, address, FILLED | {"from_paper": "on"})
    before = rows()
    ben = Tab(SignedIn(cast.people["ben"]), conversation)
    assert ben.press(do, **{"why-weight_gain": "I was called names."}).status_code == 200
    assert ben.press("undo:").status_code == 200

    assert rows() == before
    assert {row[1:3] for row in before} == {("Amara Okafor", "Amara Okafor")}
    assert words(ben.page.select_one(".your-list .who")) == (
        "Entered for Sam by Amara Okafor. Copied from paper by Amara Okafor."
    )


def test_a_line_that_only_moves_keeps_when_it_was_entered(
    amara: SignedIn, conversation: Consultation
) -> None:
    tab = Tab(amara, conversation)
    for do in ("avoid:tremor", "avoid:dry_mouth"):
        tab.press(do)
    before = rows()
    tab.press("up:dry_mouth")

    assert rows() == before
    assert kept(conversation).avoid == ("dry_mouth", "tremor")


def test_a_change_that_did_not_keep_whose_lines_were_is_taken_back_too(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Then whoever takes it back enters them."""
    tab = Tab(amara, conversation)
    tab.press("avoid:tremor")
    then, after = Checklist(("drooling",)), Checklist(("tremor",))
    ChangeFactory(consultation=conversation, sequence=50, before=asdict(then), after=asdict(after))

    assert tab.press("undo:").status_code == 200
    assert [row[:2] for row in rows()] == [("drooling", "Amara Okafor")]
