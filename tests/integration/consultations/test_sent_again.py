"""A form sent again, or too late: nothing is overwritten unseen, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.urls import reverse

from consultations.models import Change, Consultation, Goal
from consultations.stages import FINISHED, Stage
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import WORDS
from tests.integration.consultations.reading import page_of, sent
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
OLDER = "Somebody saved something else in the meantime."
LOST = "This form has lost its ticket."
DAY = {"way": "put_off", "look_again_on": "2126-12-21"}
Fields = dict[str, str]

in_every_form = pytest.mark.parametrize(
    ("name", "args", "right", "wrong"),
    [
        ("matters", (), {"get_better": "Sleep"}, {"get_better": "x" * 2001}),
        ("checklist_form", (), {"avoid-tremor": "1"}, {"avoid-weight_gain": "1"}),
        ("experience_add", ("before",), {"medication": "olanzapine"}, {"dose": "x" * 201}),
        ("pregnancy", (), {"pregnant": "no", "breast_feeding": "no"}, {"pregnant": "perhaps"}),
        ("another_day", (), DAY, {"look_again_on": "2020-01-01"}),
        ("decision", (), WORDS | {"keep": "yes"}, {"review_on": "soon"}),
    ],
    ids=lambda its: its if isinstance(its, str) else None,
)


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def save_something(client: SignedIn) -> None:
    """Let a colleague say what matters."""
    address = reverse("matters", args=[CODE])
    fields = sent(page_of(client.get(address))) | {"good_life": "A walk"}
    assert client.post(address, fields).status_code == 302


def attempt(client: SignedIn, address: str, fields: Fields) -> HttpResponse:
    """Send a form; a decision is read back first, and kept with what was shown then."""
    if "keep" in fields:
        read = client.post(address, {name: fields[name] for name in fields if name != "keep"})
        shown = BeautifulSoup(read.content, "html.parser").select_one("input[name=shown]")
        fields = fields | ({"shown": str(shown["value"])} if shown else {})
    return client.post(address, fields)


@in_every_form
def test_what_a_colleague_saved_is_met_after_a_field_was_put_right(
    amara: SignedIn, cast: Cast, name: str, args: tuple, right: Fields, wrong: Fields
) -> None:
    """First the field, then the sentence with what was typed; only then is it saved."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address)))
    save_something(SignedIn(cast.people["ben"]))

    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    assert OLDER not in page.text

    ticket = {"ticket": sent(page)["ticket"]}
    page = page_of(attempt(amara, address, drawn | right | ticket), status=422)
    assert OLDER in page.text
    assert Change.objects.count() == 1

    ticket = {"ticket": sent(page)["ticket"]}
    assert attempt(amara, address, drawn | right | ticket).status_code == 302
    assert Change.objects.count() == 2


@in_every_form
def test_a_field_put_right_is_saved_and_counts_as_an_attempt_of_its_own(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields
) -> None:
    """Nobody else wrote, so there is nothing to tell."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address)))
    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    ticket = {"ticket": sent(page)["ticket"]}

    assert ticket["ticket"] != drawn["ticket"]
    assert attempt(amara, address, drawn | right | ticket).status_code == 302
    assert Change.objects.count() == 1


@in_every_form
@pytest.mark.parametrize("ticket", ["lost", ""])
def test_a_lost_ticket_stays_lost_until_that_is_said(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields, ticket: str
) -> None:
    """A field with an error is no way round it, and nobody goes round in a ring."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address))) | {"ticket": ticket}
    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    assert sent(page)["ticket"] == ticket

    page = page_of(attempt(amara, address, drawn | right), status=422)
    assert LOST in page.text
    assert not Change.objects.exists()

    ticket = sent(page)["ticket"]
    assert attempt(amara, address, drawn | right | {"ticket": ticket}).status_code == 302


def at(stage: Stage) -> None:
    """Let it be finished: decided, or ended for now."""
    when = {"look_again_on": "2126-01-04", "ended_at": "2026-11-23T10:00Z"}
    Consultation.objects.filter(code=CODE).update(stage=stage, **when)


def filled(page: BeautifulSoup) -> Fields:
    """Return what stands in the fields of a page's form, long ones included."""
    return sent(page) | {each["name"]: each.text.strip() for each in page.select("textarea")}


@in_every_form
@pytest.mark.parametrize("stage", FINISHED)
def test_what_is_sent_too_late_stays_on_the_page_with_a_way_on(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields, stage: Stage
) -> None:
    """The fields are there to be copied from, without a button; nothing is written.

    Except that a change of mind is a new decision of what is decided.
    """
    stage = Stage.ENDED if name == "decision" else stage
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address)))
    at(stage)

    page = page_of(amara.post(address, drawn | right), status=403)

    typed = {each: its for each, its in right.items() if each != "keep"}
    assert filled(page).items() >= typed.items()
    assert "This conversation has ended." in page.main.text
    assert "What you typed is not saved." in page.main.text
    assert page.select("main form[method=post] button") == []
    assert not Change.objects.exists()
    assert amara.get(page.select_one("main .notice a")["href"]).status_code == 200


