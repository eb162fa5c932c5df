"""The short card, to hand over on paper: shorter than the whole one, hiding nothing that counts."""

import pytest

from medications.models import Evidence, Release
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import STARTER, banner, heading, words

pytestmark = pytest.mark.django_db


def test_it_shows_all_36_levels_with_the_legend(read: Read) -> None:
    page = read("/cards/quetiapine/short/")

    assert heading(page) == "Quetiapine"
    assert len(page.select(".level-list li .level")) == 36
    assert page.select_one(".legend")


def test_it_is_a_starter_card_until_a_pharmacist_has_approved_it(read: Read) -> None:
    assert banner(read("/cards/quetiapine/short/")) == STARTER


def test_benefits_stand_before_harms_in_the_same_form(read: Read) -> None:
    page = read("/cards/quetiapine/short/")
    titles = [words(each) for each in page.select("main h2")]

    assert titles.index("What it may help with") < titles.index("Side effects")
    assert len(page.select(".icons")) == 4


def test_every_caution_of_the_card_is_on_it(read: Read, library: Release) -> None:
    page = words(read("/cards/lurasidone/short/"))
    card = library.cards.get(medication__code="lurasidone")

    assert [each.text for each in card.cautions.all() if each.text not in page] == []


def test_clozapine_carries_its_conditions(read: Read, library: Release) -> None:
    page = words(read("/cards/clozapine/short/"))
    gates = library.cards.get(medication__code="clozapine").cautions.filter(is_gating=True)

    assert gates
    assert [each.text for each in gates if each.text not in page] == []


def test_an_unknown_medicine_has_none(read: Read) -> None:
    assert "We cannot find this page" in words(read("/cards/nothing/short/", status=404).title)


@pytest.mark.parametrize(
    "address",
    [
        "/cards/quetiapine/",
        "/cards/quetiapine/short/",
        "/cards/compare/?medicine=quetiapine&medicine=olanzapine",
    ],
)
def test_changing_is_told_beside_treating_and_not_treating(read: Read, address: str) -> None:
    """Of neither good nor bad were figures found, and that is not left out (R54)."""
    titles = [words(each) for each in read(address).select("main h3")]
    place = titles.index("Changing from one medicine to another")

    assert titles[place - 1] == "Symptoms coming back within about a year (relapse)"
    assert "out of 100 people: no figures were found." in words(read(address))


def test_no_figures_of_changing_are_there_to_be_shown(library: Release) -> None:
    """Once there are, that sentence has to go."""
    measures = set(Evidence.objects.values_list("measure", flat=True))

    assert [each for each in measures if "switch" in each or "chang" in each] == []
