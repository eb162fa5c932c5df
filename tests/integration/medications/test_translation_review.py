"""A second pharmacist reads one text beside its English, and approves it or not."""

import pytest
from django.http import HttpResponse
from django.test import Client

from medications.models import CardTranslation
from medications.translation_stages import TranslationStage as Stage
from tests.cast import Cast
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import page_of
from tests.integration.medications.polish import (
    WORDS,
    alcohol,
    approved,
    change_the_english,
    hand_over,
    write,
)
from tests.integration.medications.publishing_pages import sent
from tests.integration.medications.reading import headings, words

ALL = "/desk/olanzapine/translations/"
POLISH = f"{ALL}pl/"
ALCOHOL = f"{POLISH}alcohol/"


def review(row: CardTranslation) -> str:
    """Return where one version is read."""
    return f"/desk/translations/{row.pk}/"


def said(response: HttpResponse) -> str:
    """Return the words of the page that answers, after a redirect if there is one."""
    return words(page_of(response).main)


def test_a_second_pharmacist_approves(cast: Cast, ewa: Client, read: Read) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    page = words(read(review(row), client=ewa).main)
    assert WORDS in page
    assert row.english[0] in page
    assert sent(ewa, review(row), read, move="approve")["Location"] == POLISH
    row.refresh_from_db()
    assert (row.stage, row.approver) == (Stage.APPROVED, cast.people["ewa"])


def test_who_wrote_is_not_offered_to_approve(cast: Cast, dev: Client, read: Read) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    page = read(review(row), client=dev)
    assert [each["value"] for each in page.select("main button[name=move]")] == [
        "take_back",
        "comment",
    ]
    response = sent(dev, review(row), read, move="approve", words="Why not?")
    assert response.status_code == 422
    assert "You wrote in this text" in said(response)
    assert "Why not?" in said(response)


@pytest.mark.parametrize(
    ("move", "asked"),
    [
        ("comment", "Write the comment first."),
        ("send_back", "Say what has to be changed."),
        ("", "Choose what to do."),
        ("submit", "Choose what to do."),
    ],
)
def test_what_is_missing_is_asked_for(
    cast: Cast, ewa: Client, read: Read, move: str, asked: str
) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    response = sent(ewa, review(row), read, move=move)
    assert response.status_code == 422
    assert asked in said(response)


def test_a_comment_stays_on_the_page(cast: Cast, ewa: Client, read: Read) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    response = sent(ewa, review(row), read, move="comment", words="Which word?")
    assert response["Location"] == review(row)
    assert "Commented on. Ewa Nowak" in said(ewa.get(review(row)))
    assert "Which word?" in said(ewa.get(review(row)))


def test_english_that_changed_keeps_it_from_being_approved(
    cast: Cast, ewa: Client, read: Read
) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    hand_over(alcohol(cast), cast.people["dev"])
    change_the_english(cast)
    assert "It cannot be approved as it is." in said(ewa.get(review(row)))
    response = sent(ewa, review(row), read, move="approve")
    assert response.status_code == 422
    assert "Send it back to be looked at again." in said(response)


def test_an_approved_text_is_taken_away_with_a_reason(cast: Cast, dev: Client, read: Read) -> None:
    row = approved(cast)
    asked = sent(dev, review(row), read, move="withdraw")
    assert "Say why it is taken away." in said(asked)
    sent(dev, review(row), read, move="withdraw", words="Wrong word.")
    row.refresh_from_db()
    assert row.stage == Stage.WITHDRAWN
    page = page_of(dev.get(review(row)))
    assert "Wrong word." in words(page.main)
    assert "What you do with it" not in headings(page)


def test_a_draft_is_given_up(cast: Cast, dev: Client, read: Read) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    assert sent(dev, review(row), read, move="discard")["Location"] == POLISH
    assert "No text yet." in said(dev.get(POLISH))


def test_a_section_without_words_is_told(cast: Cast, dev: Client) -> None:
    place = alcohol(cast)
    lower = type(place)(place.organisation, place.medication, place.language, "lower_dose")
    row = write(lower, cast.people["dev"])
    change_the_english(cast, "lower_dose", "")
    assert "no English words any more" in said(dev.get(review(row)))
