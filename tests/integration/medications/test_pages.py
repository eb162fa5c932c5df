"""Every page of the library as a visitor meets it: open, headed, marked, and with its legend."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoDbBlocker

from medications.models import Card, Effect, Medication, Release
from tests.factories import AccountFactory, OrganisationFactory
from tests.integration.medications.conftest import Pages, Read
from tests.integration.medications.reading import DRAFT, STARTER, banner, heading, headings, words

pytestmark = pytest.mark.django_db
ALL = f"{STARTER} (19 of the 19 cards here)"
PAGES = {
    "/cards/": ("Medicine cards", ALL),
    "/cards/?effect=tremor&level=1": ("Medicine cards", ALL),
    "/cards/?nice_class=heart": ("Medicine cards", ALL),
    "/cards/grid/": ("All medicines and side effects", ALL),
    "/cards/grid/?form=liquid": ("All medicines and side effects", ALL),
    "/cards/compare/": ("Medicines side by side", ""),
    "/cards/compare/?medicine=pimozide&medicine=olanzapine": (
        "Medicines side by side",
        f"{STARTER} (2 of the 2 cards here)",
    ),
    "/cards/aripiprazole/": ("Aripiprazole", STARTER),
    "/cards/clozapine/": ("Clozapine", STARTER),
    "/cards/asenapine/": ("Asenapine", STARTER),
    "/cards/aripiprazole/restlessness/": ("Aripiprazole: Restlessness", STARTER),
    "/effects/": ("Side effects", ""),
    "/effects/tremor/": ("Shaking or tremor", ALL),
    "/effects/something_else/": ("Something else, in my own words", ""),
    "/sources/": ("Sources", ""),
    "/levels/": ("How levels work", ALL),
}
LEGEND = [
    "0 none known",
    "+ plus, uncommon or mild",
    "++ plus plus, commoner or moderately severe",
    "+++ plus plus plus, common or more severe",
    "? not known",
    "? happens; how often is not known",
]


@pytest.fixture(scope="module")
def visited(loaded_library: None, django_db_blocker: DjangoDbBlocker) -> Pages:
    """Return each of these pages as a visitor gets it, read once: not to be changed."""
    with django_db_blocker.unblock():
        responses = {address: Client().get(address) for address in PAGES}
    assert {each.status_code for each in responses.values()} == {200}
    return {
        address: BeautifulSoup(response.content, "html.parser")
        for address, response in responses.items()
    }


@pytest.mark.parametrize(("address", "said"), PAGES.items(), ids=PAGES)
def test_a_page_opens_with_its_heading_and_the_starter_sentence(
    visited: Pages, address: str, said: tuple[str, str]
) -> None:
    page = visited[address]

    assert (heading(page), banner(page)) == said
    assert words(page.title).startswith(f"{said[0]} –")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_with_signs_has_the_legend_once(visited: Pages, address: str) -> None:
    page = visited[address]
    legends = page.select(".legend")
    signs = [each for each in page.select(".level") if not each.find_parent(class_="legend")]

    assert len(legends) == (bool(signs) or address == "/levels/")
    assert [words(line) for each in legends for line in each.select("li")] in ([], LEGEND)


@pytest.mark.parametrize("address", PAGES)
def test_a_sign_never_stands_without_its_words(visited: Pages, address: str) -> None:
    assert {words(each) for each in visited[address].select(".level")} <= set(LEGEND)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_says_one_in_so_many(visited: Pages, address: str) -> None:
    parts = visited[address].select("main p:not(.who), main dd, main figcaption, main svg")
    told = [f"{words(each)} {each.get('aria-label', '')}" for each in parts]

    assert [each for each in told if re.search(r"\b1 in \d", each)] == []


def test_lists_stand_by_name_before_anybody_said_what_matters(library: Release, read: Read) -> None:
    names = sorted(library.cards.values_list("medication__name", flat=True))

    assert [words(each) for each in read("/cards/").select("li h3 .medicine-name")] == names
    grid = read("/cards/grid/").select_one("thead")
    assert [words(each) for each in grid.select("th a:not(.gate-mark)")] == names


def test_the_grid_holds_every_level_of_every_card(read: Read) -> None:
    page = read("/cards/grid/")

    assert len(page.select("tbody tr")) == 36
    assert len(page.select("tbody td .level")) == 684
    assert len(page.select("tbody td .level-unknown")) == 684 - 510


def test_all_37_lines_stand_with_their_explanations(read: Read) -> None:
    page = read("/effects/")
    lines = [words(each) for each in page.select(".effect-list h3")]
    told = [words(each) for each in page.select(".effect-list p")]

    assert lines == list(
        Effect.objects.order_by("group__position", "number").values_list("label", flat=True)
    )
    assert len(set(told)) == len(lines) == 37
    assert page.select_one(".draft-mark") is not None
    assert "University of Manchester" in words(page)


def test_an_effect_lists_all_medicines_by_level_and_by_name(read: Read) -> None:
    page = read("/effects/tremor/")
    parts = page.select(".across")
    found = [[words(each) for each in part.select(".medicine-name")] for part in parts]

    levels = [words(part.select_one("h2 .level")) for part in parts]
    assert levels == sorted(levels, key=[*LEGEND[:4], LEGEND[5], LEGEND[4]].index)
    assert len(levels) > 3
    assert all(names == sorted(names) for names in found)
    assert sum(map(len, found)) == 19
    assert DRAFT in words(page.select_one(".lead"))


def test_every_effect_has_a_page(read: Read) -> None:
    for code, label in Effect.objects.values_list("code", "label"):
        assert heading(read(f"/effects/{code}/")) == label


def test_line_37_is_not_on_the_cards(read: Read) -> None:
    page = read("/effects/something_else/")

    assert "No card says anything about it: ask about it with each medicine." in words(page)
    assert page.select(".medicine-name, .across") == []


def test_sources_tell_their_date_and_open_only_as_web_pages(read: Read) -> None:
    page = read("/sources/")
    entries = page.select("section li")

    assert len(entries) == 294
    assert all("read November 2026" in words(each) for each in entries)
    assert {each["id"] for each in entries} >= {"AAFP2010", "CF01", "HUHN2019_ARMS"}
    assert all(each["href"].startswith("http") for each in page.select("section li > a"))
    assert headings(page) == [
        *("Table that compares medicines", "Leaflet or health-service page"),
        *("Product information", "Other source", "Trial results"),
    ]


def test_levels_are_explained_with_their_counts(read: Read) -> None:
    page = read("/levels/")
    counts = [int(words(each)) for each in page.select("tbody td")]

    assert sorted(counts) == [3, 8, 9, 13, 32, 59, 115, 183, 262]
    assert "Not known is never none" in words(page)


UNKNOWN = [
    "/cards/aspirin/",
    "/cards/aspirin/tremor/",
    "/cards/olanzapine/hiccups/",
    "/cards/olanzapine/something_else/",
    "/effects/hiccups/",
    "/cards/Olanzapine/",
]


@pytest.mark.parametrize("address", UNKNOWN)
def test_what_is_unknown_is_not_found(read: Read, address: str) -> None:
    assert heading(read(address, status=404)) == "We cannot find this page"


def test_another_organisations_medicine_looks_like_one_that_never_was(library: Release) -> None:
    elsewhere = OrganisationFactory()
    theirs = Medication.objects.create(code="theirs", name="Theirs", organisation=elsewhere)
    card = Card.objects.create(
        medication=theirs,
        organisation=elsewhere,
        stage="published",
        author=AccountFactory(),
        approver=AccountFactory(),
    )
    elsewhere.releases.create(number=1).cards.add(card)

    foreign, unknown = (Client().get(f"/cards/{code}/") for code in ("theirs", "never"))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content


def test_before_the_library_is_loaded_pages_are_not_found(read: Read) -> None:
    Release.objects.all().delete()

    for address in ("/cards/", "/cards/grid/", "/cards/olanzapine/", "/sources/", "/levels/"):
        read(address, status=404)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_only_for_reading(library: Release, address: str) -> None:
    assert Client().post(address).status_code == 405
