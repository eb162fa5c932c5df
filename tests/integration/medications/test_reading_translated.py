"""A card in another language: what readers see of it, on screen and on the short card."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from medications.models import Release
from medications.translation_stages import TranslationMove as Move
from tests.cast import Cast
from tests.integration.medications.conftest import Read
from tests.integration.medications.polish import (
    WORDS,
    alcohol,
    answer,
    approved,
    change_the_english,
    hand_over,
    write,
)
from tests.integration.medications.reading import words

CARD, SHORT = "/cards/olanzapine/", "/cards/olanzapine/short/"
BOTH = pytest.mark.parametrize("address", [CARD, SHORT])


def translated(page: BeautifulSoup) -> list[Tag]:
    """Return what stands in another language."""
    return page.select("div.translation")


def offered(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return the languages that are offered, with their addresses."""
    return [(words(link), str(link["href"])) for link in page.select("nav.languages a")]


def notes(page: BeautifulSoup) -> str:
    """Return what the page says of its language."""
    return " ".join(words(each) for each in page.select(".language-note"))


@BOTH
def test_a_card_offers_no_language_before_one_is_approved(
    cast: Cast, read: Read, address: str
) -> None:
    write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    assert offered(read(address)) == []
    page = read(f"{address}?language=pl")
    assert translated(page) == []
    assert notes(page) == "No Polish text of this card is approved, so it stands in English."


@BOTH
def test_an_approved_text_is_read_with_its_language_and_direction(
    cast: Cast, read: Read, address: str
) -> None:
    approved(cast)
    approved(cast, alcohol(cast, language="ur"), "شراب سے نیند آتی ہے۔")
    english = read(address)
    assert translated(english) == []
    assert offered(english) == [
        ("English", address),
        ("Polski", f"{address}?language=pl"),
        ("اردو", f"{address}?language=ur"),
    ]
    for code, direction, said in (("pl", "ltr", WORDS), ("ur", "rtl", "شراب سے نیند آتی ہے۔")):
        (text,) = translated(read(f"{address}?language={code}"))
        assert (text["lang"], text["dir"], words(text)) == (code, direction, said)


def test_the_english_and_its_sources_stay_below(cast: Cast, read: Read) -> None:
    """Both people in the room have to know what is read."""
    approved(cast)
    (text,) = translated(read(f"{CARD}?language=pl"))
    fold = text.find_parent("details")
    assert fold is not None
    assert fold.has_attr("open")
    assert words(fold.select_one("summary")) == "Alcohol Alkohol"
    assert "In English, with the sources" in words(fold)
    for line in approved_english(cast):
        assert line.removeprefix("Alcohol: ") in words(fold)


def approved_english(cast: Cast) -> list[str]:
    """Return the English that the approved text was made of."""
    row = write(alcohol(cast), cast.people["ewa"], "Inne słowa.")
    return list(row.english)


def test_levels_and_figures_stay_as_they_are(cast: Cast, read: Read) -> None:
    place = alcohol(cast)
    approved(cast, type(place)(place.organisation, place.medication, place.language, "numbers"))
    before, after = read(CARD), read(f"{CARD}?language=pl")
    for part in (".level", ".icons", ".who"):
        assert len(before.select(part)) == len(after.select(part)) > 0


@BOTH
def test_the_language_goes_along_to_the_other_card(cast: Cast, read: Read, address: str) -> None:
    approved(cast)
    other = SHORT if address == CARD else CARD
    links = [str(link["href"]) for link in read(f"{address}?language=pl").select("main a[href]")]
    assert f"{other}?language=pl" in links
    assert other in [str(link["href"]) for link in read(address).select("main a[href]")]


def test_one_note_says_what_is_translated(cast: Cast, read: Read) -> None:
    approved(cast)
    assert notes(read(CARD)) == ""
    said = notes(read(f"{CARD}?language=pl"))
    assert said.startswith("1 of 18 sections is in Polish, the others in English. Two pharmacists")


@BOTH
def test_a_text_of_an_older_card_gives_way_to_the_english(
    cast: Cast, read: Read, address: str
) -> None:
    approved(cast)
    change_the_english(cast)
    page = read(f"{address}?language=pl")
    assert translated(page) == []
    assert "The Polish text is of an older card, so the English stands here." in notes(page)
    assert offered(page) == [("English", address)]


def test_a_change_elsewhere_on_the_card_leaves_it_standing(cast: Cast, read: Read) -> None:
    approved(cast)
    change_the_english(cast, "driving")
    assert len(translated(read(f"{CARD}?language=pl"))) == 1


def test_what_is_taken_away_is_gone_at_once(cast: Cast, read: Read) -> None:
    row = approved(cast)
    answer(row, Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    assert translated(read(f"{CARD}?language=pl")) == []


@pytest.mark.parametrize("asked", ["xx", "en", "", "pl%22%3E", "PL"])
def test_a_language_that_is_not_on_the_list_is_english(cast: Cast, read: Read, asked: str) -> None:
    approved(cast)
    page = read(f"{CARD}?language={asked}")
    assert translated(page) == []
    assert notes(page) == ""


def test_another_organisation_reads_none_of_it(cast: Cast, library: Release, read: Read) -> None:
    """Starter cards are everybody's; words in another language are their organisation's."""
    approved(cast)
    theirs = Release.objects.create(organisation=cast.other_organisation, number=1)
    theirs.cards.set(library.cards.all())
    hugo = Client()
    hugo.force_login(cast.people["hugo"])
    page = read(f"{CARD}?language=pl", client=hugo)
    assert translated(page) == []
    assert offered(page) == [("English", CARD)]


def test_words_that_were_typed_are_never_markup(cast: Cast, read: Read) -> None:
    approved(cast, text="Nie <b>pij</b>.")
    (text,) = translated(read(f"{CARD}?language=pl"))
    assert words(text) == "Nie <b>pij</b>."


def test_an_approval_that_needs_a_tick_offers_the_card_itself(cast: Cast, dev: Client) -> None:
    """The page of the fault takes only what is sent."""
    approved(cast)
    answered = dev.post("/cards/olanzapine/approval/", {})
    page = BeautifulSoup(answered.content, "html.parser")
    assert answered.status_code == 422
    assert ("Polski", f"{CARD}?language=pl") in offered(page)