@pytest.mark.parametrize("way", ["read", "keep", "change"])
def test_a_decision_read_back_too_late_is_still_there(amara: SignedIn, way: str) -> None:
    """At whatever press it is told."""
    address = reverse("decision", args=[CODE])
    drawn = sent(page_of(amara.get(address))) | WORDS
    at(Stage.ENDED)

    answer = amara.post(address, drawn | {way: "yes"})

    page = page_of(answer, status=200 if way == "change" else 403)
    assert filled(page)["dose"] == WORDS["dose"]
    assert "What you typed is not saved." in page.main.text
    assert page.select("main form[method=post] button") == []


@in_every_form
@pytest.mark.parametrize("stage", FINISHED)
def test_what_has_ended_is_read_with_a_way_on(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields, stage: Stage
) -> None:
    """No form, and the words that lead to a new conversation."""
    at(stage)
    page = page_of(amara.get(reverse(name, args=[CODE, *args]), follow=True))

    if (name, stage) == ("decision", Stage.DECIDED):
        assert page.select_one("main form[method=post]")
    else:
        assert page.select("main form[method=post]") == []
        way = page.select_one("main .notice a")
        assert way.text == "Say what changed since"
        assert amara.get(way["href"]).status_code == 200


def test_a_checklist_that_has_ended_still_says_everything(amara: SignedIn) -> None:
    """The list with its words, what would help, what is left out; and what it means."""
    tab = Tab(amara, Consultation.objects.get(code=CODE))
    tab.press("avoid:tremor")
    for do in ("help:drooling", "rather_not_say:dizziness_on_standing"):
        tab.press(do, **{"why-tremor": "I paint."})
    at(Stage.DECIDED)

    page = page_of(amara.get(tab.address))
    said = words(page.select_one(".your-list"))
    assert "1. Shaking or tremor “I paint.”" in said
    assert "Would help me: Over-wet or drooling mouth" in said
    assert "would help you" in words(page.select_one("#line-drooling"))
    assert "Rather not say" in words(page.select_one("#line-dizziness_on_standing"))
    assert page.select_one("noscript meta") is None


def test_what_matters_is_read_after_the_end(amara: SignedIn) -> None:
    """In the person's words; or that nothing was said."""
    address = reverse("matters", args=[CODE])
    save_something(amara)
    at(Stage.DECIDED)
    assert "A walk" in page_of(amara.get(address)).select_one(".what-matters").text

    Goal.objects.all().delete()
    assert "Nothing was said." in page_of(amara.get(address)).main.text


def test_a_press_on_the_first_page_of_what_has_ended_is_said(amara: SignedIn) -> None:
    """The page comes back with the sentence, not a bare one."""
    first = page_of(amara.get(reverse("conversation", args=[CODE])))
    ticket = first.select_one("main [name=ticket]")["value"]
    at(Stage.ENDED)

    answer = amara.post(reverse("move", args=[CODE]), {"ticket": ticket, "to": "paused"})

    assert "This conversation has ended." in page_of(answer, status=403).main.text


def test_a_decision_to_be_changed_keeps_the_version_that_was_read(
    amara: SignedIn, cast: Cast
) -> None:
    """Between reading it back and keeping it, a colleague may have saved."""
    address = reverse("decision", args=[CODE])
    drawn = sent(page_of(amara.get(address))) | WORDS
    read = sent(page_of(amara.post(address, drawn)))
    save_something(SignedIn(cast.people["ben"]))

    page = page_of(amara.post(address, read | {"change": "yes"}))
    page = page_of(amara.post(address, sent(page) | WORDS | {"keep": "yes"}), status=422)

    assert OLDER in page.text
    assert Consultation.objects.get(code=CODE).stage == "open"


def test_what_is_only_planned_is_opened_before_it_is_decided(amara: SignedIn) -> None:
    """The page says so on top, with the button, and asks for nothing in vain."""
    address = reverse("decision", args=[CODE])
    Consultation.objects.filter(code=CODE).update(stage=Stage.PLANNED)

    page = page_of(amara.get(address))
    assert "This conversation is only planned" in page.main.text
    assert page.select_one("[name=kind]") is None
    assert words(page.select_one("main form button")) == "Go on now"
    pressed = {"ticket": page.select_one("main [name=ticket]")["value"], "to": "open"}
    assert amara.post(page.select_one("main form")["action"], pressed).status_code == 302

    page = page_of(amara.get(address))
    assert page.select_one("[name=kind]")
    assert "only planned" not in page.main.text
