"""The checklist one line at a time: large answers, one question on a page, no scripts needed."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from consultations.models import Consultation
from consultations.stages import Stage
from medications.models import Release
from medications.selectors import lines
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, queries
from tests.integration.consultations.ticking import kept

pytestmark = pytest.mark.django_db
LAST, PINNED = 37, 13


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


class Reader:
    """Somebody who goes through the lines one by one."""

    def __init__(self, client: SignedIn, conversation: Consultation) -> None:
        """Begin nowhere yet."""
        self.client, self.conversation = client, conversation
        self.codes = [each.code for each in lines(conversation.release)]

    def address(self, number: int) -> str:
        """Return where a line stands."""
        return reverse("one_line", args=[self.conversation.code, number])

    def press(self, number: int, verb: str, **typed: str) -> HttpResponse:
        """Open a line and press one of its buttons."""
        page = page_of(self.client.get(self.address(number)))
        ticket = str(page.select_one("main input[name=ticket]")["value"])
        effect = "" if verb == "undo" else self.codes[number - 1]
        return self.client.post(
            self.address(number), {"ticket": ticket, "do": f"{verb}:{effect}", **typed}
        )


@pytest.fixture
def reader(amara: SignedIn, conversation: Consultation) -> Reader:
    """Let Amara and Sam read line by line."""
    return Reader(amara, conversation)


def test_an_answer_is_kept_and_the_next_line_comes(reader: Reader) -> None:
    """What happened is said on the next page, with the list so far."""
    answer = reader.press(2, "avoid")
    assert (answer.status_code, answer["Location"]) == (302, reader.address(3))

    page = main_words(reader.client.get(reader.address(3)))
    assert "Saved." in page
    assert "ou want to avoid sleeping late in the mornings" in page
    assert "Line 3 of 37:" in page
    assert kept(reader.conversation).avoid == (reader.codes[1],)
    assert "number 1 of what you" in main_words(reader.client.get(reader.address(2)))


@pytest.mark.parametrize(
    ("verb", "back"),
    [
        ("avoid", "unavoid"),
        ("help", "unhelp"),
        ("does_not_apply", "unmark"),
        ("rather_not_say", "unmark"),
    ],
)
def test_every_answer_can_be_given_and_taken_back(reader: Reader, verb: str, back: str) -> None:
    """From the line itself, which then offers the way back."""
    assert reader.press(4, verb).status_code == 302
    page = page_of(reader.client.get(reader.address(4)))
    assert page.select_one(f"button[value='{back}:{reader.codes[3]}']") is not None

    assert reader.press(4, back).status_code == 302
    assert kept(reader.conversation).is_empty


def test_undo_stays_on_the_line(reader: Reader) -> None:
    reader.press(1, "avoid")

    answer = reader.press(2, "undo")

    assert answer["Location"] == reader.address(2)
    assert kept(reader.conversation).is_empty


def test_a_sixth_is_not_lost_and_the_line_stays(reader: Reader) -> None:
    """With a sentence and the ways out of it, as buttons."""
    for number in range(1, 6):
        reader.press(number, "avoid")

    answer = reader.press(6, "avoid")
    page = page_of(answer, status=422)

    assert page.select(f"button[value='swap:{reader.codes[5]}']")
    assert len(kept(reader.conversation).avoid) == 5
    assert reader.press(6, "swap").status_code == 302
    assert kept(reader.conversation).avoid[4] == reader.codes[5]


def test_own_words_are_asked_for_on_the_last_line(reader: Reader) -> None:
    """After it comes the list, to be put in order."""
    assert reader.press(LAST, "avoid").status_code == 422

    answer = reader.press(LAST, "avoid", own_words="Feeling flat")

    assert answer["Location"] == reverse("checklist", args=[reader.conversation.code])
    assert kept(reader.conversation).own_words == "Feeling flat"


def test_a_line_can_be_passed_over_and_the_ends_have_one_way(reader: Reader) -> None:
    def ways(number: int) -> list[str]:
        page = page_of(reader.client.get(reader.address(number)))
        return [str(each["href"]) for each in page.select("main nav.nhsuk-button-group a")]

    whole = reverse("checklist", args=[reader.conversation.code])
    assert ways(1) == [reader.address(2), whole]
    assert ways(2) == [reader.address(3), reader.address(1), whole]
    assert ways(LAST) == [reader.address(LAST - 1), whole]
    for number in (0, LAST + 1):
        assert reader.client.get(reader.address(number)).status_code == 404


def test_once_it_has_ended_it_leads_to_what_is_kept(reader: Reader) -> None:
    Consultation.objects.filter(pk=reader.conversation.pk).update(
        stage=Stage.ENDED, look_again_on="2126-01-04", ended_at="2026-11-23T10:00Z"
    )

    answer = reader.client.get(reader.address(1))

    assert answer["Location"] == reverse("checklist", args=[reader.conversation.code])


def test_a_line_asks_a_pinned_number_of_times(reader: Reader) -> None:
    reader.press(1, "avoid")

    assert queries(lambda: reader.client.get(reader.address(2))) == PINNED
