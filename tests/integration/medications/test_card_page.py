"""One card, whole: its levels, its numbers, what clashes, what is not known."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from medications.models import Card, NiceClass, Release
from tests.integration.medications.conftest import Pages, Read
from tests.integration.medications.reading import (
    DRAFT,
    STARTER,
    banner,
    fold,
    heading,
    headings,
    level_of,
    words,
)

pytestmark = pytest.mark.django_db
CLASSES = [str(label) for label in NiceClass.labels]


def test_the_three_published_ratings_of_aripiprazole_are_as_in_the_paper(read: Read) -> None:
    page = read("/cards/aripiprazole/")

    assert level_of(page, "Difficulty getting off to sleep") == (
        "++ plus plus, commoner or moderately severe"
    )
    assert level_of(page, "Restlessness") == "++ plus plus, commoner or moderately severe"
    assert level_of(page, "Feeling sick") == "+ plus, uncommon or mild"


def test_not_known_and_none_known_look_different(read: Read) -> None:
    page = read("/cards/aripiprazole/")

    assert level_of(page, "Difficulty remembering things") == "0 none known"
    assert level_of(page, "Increased dreaming").startswith("? ")
    assert "none" not in level_of(page, "Increased dreaming")


def test_every_card_has_a_page_with_the_starter_sentence_exactly(card_pages: Pages) -> None:
    assert len(card_pages) == 19
    for code, page in card_pages.items():
        assert (heading(page).lower(), banner(page)) == (code, STARTER)
        assert f"{STARTER}." in words(page.select_one(".card-state"))


def test_every_card_shows_all_five_classes_and_all_36_lines(card_pages: Pages) -> None:
    for page in card_pages.values():
        part = fold(page, "Side effects")
        assert [words(each) for each in part.select("h3")][:5] == CLASSES
        assert len(part.select(".level-list li .level")) == 36
        assert len(part.select(".level-list a.why")) == 36


def test_the_card_is_read_in_the_order_of_its_sections(read: Read) -> None:
    folds = [words(each) for each in read("/cards/olanzapine/").select("main > details > summary")]

    assert folds[:18] == [
        *("What it is", "How it works", "What it may help with", "Side effects"),
        *("Numbers out of 100", "Forms and how often", "Dose", "Could a lower dose do?"),
        *("Tests and checks", "With other medicines and conditions", "Food and drink"),
        *("Alcohol", "Smoking", "Driving", "Pregnancy", "Breast-feeding"),
        *("Do not stop suddenly", "Sources"),
    ]


def facts(part: Tag, kind: str) -> list[tuple[str, str]]:
    """Return the facts of one kind as (words, source)."""
    title = next(each for each in part.select("h3, h4") if words(each) == kind)
    return [
        (words(each).removesuffix(words(each.cite)).strip(), words(each.cite))
        for each in title.find_next_sibling("ul").select("li")
    ]


def test_facts_that_clash_stand_side_by_side_with_both_sources(read: Read) -> None:
    part = fold(read("/cards/haloperidol/"), "Dose")

    assert facts(part, "Maximum dose") == [
        (
            "5 to 20 mg a day by mouth depending on the condition (German source; check UK SmPC)",
            "Haloperidol side effects and use , undated copy, read November 2026",
        ),
        (
            "20 mg/day by mouth in schizophrenia; usual 2 to 10 mg/day "
            "(UK prescribing information)",
            "Haldol 2 mg/ml oral solution UK prescribing information , undated copy, "
            "read November 2026",
        ),
    ]


def test_every_fact_and_caution_of_a_card_is_on_its_page(
    library: Release, card_pages: Pages
) -> None:
    held = ("facts__source", "cautions", "medication")
    for card in Card.objects.prefetch_related(*held):
        page = words(card_pages[card.medication.code].main)
        told = [part for fact in card.facts.all() for part in (fact.value, fact.source.title)]
        told += [caution.text for caution in card.cautions.all()]
        assert [each for each in told if " ".join(each.split()) not in page] == []


def test_a_fact_for_every_medicine_says_so(read: Read) -> None:
    part = fold(read("/cards/haloperidol/"), "Dose")

    assert facts(part, "Starting")[0][0].endswith("(all antipsychotics)")


@pytest.mark.parametrize(
    ("code", "section", "sentence"),
    [
        ("asenapine", "Food and drink", "Nothing was found in what was read."),
        ("pericyazine", "What it may help with", "No benefit figures of this medicine alone"),
        (
            "haloperidol",
            "Numbers out of 100",
            "No figure out of 100 from trials in adults with schizophrenia alone",
        ),
        ("haloperidol", "Forms and how often", "not found in what was read"),
    ],
)
def test_what_was_not_found_is_said(read: Read, code: str, section: str, sentence: str) -> None:
    part = fold(read(f"/cards/{code}/"), section)
    if code == "asenapine":
        part.select_one("p").decompose()

    assert sentence in words(part)


def test_a_name_that_nobody_says_is_said_to_be_not_found(read: Read) -> None:
    assert "Say: how to say it was not found" in words(read("/cards/pericyazine/"))


def gist(page: BeautifulSoup) -> dict[str, str]:
    """Return what stands in short."""
    return {words(each.dt): words(each.dd) for each in page.select_one(".gist").find_all("div")}


def test_the_gist_counts_what_is_not_known(read: Read) -> None:
    short = gist(read("/cards/pericyazine/"))

    assert short["Not known"] == "35 of the 36 side effects: not known does not mean none"
    assert short["Marked +++"] == "none of those that are known"


def test_the_gist_says_which_forms_the_card_speaks_of(card_pages: Pages, library: Release) -> None:
    """In one line whether the depot is among them, and that no combination is."""
    depot = set(
        library.cards.filter(preparations__form="long_acting_injection").values_list(
            "medication__code", flat=True
        )
    )
    assert {"olanzapine", "flupentixol"} <= depot
    assert "quetiapine" not in depot
    for code, page in card_pages.items():
        how = "also as" if code in depot else "not as"
        about = gist(page)["This card is about"]
        assert about.partition(" ")[0].lower() == code
        assert f" on its own, {how} a long-acting injection (depot). No combination" in about
        assert ("long-acting injection" in gist(page)["Comes as"]) == (code in depot)


def test_a_card_without_forms_says_that_none_was_found(dev: Client, read: Read) -> None:
    dev.post("/desk/new/", {"name": "Brexpiprazole"})
    card = Card.objects.get(medication__name="Brexpiprazole")

    short = gist(read(f"/desk/drafts/{card.pk}/preview/", client=dev))

    assert short["Comes as"] == "not found in what was read"


def test_the_gist_names_what_is_marked_highest(read: Read) -> None:
    page = read("/cards/clozapine/")
    marked = {
        words(each.select_one(".effect-name"))
        for each in page.select(".level-list li")
        if each.select_one(".level-3")
    }

    assert set(gist(page)["Marked +++"].split("; ")) == marked
    assert len(marked) > 3


def test_a_medicine_without_a_licence_for_psychosis_says_so_wherever_it_is_named(
    read: Read,
) -> None:
    sentence = "Not licensed for schizophrenia in the UK"
    for address in (
        *("/cards/asenapine/", "/cards/", "/cards/grid/", "/cards/compare/", "/effects/tremor/"),
        "/cards/compare/?medicine=asenapine&medicine=pimozide",
        "/cards/?form=liquid",
    ):
        assert sentence in words(read(address).main), address


def test_our_own_words_are_marked_as_drafts(read: Read) -> None:
    page = read("/cards/aripiprazole/")
    for section in ("What it is", "Could a lower dose do?", "Do not stop suddenly"):
        assert DRAFT in words(fold(page, section))
    terms = fold(page, "Hard words on this page")
    assert words(terms.select_one("p")) == DRAFT


def test_numbers_stand_beside_placebo_with_pictures_of_100(read: Read) -> None:
    part = fold(read("/cards/chlorpromazine/"), "Numbers out of 100")
    [drawn, *_] = part.select(".drawn-figure")

    assert len(drawn.select("svg[role=img]")) == 2
    sentence = words(drawn.select("p")[0])
    labels = [each["aria-label"] for each in drawn.select("svg[role=img]")]
    assert sentence == " ".join(labels)
    assert sentence.startswith("On chlorpromazine: ")
    assert "On placebo: " in sentence
    assert words(drawn.select_one(".who")).startswith("Who: schizophrenia RCTs")


def test_benefits_are_drawn_as_harms_are(read: Read) -> None:
    part = fold(read("/cards/olanzapine/"), "What it may help with")

    assert [len(each.select("svg[role=img]")) for each in part.select(".drawn-figure")] == [2, 2]
    assert "On placebo: 14 of 100 people have a good response, 86 do not." in words(part)
    assert "olanzapine alone" in words(part).lower()


def test_the_reasons_of_a_level_show_all_rows(library: Release, read: Read) -> None:
    page = read("/cards/olanzapine/weight_gain/")
    card = library.cards.get(medication__code="olanzapine")
    rating = card.ratings.get(effect__code="weight_gain")
    figures = page.select("main > ul.facts li")

    assert "+++ plus plus plus, common or more severe" in words(page.select_one(".lead"))
    assert headings(page)[:3] == ["Why this level?", "What is it like?", "What the level rests on"]
    assert 0 < rating.evidence.count() < len(figures)
    assert len(figures) >= card.evidence.filter(effect=rating.effect).count() - 1


def test_a_level_without_rows_says_that_nothing_was_found(library: Release, read: Read) -> None:
    pericyazine = library.cards.get(medication__code="pericyazine")
    rating = pericyazine.ratings.filter(basis="nothing_found")[0]
    page = read(f"/cards/pericyazine/{rating.effect.code}/")

    assert words(page.select_one(".lead")) == "? not known"
    assert "Nothing was found in what was read. That does not mean that it never" in words(page)
    assert "What the level rests on" not in headings(page)
