"""The whole checklist as one form: for browsers without scripts, and for a sheet from paper."""

import pytest
from django.urls import reverse

from consultations import tickets
from consultations.models import Avoidance, Change, Consultation, HelpfulEffect, Mark
from consultations.stages import Stage
from medications.models import Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.one_form import FILLED, fields, send, typed
from tests.integration.consultations.reading import errors, main_words, page_of, row_counts
from tests.integration.consultations.ticking import Tab, kept
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
ENDED = {"stage": Stage.ENDED, "look_again_on": "2027-01-04", "ended_at": "2026-11-23T10:00Z"}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(name="address")
def form_address(conversation: Consultation) -> str:
    """Return the address of the form."""
    return reverse("checklist_form", args=[conversation.code])


def test_the_whole_checklist_is_kept_at_once(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """The numbers are the order, gaps closed; it leads to the medicines."""
    response = send(amara, address, FILLED)
    its = kept(conversation)

    assert response.status_code == 302
    assert response.url == reverse("comparison", args=[conversation.code])
    assert its.avoid == ("weight_gain", "tremor", "something_else")
    assert (its.is_ordered, its.own_words) == (True, "a buzzing")
    assert its.helpful == ("evening_sleepiness",)
    assert its.marks == {"periods_stopping": "does_not_apply"}
    assert its.why == {"weight_gain": "I was bullied."}
    assert list(Avoidance.objects.values_list("priority", flat=True)) == [1, 2, 3]
    assert Change.objects.count() == 1
    assert "Saved." in words(page_of(amara.get(response.url)))


def test_it_is_filled_in_with_what_is_kept(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """Sent again as it stands, it changes nothing."""
    send(amara, address, FILLED)
    before = kept(conversation)
    page = page_of(amara.get(address))

    assert typed(page) == FILLED | {"avoid-something_else": "3"}
    assert send(amara, address, typed(page)).status_code == 302
    assert kept(conversation) == before


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        (
            {"avoid-tremor": "1"},
            "avoid-tremor",
            "Number 1 is given to “Weight gain” too. Give each its own.",
        ),
        (
            {"help-weight_gain": "on"},
            "help-weight_gain",
            "It can be one of the two: avoid, or would help.",
        ),
        (
            {"mark-weight_gain": "rather_not_say"},
            "mark-weight_gain",
            "This line is chosen. Leave it out, or choose it.",
        ),
        ({"own_words": ""}, "own_words", "Write what it is, in your own words."),
        (
            {"why-drooling": "On my pillow."},
            "why-drooling",
            "Give this line a number too, or take out the words.",
        ),
        (
            {"why-tremor": "x" * 301},
            "why-tremor",
            "These are more words than fit (301 letters; 300 fit). Please shorten them.",
        ),
    ],
)
def test_what_has_no_meaning_is_said_at_its_line_and_all_stays(
    amara: SignedIn, address: str, wrong: dict[str, str], field: str, sentence: str
) -> None:
    """Every answer is on the page again, and nothing is written."""
    before = row_counts()
    sent = {name: value for name, value in (FILLED | wrong).items() if value}
    page = page_of(send(amara, address, sent), status=422)

    assert errors(page) == {field: sentence}
    assert typed(page) == sent
    assert row_counts() == before
    at = page.find(id=f"id_{field}")
    assert words(page.find(id=at["aria-describedby"])) == sentence
    assert all(fold.has_attr("open") for fold in at.find_parents("details"))


def test_own_words_that_nothing_was_chosen_for_are_not_lost(amara: SignedIn, address: str) -> None:
    page = page_of(send(amara, address, {"own_words": "a buzzing"}), status=422)

    assert errors(page)["own_words"].startswith("Give it a number, tick “Would help me”")
    assert typed(page) == {"own_words": "a buzzing"}


