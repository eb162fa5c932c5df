"""Where clozapine is only offered its conditions unfold from one line; chosen, they stand open."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse

from consultations.models import Consultation
from medications.models import Release
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, sent
from tests.integration.medications.reading import gate_of, words

pytestmark = pytest.mark.django_db
NAME = "clozapine"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(params=["start", "experience_add"])
def where(request: pytest.FixtureRequest, conversation: Consultation) -> str:
    """Return the address of a form with a list of all medicines."""
    args = {
        "start": [conversation.service_user_id],
        "experience_add": [conversation.code, "now"],
    }
    return reverse(request.param, args=args[request.param])


def conditions(page: BeautifulSoup) -> Tag:
    """Return the part that unfolds, with every condition in it."""
    fold = page.find(id=f"gate-{NAME}").find_parent("details")
    assert all(sentence in words(fold) for sentence in gate_of(NAME))
    return fold


def test_they_are_one_line_while_it_is_only_offered(amara: SignedIn, where: str) -> None:
    fold = conditions(page_of(amara.get(where)))

    assert not fold.has_attr("open")
    assert "kept for later. Conditions for it" in words(fold.summary)


def test_they_stand_open_once_it_is_chosen(amara: SignedIn, where: str) -> None:
    form = sent(page_of(amara.get(where)))
    answer = amara.post(where, form | {"medication": NAME, "dose": "x" * 500})

    assert conditions(page_of(answer, 422)).has_attr("open")
