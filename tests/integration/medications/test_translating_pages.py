"""The pages on which card text is translated, handed over, approved and taken away."""

import pytest
from django.http import HttpResponse
from django.test import Client

from medications.models import CardTranslation
from medications.selectors import translating as reads
from medications.translation_stages import TranslationMove as Move
from medications.translation_stages import TranslationStage as Stage
from tests.cast import Cast
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import page_of, save
from tests.integration.medications.polish import (
    WORDS,
    alcohol,
    answer,
    approved,
    change_the_english,
    hand_over,
    write,
)
from tests.integration.medications.publishing_pages import sent, unseen
from tests.integration.medications.reading import words

ALL = "/desk/olanzapine/translations/"
POLISH = f"{ALL}pl/"
ALCOHOL = f"{POLISH}alcohol/"


def review(row: CardTranslation) -> str:
    """Return where one version is read."""
    return f"/desk/translations/{row.pk}/"


def said(response: HttpResponse) -> str:
    """Return the words of the page that answers, after a redirect if there is one."""
    return words(page_of(response).main)


def _in(place: reads.Place, section: str) -> reads.Place:
    """Return the same card and language in another section."""
    return reads.Place(place.organisation, place.medication, place.language, section)


def test_a_text_is_written_beside_its_english(dev: Client, cast: Cast) -> None:
    page = page_of(dev.get(ALCOHOL))
    english = reads.english(cast.organisation, alcohol(cast).medication)["alcohol"]
    for line in english.lines:
        assert line in words(page.main)
    box = page.select_one("textarea[name=text]")
    assert box is not None
    assert (box["lang"], box["dir"]) == ("pl", "ltr")

    response = save(dev, ALCOHOL, heading="Alkohol", text="Jeden.\r\n \r\n\r\nDwa.")
    assert response["Location"] == POLISH
    row = CardTranslation.objects.get()
    assert (row.heading, row.paragraphs, row.stage) == (
        "Alkohol",
        ["Jeden.", "Dwa."],
        Stage.DRAFT,
    )


def test_a_language_that_runs_the_other_way_is_typed_so(dev: Client) -> None:
    box = page_of(dev.get(f"{ALL}ur/alcohol/")).select_one("textarea[name=text]")
    assert box is not None
    assert (box["lang"], box["dir"]) == ("ur", "rtl")


def test_nothing_is_not_saved(dev: Client) -> None:
    response = save(dev, ALCOHOL, heading="Alkohol", text="  ")
    assert response.status_code == 422
    assert "Write the text first." in said(response)
    assert page_of(response).select_one("input[value=Alkohol]")
    assert not CardTranslation.objects.exists()


def test_the_next_section_without_a_text_follows(cast: Cast, dev: Client) -> None:
    place = alcohol(cast)
    following = [*reads.english(cast.organisation, place.medication)]
    after = following[following.index("alcohol") + 1]
    approved(cast, _in(place, after))
    response = save(dev, ALCOHOL, text=WORDS, next="yes")
    assert response["Location"] == f"{POLISH}{following[following.index(after) + 1]}/"
    before = following[following.index("alcohol") - 1]
    assert save(dev, f"{POLISH}{before}/", text="x", next="yes")["Location"] == ALCOHOL
    assert save(dev, f"{POLISH}{following[-1]}/", text="x", next="yes")["Location"] == POLISH


def test_two_who_write_at_once_see_both_texts(cast: Cast, dev: Client) -> None:
    form = {"seen": "", "english": "", "heading": "", "text": "Moje słowa."}
    form |= unseen(page_of(dev.get(ALCOHOL)))
    write(alcohol(cast), cast.people["ewa"], "Jej słowa.")
    response = dev.post(ALCOHOL, form)
    assert response.status_code == 422
    shown = said(response)
    assert "Two of you wrote here" in shown
    assert "Moje słowa." in shown
    assert "Jej słowa." in shown
    # What is sent from there is kept: it was seen.
    again = {**form, **unseen(page_of(response))}
    assert dev.post(ALCOHOL, again)["Location"] == POLISH
    assert CardTranslation.objects.get().text == "Moje słowa."


def test_english_that_changes_meanwhile_is_read_first(cast: Cast, dev: Client) -> None:
    form = {"text": WORDS} | unseen(page_of(dev.get(ALCOHOL)))
    change_the_english(cast)
    response = dev.post(ALCOHOL, form)
    assert response.status_code == 422
    assert "The English changed since you opened this page." in said(response)
    assert "Drink as little as you can." in said(response)
    assert WORDS in str(page_of(response).select_one("textarea[name=text]"))
    assert dev.post(ALCOHOL, form | unseen(page_of(response)))["Location"] == POLISH


def test_what_waits_leads_to_where_it_is_read(cast: Cast, dev: Client) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    assert dev.get(ALCOHOL)["Location"] == review(row)


def test_what_was_handed_over_meanwhile_keeps_what_was_typed(cast: Cast, dev: Client) -> None:
    write(alcohol(cast), cast.people["dev"])
    form = {"text": "Nowe."} | unseen(page_of(dev.get(ALCOHOL)))
    hand_over(alcohol(cast), cast.people["ewa"])
    response = dev.post(ALCOHOL, form)
    assert response.status_code == 422
    assert "It waits for a second pharmacist." in said(response)
    assert "Nowe." in str(page_of(response).select_one("textarea[name=text]"))


