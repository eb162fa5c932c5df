"""Filtering and comparing: what is shown, what is left out and why, what a wrong wish is told."""

import pytest
from bs4 import BeautifulSoup

from medications.models import Preparation, Rating, Release
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import heading, headings, words

PAGES = ["/cards/", "/cards/grid/"]
HIGHER = "Marked higher for this side effect:"
UNKNOWN = "Not known for this side effect, so neither lower nor higher:"
OTHER_FORMS = "This form was not found for:"


def shown(page: BeautifulSoup) -> list[str]:
    """Return the medicines that a list or grid shows."""
    in_list = page.select(".card-list h3 .medicine-name")
    first = page.select_one("thead")
    in_grid = first.select("th a:not(.gate-mark)") if first else []
    return [words(each) for each in in_list or in_grid]


def left_out(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the medicines that are left out, by reason."""
    return {
        words(part.h2): [words(each) for each in part.select(".medicine-name")]
        for part in page.select(".left-out")
    }


def by_level(effect: str) -> dict[int | None, list[str]]:
    """Return the medicines by their stored level of an effect."""
    found: dict[int | None, list[str]] = {}
    rows = Rating.objects.filter(effect__code=effect).order_by("card__medication__name")
    for name, level in rows.values_list("card__medication__name", "level"):
        found.setdefault(level, []).append(name)
    return found


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_level_shows_it_and_lower_and_names_the_others(
    read: Read, address: str, level: int
) -> None:
    page = read(f"{address}?effect=weight_gain&level={level}")
    stored = by_level("weight_gain")
    lower = [name for each in range(level + 1) for name in stored.get(each, [])]
    higher = [name for each in range(level + 1, 4) for name in stored.get(each, [])]

    assert shown(page) == sorted(lower)
    assert left_out(page) == {HIGHER: sorted(higher), UNKNOWN: stored[None]}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("form", Preparation.Form.values)
def test_a_form_shows_those_that_have_it_and_names_the_others(
    library: Release, read: Read, address: str, form: str
) -> None:
    page = read(f"{address}?form={form}")
    having = library.cards.filter(preparations__form=form).distinct()
    names = set(library.cards.values_list("medication__name", flat=True))
    wanted = set(having.values_list("medication__name", flat=True))

    assert shown(page) == sorted(wanted)
    assert left_out(page) == {OTHER_FORMS: sorted(names - wanted)}


def test_the_level_that_is_asked_about_stands_in_the_list(read: Read) -> None:
    page = read("/cards/?effect=weight_gain&level=1")
    levels = {words(each) for each in page.select(".card-list .level")}

    assert levels <= {"0 none known", "+ plus, uncommon or mild"}
    assert "uncommon or mild" in words(page.select_one(".legend"))


@pytest.mark.parametrize("address", PAGES)
def test_a_class_narrows_the_effects_and_no_medicine(read: Read, address: str) -> None:
    page = read(f"{address}?nice_class=heart")
    first = page.select_one(".card-list li") or page
    lines = [words(each) for each in first.select(".effect-name")]

    assert lines == [
        *("Dizziness on standing up", "Higher blood pressure"),
        *("Noticing your heart beating fast (palpitations)", "Small risk of heart problems"),
    ]
    assert len(shown(page)) == 19
    assert "Only side effects of the class “Heart and circulation” are shown." in words(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_filter_that_nothing_fits_says_so_and_names_everything(read: Read, address: str) -> None:
    page = read(f"{address}?form=sublingual_tablet&effect=weight_gain&level=0")

    assert shown(page) == []
    assert "No card fits this filter. The others stand below, with the reason." in words(page)
    assert sum(map(len, left_out(page).values())) == 19


def filled_in(page: BeautifulSoup) -> dict[str, str]:
    """Return what the filter still holds, by field."""
    found = {each["name"]: each.select_one("option[selected]") for each in page.select("select")}
    return {name: option["value"] if option else "" for name, option in found.items()}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("field", "value"),
    [("form", "patch"), ("effect", "hiccups"), ("level", "7"), ("nice_class", "liver")],
)
def test_a_wrong_value_is_named_and_the_others_stay_filled_in(
    read: Read, address: str, field: str, value: str
) -> None:
    asked = {"form": "tablet", "effect": "tremor", "level": "1", "nice_class": "movement"}
    words_asked = "&".join(f"{name}={each}" for name, each in (asked | {field: value}).items())
    page = read(f"{address}?{words_asked}")

    sentence = f"“{value}” is not in the list. Choose one that is, or leave it open."
    assert sentence in words(page.select_one(".nhsuk-error-summary"))
    assert page.select_one(f".nhsuk-error-summary a[href='#id_{field}']") is not None
    assert filled_in(page) == asked | {field: ""}
    assert len(shown(page)) == 19


@pytest.mark.parametrize("address", PAGES)
def test_a_level_without_its_effect_asks_for_it(read: Read, address: str) -> None:
    page = read(f"{address}?level=1")

    assert "Choose the side effect that this level is for." in words(page)
    assert filled_in(page)["level"] == "1"
    assert len(shown(page)) == 19


def test_what_somebody_typed_is_text_and_never_markup(read: Read) -> None:
    page = read("/cards/?form=<b>bold</b>")

    assert page.select("main b") == []
    assert "“<b>bold</b>” is not in the list." in words(page)


def comparison(*medicines: str) -> str:
    """Return the address of a comparison."""
    return "/cards/compare/?" + "&".join(f"medicine={each}" for each in medicines)


def test_without_a_choice_comparing_asks_which(read: Read) -> None:
    page = read("/cards/compare/")

    assert len(page.select("input[name=medicine]")) == 19
    assert page.select("input[checked], .nhsuk-error-summary") == []


@pytest.mark.parametrize(
    ("medicines", "words_said"),
    [
        (["pimozide"], "Choose two or three medicines."),
        (["pimozide", "pimozide"], "Choose two or three medicines."),
        (
            ["pimozide", "olanzapine", "clozapine", "asenapine"],
            "You have chosen 4. Three fit side by side: take some out.",
        ),
        (["pimozide", "aspirin"], "“aspirin” is not among the cards. Choose from the list."),
    ],
)
def test_a_wrong_choice_is_told_and_kept(read: Read, medicines: list[str], words_said: str) -> None:
    page = read(comparison(*medicines))
    ticked = {each["value"] for each in page.select("input[checked]")}

    assert words_said in words(page.select_one(".nhsuk-error-summary"))
    assert ticked == set(medicines) - {"aspirin"}


@pytest.mark.parametrize(
    "medicines", [["pimozide", "olanzapine"], ["pimozide", "olanzapine", "asenapine"]]
)
def test_two_or_three_cards_stand_side_by_side_section_by_section(
    read: Read, medicines: list[str]
) -> None:
    page = read(comparison(*medicines))
    folds = page.select("main > details")
    sections = [each for each in folds if each.select_one(".side")]

    assert heading(page) == "Medicines side by side"
    assert len(sections) == 18
    for section in sections:
        names = [words(each).split(" ")[0].lower() for each in section.select(".side > h2")]
        assert [name.rstrip(":") for name in names] == medicines
    assert "This is a start for talking, not an instruction." in words(page)


def test_benefits_and_harms_have_the_same_place_side_by_side(read: Read) -> None:
    page = read(comparison("pimozide", "olanzapine"))
    folds = [words(each.summary) for each in page.select("main > details[open]")]

    assert folds == ["What it may help with", "Side effects"]
    assert [len(each.select(".level-list .level")) for each in page.select("main > details")][
        3
    ] == 72


def test_the_same_medicine_twice_among_three_is_two(read: Read) -> None:
    page = read(comparison("pimozide", "olanzapine", "pimozide"))

    assert headings(page)[:2] == ["Pimozide", "Olanzapine"]
