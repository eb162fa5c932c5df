"""Going on another day: put aside, opened again, ended for now; everything said is kept."""

import datetime

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from consultations.models import Change, Consultation
from consultations.stages import Stage
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, page_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
FIRST = reverse("conversation", args=[CODE])
MOVE = reverse("move", args=[CODE])
FORM = reverse("another_day", args=[CODE])
SOON = timezone.localdate() + datetime.timedelta(days=7)


def here() -> Consultation:
    """Return the conversation as it stands."""
    return Consultation.objects.get(code=CODE)


def press(client: SignedIn, to: str, **more: str) -> HttpResponse:
    """Press a button of the first page, as it was drawn."""
    ticket = page_of(client.get(FIRST)).select_one("main [name=ticket]")["value"]
    return client.post(MOVE, {"ticket": ticket, "to": to} | more)


def buttons(client: SignedIn) -> list[str]:
    """Return what can be pressed on the first page."""
    return [each["value"] for each in page_of(client.get(FIRST)).select("main button[name=to]")]


def put_off(client: SignedIn, **typed: str) -> HttpResponse:
    """Fill in the form for another day."""
    words = sent(page_of(client.get(FORM))) | {"look_again_on": SOON.isoformat()}
    return client.post(FORM, words | typed)


def at(stage: Stage, **more: object) -> None:
    """Put the conversation at a stage."""
    Consultation.objects.filter(code=CODE).update(stage=stage, **more)


def test_one_press_stops_and_one_goes_on(amara: SignedIn) -> None:
    """The page offers what is possible, and the history keeps both."""
    assert buttons(amara) == ["paused"]
    assert press(amara, "paused").url == FIRST
    assert (here().stage, buttons(amara)) == (Stage.PAUSED, ["open"])
    assert press(amara, "open").url == FIRST
    assert (here().stage, buttons(amara)) == (Stage.OPEN, ["paused"])

    changes = Change.objects.filter(what="move_consultation").order_by("sequence")
    assert [each.after["stage"] for each in changes] == ["paused", "open"]


def test_what_was_said_is_kept_over_a_pause(amara: SignedIn) -> None:
    """Nothing has to be said twice."""
    address = reverse("matters", args=[CODE])
    amara.post(address, sent(page_of(amara.get(address))) | {"get_better": "Sleeping"})
    press(amara, "paused")
    press(amara, "open")

    assert "Sleeping" in main_words(amara.get(FIRST))


def test_a_plan_is_opened_with_one_press(amara: SignedIn) -> None:
    """It begins now, with Sam; "not today" is over, and no date waits any more."""
    long_ago = timezone.now() - datetime.timedelta(days=30)
    at(Stage.PLANNED, participation="not_today", look_again_on=SOON, starts_at=long_ago)
    here().participant_rows.filter(kind="service_user").update(is_present=False)
    press(amara, "open")
    found = here()

    assert found.participant_rows.get(kind="service_user").is_present
    assert (found.stage, found.participation, found.look_again_on) == (Stage.OPEN, "full", None)
    assert timezone.now() - found.starts_at < datetime.timedelta(minutes=1)
    before = Change.objects.get().before
    assert before["participation"] == "not_today"
    assert before["look_again_on"] == SOON.isoformat()


def test_opened_again_after_a_pause_it_is_still_of_its_day(amara: SignedIn) -> None:
    """Only a plan begins anew."""
    began = here().starts_at
    press(amara, "paused")
    press(amara, "open")

    assert here().starts_at == began


@pytest.mark.parametrize(
    ("stage", "way", "then"),
    [
        (Stage.OPEN, "put_off", Stage.PAUSED),
        (Stage.PAUSED, "put_off", Stage.PAUSED),
        (Stage.PLANNED, "put_off", Stage.PLANNED),
        (Stage.OPEN, "end", Stage.ENDED),
        (Stage.PAUSED, "end", Stage.ENDED),
        (Stage.PLANNED, "end", Stage.ENDED),
    ],
)
def test_a_day_to_go_on_or_to_offer_it_again(
    amara: SignedIn, stage: Stage, way: str, then: Stage
) -> None:
    """From every stage that goes on, with the reason in the person's words."""
    at(stage)
    assert put_off(amara, way=way, reason="I am tired").url == FIRST
    found = here()

    assert (found.stage, found.look_again_on) == (then, SOON)
    assert found.participation_reason == "I am tired"
    assert (found.ended_at is not None) == (then == Stage.ENDED)
    assert "To be offered again on" in main_words(amara.get(FIRST))


