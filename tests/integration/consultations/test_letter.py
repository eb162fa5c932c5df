"""The letter to the family doctor: ready to edit, put on paper as typed, kept nowhere."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Decision
from tests.cast import Cast
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent
from tests.integration.medications.reading import words


@pytest.fixture
def address(conversation: Consultation) -> str:
    """Return where the letter of a decision is."""
    decide(conversation)
    return reverse("letter", args=[conversation.code, 1])


def offered(page: BeautifulSoup) -> str:
    """Return the letter as it stands in the form."""
    return page.textarea.get_text()


def test_it_is_ready_to_edit(amara: SignedIn, address: str) -> None:
    text = offered(page_of(amara.get(address)))

    for each in (
        "Dear colleague,",
        "About: Samuel Rivers, called Sam, local number R1001, NHS number 943 476 5919, born 1985",
        "Taken then: Olanzapine, 15 mg at night.",
        "What was decided: Aripiprazole. How it is taken: tablet, 10 mg in the morning.",
        "Sam had named: Lurasidone. Why it differs: Lurasidone needs a meal",
        "The clinician's view: Aripiprazole for three months",
        "The clinician's reason: It has little effect on weight.",
        "We look at this again on 21 December 2026.",
        "checks no allergies, no interactions with other medicines and no test results.",
    ):
        assert each in text


def test_a_browser_can_send_it(cast: Cast, address: str) -> None:
    """With the token of the form, which stands in the one form of the page."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.people["amara"])
    page = page_of(strict.get(address))

    assert len(page.main.find_all("form")) == 1
    assert strict.post(address, sent(page) | {"text": "Dear all"}).status_code == 200


def test_it_is_printed_as_typed_and_not_kept(amara: SignedIn, address: str) -> None:
    before = row_counts()

    page = page_of(amara.post(address, {"text": "Dear Dr <Khan>,\n\nall is well."}))

    assert "Dear Dr <Khan>, all is well." in words(page.select_one(".sheet"))
    assert row_counts() == before


def test_paper_says_once_what_was_not_checked(amara: SignedIn, address: str) -> None:
    ready = offered(page_of(amara.get(address)))

    for text in (ready, "All is well."):
        said = main_words(amara.post(address, {"text": text}))
        assert said.count("checks no allergies, no interactions with other medicines") == 1
        assert "Samuel Rivers, called Sam, local number R1001" in said


def test_it_can_be_changed_after_it_was_shown(amara: SignedIn, address: str) -> None:
    typed = 'Dear Dr <Khan>,\n\n"all" is well.'
    shown = page_of(amara.post(address, {"text": typed}))

    again = page_of(amara.post(address, sent(shown) | {"change": "yes"}))

    assert offered(again).strip() == typed


def test_it_stays_the_letter_of_its_decision(
    amara: SignedIn, address: str, conversation: Consultation
) -> None:
    """A newer decision, made while it was typed, does not lend it its number and its check."""
    page = page_of(amara.get(address))
    before = stamp(amara.post(address, sent(page) | {"text": "Typed"}))
    decide(conversation, kind="none", medication=None, previous=Decision.objects.get())

    after = amara.post(address, sent(page) | {"text": "Typed"})

    assert stamp(after) == before
    assert ", decision 1, " in before
    assert "by a newer decision" in words(page_of(after).select_one(".sheet__mark"))
    assert "by a newer decision" in main_words(amara.get(address))
    assert "What was decided: Aripiprazole" in offered(page_of(amara.get(address)))


def stamp(response: HttpResponse) -> str:
    """Return what tells a printed letter from every other one."""
    return words(page_of(response).select_one(".sheet__record"))


@pytest.mark.parametrize("text", ["", "x" * 10_001], ids=["empty", "too long"])
def test_a_letter_that_is_not_taken_stays_as_typed(
    text: str, amara: SignedIn, address: str
) -> None:
    response = amara.post(address, {"text": text})

    assert page_of(response, status=422).textarea.get_text().strip() == text
    assert "There is a problem" in main_words(response, status=422)