def test_a_text_of_an_older_card_is_looked_at_again(cast: Cast, dev: Client) -> None:
    """Its words are in the box, with the English then and now."""
    row = approved(cast)
    change_the_english(cast)
    page = page_of(dev.get(ALCOHOL))
    shown = words(page.main)
    assert "The text below was made of other English." in shown
    assert "Drink as little as you can." in shown
    assert row.english[0] in shown
    assert WORDS in str(page.select_one("textarea[name=text]"))


def test_the_words_of_another_card_are_filled_in(cast: Cast, dev: Client) -> None:
    place = alcohol(cast, "risperidone")
    approved(cast, _in(place, "lower_dose"), "Zapytaj.")
    page = page_of(dev.get(f"{POLISH}lower_dose/"))
    assert "The same English stands on another medicine's card." in words(page.main)
    assert "Zapytaj." in str(page.select_one("textarea[name=text]"))


def test_numbers_that_differ_are_pointed_out(cast: Cast, dev: Client) -> None:
    write(alcohol(cast), cast.people["dev"], "Nie pij przez 48 godzin.")
    for address in (ALCOHOL, POLISH):
        assert "Numbers in the translation alone: 48." in words(page_of(dev.get(address)).main)


def test_each_section_says_where_it_stands(cast: Cast, dev: Client, ewa: Client) -> None:
    assert "No text yet. Readers see the English." in said(dev.get(POLISH))
    place = alcohol(cast)
    row = write(place, cast.people["dev"])
    assert "Being written, begun by Dev Patel. Readers see the English." in said(dev.get(POLISH))
    hand_over(place, cast.people["dev"])
    assert "Begun by Dev Patel, waiting for a second pharmacist." in said(dev.get(POLISH))
    assert "Read it, or take it back" in said(dev.get(POLISH))
    assert "Read and approve" in said(ewa.get(POLISH))
    answer(row, Move.SEND_BACK, cast.people["ewa"], "Which word?")
    assert "Sent back by Ewa Nowak: Which word?" in said(dev.get(POLISH))
    hand_over(place, cast.people["dev"])
    answer(row, Move.APPROVE, cast.people["ewa"])
    assert "Approved by Ewa Nowak on" in said(dev.get(POLISH))
    write(place, cast.people["dev"], "Inne.")
    assert "Readers see the version before it." in said(dev.get(POLISH))


def test_english_that_changed_is_told(cast: Cast, dev: Client) -> None:
    approved(cast)
    change_the_english(cast)
    assert "It is of an older card: the English changed" in said(dev.get(POLISH))
    assert "Readers see 0 of 18 sections. The English of one changed" in said(dev.get(ALL))
    write(alcohol(cast), cast.people["dev"])
    change_the_english(cast, english="Drink nothing.")
    assert "begun by Dev Patel. The English changed since." in said(dev.get(POLISH))


def test_what_was_taken_away_is_told(cast: Cast, dev: Client) -> None:
    row = approved(cast)
    answer(row, Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    assert "and taken away. Readers see the English." in said(dev.get(POLISH))
    assert "The text below was taken away from readers." in said(dev.get(ALCOHOL))


def test_all_that_is_ready_is_handed_over_at_once(cast: Cast, dev: Client, read: Read) -> None:
    for section in ("alcohol", "driving"):
        write(_in(alcohol(cast), section), cast.people["dev"])
    assert "2 texts are ready to be handed over." in said(dev.get(POLISH))
    response = sent(dev, POLISH, read)
    assert response["Location"] == POLISH
    assert "2 texts are handed over." in words(page_of(dev.get(POLISH)))
    assert set(CardTranslation.objects.values_list("stage", flat=True)) == {Stage.SUBMITTED}


def test_a_page_that_was_overtaken_hands_nothing_over(cast: Cast, dev: Client) -> None:
    write(alcohol(cast), cast.people["dev"])
    form = unseen(page_of(dev.get(POLISH)))
    write(alcohol(cast), cast.people["ewa"], "Inne.")
    response = dev.post(POLISH, form)
    assert response.status_code == 422
    assert "Something was written here since you opened this page." in said(response)
    assert dev.post(POLISH, unseen(page_of(response)))["Location"] == POLISH


def test_every_language_says_how_far_it_is(cast: Cast, dev: Client) -> None:
    approved(cast)
    for section in ("driving", "smoking"):
        write(_in(alcohol(cast), section), cast.people["dev"])
    first, second = page_of(dev.get(ALL)).select("main .facts li")[:2]
    assert words(first) == ("Polish ( Polski ). Readers see 1 of 18 sections. 2 are being written.")
    assert words(second).endswith("Nothing yet.")


@pytest.mark.parametrize(
    "address",
    [
        "/desk/nothing/translations/",
        f"{ALL}xx/",
        f"{POLISH}nowhere/",
        f"{ALL}xx/alcohol/",
        "/desk/translations/999999/",
    ],
)
def test_what_is_not_there_is_not_found(dev: Client, address: str) -> None:
    assert dev.get(address).status_code == 404
    assert dev.post(address, {}).status_code in (404, 405)


def test_another_organisation_finds_none_of_it(cast: Cast, ewa: Client) -> None:
    row = approved(cast)
    CardTranslation.objects.filter(pk=row.pk).update(organisation=cast.other_organisation)
    assert ewa.get(review(row)).status_code == 404
    assert "Nothing yet." in said(ewa.get(ALL))
    assert "No text yet." in said(ewa.get(POLISH))