def test_a_reason_that_was_given_is_not_wiped_by_silence(amara: SignedIn) -> None:
    """Putting off once more without words keeps the first ones."""
    put_off(amara, reason="I am tired")
    put_off(amara, look_again_on=(SOON + datetime.timedelta(days=1)).isoformat())

    assert here().participation_reason == "I am tired"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Say on which day."),
        ("soon", "Write the date as 31/12/2026."),
        ("2020-01-01", "This day is over. Choose a day to come."),
        ("2027-02-29", "Write the date as 31/12/2026."),
    ],
)
def test_another_day_is_a_day_to_come(amara: SignedIn, day: str, sentence: str) -> None:
    """Nothing is moved, and what was typed stays."""
    response = put_off(amara, look_again_on=day, reason="I am tired", way="end")
    page = page_of(response, status=422)

    assert errors(page)["look_again_on"] == sentence
    assert sent(page)["reason"] == "I am tired"
    assert page.select_one("[name=way][checked]")["value"] == "end"
    assert here().stage == Stage.OPEN


@pytest.mark.parametrize("day", ["29/02/2028", "31/12/2027"])
def test_a_date_is_the_same_day_everywhere(amara: SignedIn, day: str) -> None:
    """Also in a leap year and at the end of one."""
    put_off(amara, look_again_on=day)

    assert here().look_again_on.strftime("%d/%m/%Y") == day


def test_today_is_a_day_to_come(amara: SignedIn) -> None:
    """Later this afternoon is another time as well."""
    put_off(amara, look_again_on=timezone.localdate().isoformat())

    assert here().look_again_on == timezone.localdate()


@pytest.mark.parametrize(("now", "to"), [(Stage.OPEN, "open"), (Stage.PLANNED, "paused")])
def test_a_move_that_is_not_in_the_table_is_said(amara: SignedIn, now: Stage, to: str) -> None:
    """A press on a page that was drawn before something else happened."""
    at(now)

    assert "it cannot become" in main_words(press(amara, to), status=422)
    assert here().stage == now


@pytest.mark.parametrize("to", ["decided", "ended", "nowhere", ""])
def test_a_button_that_is_not_there_moves_nothing(amara: SignedIn, to: str) -> None:
    """An end has a date, and a decision its own page."""
    assert "Please press one of the buttons here." in main_words(press(amara, to), status=422)
    assert here().stage == Stage.OPEN


def test_a_lost_ticket_moves_nothing(amara: SignedIn) -> None:
    """The page says so, with the button there to press again."""
    words = main_words(press(amara, "paused", ticket="lost"), status=422)

    assert "This form has lost its ticket." in words
    assert here().stage == Stage.OPEN


def test_a_press_on_an_older_page_meets_what_was_saved_since(cast: Cast, amara: SignedIn) -> None:
    """Nothing is moved over somebody else's words."""
    drawn = sent(page_of(amara.get(FORM))) | {"look_again_on": SOON.isoformat()}
    press(SignedIn(cast.people["ben"]), "paused")
    page = page_of(amara.post(FORM, drawn | {"way": "end"}), status=422)

    assert "Somebody saved something else in the meantime." in page.get_text()
    assert here().stage == Stage.PAUSED


def test_the_same_press_twice_counts_once(amara: SignedIn) -> None:
    """As after a slow line."""
    drawn = sent(page_of(amara.get(FORM))) | {"look_again_on": SOON.isoformat()}

    assert [amara.post(FORM, drawn).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.ENDED])
def test_what_has_ended_stays_as_it_is(amara: SignedIn, stage: Stage) -> None:
    """No button, no form, and a form drawn earlier changes nothing."""
    drawn = sent(page_of(amara.get(FORM))) | {"look_again_on": SOON.isoformat()}
    at(stage, ended_at=timezone.now(), look_again_on=SOON)

    assert buttons(amara) == []
    assert page_of(amara.get(FORM)).select_one("main form") is None
    assert amara.post(FORM, drawn).status_code == 403
    assert here().stage == stage


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_somebody_elses_conversation_is_not_there(cast: Cast, who: str) -> None:
    """For either address."""
    client = SignedIn(cast.people[who])

    assert client.get(FORM).status_code == 404
    assert client.post(MOVE, {"to": "paused"}).status_code == 404
