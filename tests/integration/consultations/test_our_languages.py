"""A card of a conversation in another language, by the release that the conversation holds."""

import pytest
from django.urls import reverse

from consultations.models import Consultation
from medications.models import Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.medications.polish import WORDS, approved, change_the_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def address(conversation: Consultation) -> str:
    """Return where olanzapine's card is read in the conversation."""
    return reverse("our_card", args=[conversation.code, "olanzapine"])


def test_a_card_is_read_in_another_language_where_it_stands(
    amara: SignedIn, cast: Cast, address: str
) -> None:
    approved(cast)
    page = page_of(amara.get(address))
    links = [str(link["href"]) for link in page.select("nav.languages a")]
    assert links == [address, f"{address}?language=pl"]
    assert WORDS in main_words(amara.get(f"{address}?language=pl"))


def test_an_older_release_keeps_the_text_of_its_words(
    amara: SignedIn, cast: Cast, address: str
) -> None:
    """The card changed, but not the one that this conversation talks over."""
    approved(cast)
    change_the_english(cast)
    assert WORDS in main_words(amara.get(f"{address}?language=pl"))
    assert WORDS not in main_words(amara.get("/cards/olanzapine/?language=pl"))


@pytest.mark.parametrize(
    ("asked_for", "is_offered"), [("Polish", True), ("Urdu", False), ("Klingon", False)]
)
def test_the_language_of_the_interpreter_is_offered_where_there_is_one(
    amara: SignedIn,
    cast: Cast,
    conversation: Consultation,
    address: str,
    asked_for: str,
    is_offered: bool,
) -> None:
    approved(cast)
    conversation.service_user.interpreter_language = asked_for
    conversation.service_user.save()
    offer = f"An interpreter for {asked_for} is asked for. Read this card in {asked_for}"
    assert (offer in main_words(amara.get(address))) == is_offered
    assert offer not in main_words(amara.get(f"{address}?language=pl"))
