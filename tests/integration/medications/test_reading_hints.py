"""Beside the words of a draft stands how hard they are to read: at once, saved, and with faults."""

from django.test import Client

from medications.models import Caution
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, page_of, save
from tests.integration.medications.reading import words

HARD = "Administration necessitates continuous haematological monitoring."
TOO_HARD = "Reading age over 17. Longest sentence: 5 words. Aim at 11 or below. Shorter words help"


def test_words_of_our_own_say_it_in_the_draft_and_beside_their_form(
    dev: Client, read: Read
) -> None:
    address = begun(dev)
    part = f"{address}words/driving/"
    save(dev, part, words="")
    assert read(part, client=dev).select_one("main .reading-hint") is None

    saved = save(dev, part, words=HARD)

    fold = next(
        each
        for each in read(saved["Location"], client=dev).select("details[open]")
        if "Each section of the card" in words(each.summary)
    )
    assert TOO_HARD in words(fold)
    assert TOO_HARD in words(read(part, client=dev))


def test_names_of_medicines_and_their_brands_make_nothing_harder(dev: Client, read: Read) -> None:
    part = f"{begun(dev)}words/driving/"
    save(dev, part, words="Olanzapine is Zyprexa. It is not Trifluoperazine.")

    assert "About reading age 5." in words(read(part, client=dev))


def test_cautions_say_it_in_the_draft(dev: Client, read: Read) -> None:
    address = begun(dev)
    lines = read(address, client=dev).select("#cautions + details li")
    assert lines
    assert [each for each in lines if each.select_one(".reading-hint b")] == []

    save(dev, f"{address}cautions/new/", kind="warning", text=HARD)

    caution = Caution.objects.get(text=HARD)
    page = words(read(f"{address}cautions/{caution.pk}/", client=dev))
    assert "Aim at 12 or below." in page


def test_a_note_beside_a_level_says_it(dev: Client, read: Read) -> None:
    address = begun(dev)
    card_at(address).ratings.filter(effect__code="tremor").update(note=HARD)

    assert "Its note: Reading age over 17." in words(read(address, client=dev))
    assert "Aim at 12 or below." in words(read(f"{address}levels/tremor/", client=dev))


def test_what_is_too_long_says_it_too(dev: Client) -> None:
    part = f"{begun(dev)}words/driving/"
    response = save(dev, part, words="Wait. " * 2000)

    assert response.status_code == 422
    assert "About reading age 5. Longest sentence: one word." in words(page_of(response))