def test_taking_a_number_away_takes_its_words_along(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """They were kept for it and are not new: no error for leaving them there."""
    send(amara, address, FILLED)
    left = {name: its for name, its in FILLED.items() if name != "avoid-weight_gain"}

    assert send(amara, address, left).status_code == 302
    assert kept(conversation).why == {}


@pytest.mark.parametrize("number", ["6", "0", "x"])
def test_a_number_that_is_not_there_is_not_taken(
    amara: SignedIn, address: str, number: str
) -> None:
    response = send(amara, address, FILLED | {"avoid-tremor": number})

    assert response.status_code == 422
    assert not Change.objects.exists()


def test_a_sheet_from_paper_says_who_copied_it(
    amara: SignedIn, cast: Cast, conversation: Consultation, address: str
) -> None:
    """All its lines; and they stay copied when a colleague moves one of them."""
    send(amara, address, FILLED | {"from_paper": "on"})
    copied = {"copied_from_paper_by": cast.people["amara"]}
    for model, count in ((Avoidance, 3), (HelpfulEffect, 1), (Mark, 1)):
        assert model.objects.filter(**copied).count() == model.objects.count() == count
    text = "Copied from paper by Amara Okafor."
    checklist = reverse("checklist", args=[conversation.code])
    assert text in main_words(amara.get(checklist))

    Tab(SignedIn(cast.people["ben"]), conversation).press("up:tremor")
    assert Avoidance.objects.filter(**copied).count() == 3
    assert "Ben" not in words(page_of(amara.get(checklist)).select_one(".your-list .who"))


def test_what_is_typed_later_is_not_copied(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    send(amara, address, FILLED | {"from_paper": "on"})
    Tab(amara, conversation).press("help:drooling")
    rows = HelpfulEffect.objects.values_list("effect__code", "copied_from_paper_by__name")

    assert dict(rows) == {"evening_sleepiness": "Amara Okafor", "drooling": None}


def test_an_older_form_meets_a_conflict_and_shows_what_is_kept(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    """Everything typed stays, a second press saves it."""
    older = fields(page_of(amara.get(address)))["ticket"]
    Tab(amara, conversation).press("avoid:drooling")
    page = page_of(amara.post(address, {"ticket": older} | FILLED), status=422)

    text = words(page.main)
    assert "Somebody saved something else in the meantime." in text
    assert "Kept now: Most of all you want to avoid over-wet or drooling mouth." in text
    assert typed(page) == FILLED
    assert kept(conversation).avoid == ("drooling",)
    assert amara.post(address, fields(page)).status_code == 302
    assert len(kept(conversation).avoid) == 3


def test_a_form_sent_twice_counts_once(amara: SignedIn, address: str) -> None:
    ticket = fields(page_of(amara.get(address)))["ticket"]
    answers = [amara.post(address, {"ticket": ticket} | FILLED) for _time in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert Change.objects.count() == 1


def test_an_ended_conversation_says_so_and_the_words_stay(
    amara: SignedIn, conversation: Consultation, address: str
) -> None:
    ticket = fields(page_of(amara.get(address)))["ticket"]
    Consultation.objects.filter(pk=conversation.pk).update(**ENDED)
    page = page_of(amara.post(address, {"ticket": ticket} | FILLED), status=403)

    assert "This conversation has ended." in words(page.select_one(".nhsuk-error-summary"))
    assert typed(page) == FILLED
    assert not Change.objects.exists()


def test_a_form_without_a_ticket_says_so(amara: SignedIn, address: str) -> None:
    page = page_of(amara.post(address, FILLED), status=422)

    assert "This form has lost its ticket." in words(page.main)
    assert typed(page) == FILLED


@pytest.mark.parametrize(("who", "status"), [("carla", 404), ("hugo", 404), ("dev", 403)])
def test_others_send_nothing(
    cast: Cast, conversation: Consultation, address: str, who: str, status: int
) -> None:
    """Not even with a ticket."""
    data = FILLED | {"ticket": tickets.issue(conversation)}

    assert SignedIn(cast.people[who]).post(address, data).status_code == status
    assert not Change.objects.exists()
