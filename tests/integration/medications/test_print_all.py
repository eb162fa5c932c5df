"""All cards at once, to be printed: none is missing, and each stands for itself."""

import pytest
from django.test import Client

from medications.models import Release
from tests.cast import Cast
from tests.integration.medications.approving import sent
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import olanzapine
from tests.integration.medications.reading import STARTER, banner, gate_of, words

BOTH = pytest.mark.parametrize("address", ["/cards/print/", "/cards/print/whole/"])


@BOTH
def test_every_card_of_the_release_stands_there_by_name(
    read: Read, library: Release, address: str
) -> None:
    page = read(address)
    names = library.cards.order_by("medication__name").values_list("medication__name", flat=True)

    assert [words(each.h2) for each in page.select("article.printed-card")] == list(names)
    assert "19 cards by name, of release 1. Each begins on a new page." in words(page)
    codes = {f"#card-{each}" for each in library.cards.values_list("medication__code", flat=True)}
    assert codes <= {str(each["href"]) for each in page.select("main li a")}


@BOTH
def test_each_says_what_its_own_page_says(read: Read, address: str) -> None:
    """Its 36 levels with their legend, who stands behind it, and its version."""
    assert banner(read(address)) == f"{STARTER} (19 of the 19 cards here)"
    for card in read(address).select("article.printed-card"):
        assert len(card.select(".level-list li")) == 36
        assert len(card.select(".legend")) == 1
        assert STARTER in words(card)
        assert "Version 1 of" in words(card)


@BOTH
def test_clozapine_carries_its_conditions(read: Read, address: str) -> None:
    card = read(address).select_one("#card-clozapine")

    assert [each for each in gate_of("clozapine") if each not in words(card)] == []


@BOTH
def test_it_is_the_release_that_is_printed(
    cast: Cast, dev: Client, read: Read, address: str
) -> None:
    """With what the organisation approved, and without any draft."""
    olanzapine(cast, code="quetiapine")
    sent(dev, read)
    page = read(address, client=dev)

    card = words(page.select_one("#card-olanzapine"))
    assert "Approved by Dev Patel, pharmacist, on" in card
    assert STARTER not in card
    assert "Version 2" not in words(page.select_one("#card-quetiapine"))


def test_whole_cards_have_the_sections_of_their_pages(read: Read) -> None:
    card = read("/cards/print/whole/").select_one("#card-pimozide")
    assert card is not None
    page = read("/cards/pimozide/")

    folds = [words(each) for each in card.select(":scope > details > summary")]
    own = [words(each) for each in page.select("main > details > summary")]
    assert folds == [each for each in own if each in folds]
    assert len(folds) >= 18


def test_the_cards_and_the_desk_lead_there(dev: Client, read: Read) -> None:
    """The short ones lead to the whole ones, and back."""
    for page in ("/cards/", "/desk/", "/cards/print/whole/"):
        assert read(page, client=dev).select_one("main a[href='/cards/print/']")
    assert read("/cards/print/").select_one("main a[href='/cards/print/whole/']")
