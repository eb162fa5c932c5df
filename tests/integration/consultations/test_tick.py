"""A press on the checklist: saved as it is done, once, in the right conversation, or explained."""

import pytest

from accounts.models import AuditEntry
from consultations.models import (
    Avoidance,
    Change,
    Consultation,
)
from consultations.stages import Stage
from medications.models import Release
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, row_counts
from tests.integration.consultations.ticking import (
    Tab,
    instead,
    kept,
    notice,
    said,
    soup,
    typed_in,
)
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
FIVE = ("weight_gain", "restlessness", "tremor", "drooling", "dry_mouth")
SIXTH = {
    "Swap it for number 5, dry mouth": "swap:increased_dreaming",
    "Take out weight gain": "unavoid:weight_gain",
    "Take out restlessness": "unavoid:restlessness",
    "Take out shaking or tremor": "unavoid:tremor",
    "Take out over-wet or drooling mouth": "unavoid:drooling",
    "Take out dry mouth": "unavoid:dry_mouth",
    "Leave the five as they are": "words:",
}
ENDED = {"stage": Stage.ENDED, "look_again_on": "2027-01-04", "ended_at": "2026-11-23T10:00Z"}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def full(tab: Tab) -> Tab:
    """Return the tab with five picked and kept in order."""
    for code in FIVE:
        assert tab.press(f"avoid:{code}").status_code == 200
    assert tab.press("keep:").status_code == 200
    return tab


def test_a_press_is_saved_and_answered_with_what_it_changed(
    tab: Tab, conversation: Consultation
) -> None:
    """The list, the line, the comparison and a new ticket; not a whole page."""
    response = tab.press("avoid:tremor")
    parts = soup(response)

    assert (response.status_code, response["Checklist"]) == (200, "parts")
    assert kept(conversation).avoid == ("tremor",)
    assert said(parts) == "Saved. Shaking or tremor is on your list."
    assert parts.select_one("#avoid-tremor")["aria-pressed"] == "true"
    assert [each["id"] for each in parts.select("li.line")] == ["line-tremor"]
    assert parts.html is None
    assert len(parts.select("#comparison .compared")) == 19

    assert said(soup(tab.press("help:drooling"))) == (
        "Saved. You want to have this: over-wet or drooling mouth. "
        "To have less of it, press “Avoid”."
    )


def test_a_press_without_scripts_leads_back_to_the_page(
    tab: Tab, conversation: Consultation
) -> None:
    """To the list, and no side effect stands in the address."""
    response = tab.send("avoid:tremor")

    assert response.status_code == 302
    assert response.url == f"{tab.address}#your-list"
    assert kept(conversation).avoid == ("tremor",)


def test_one_press_is_one_change_and_one_audit_entry_without_words(
    tab: Tab, conversation: Consultation
) -> None:
    tab.press("avoid:tremor", own_words="voices at night")
    conversation.refresh_from_db()
    change = Change.objects.get()

    assert (conversation.version, change.sequence, change.what) == (2, 1, "record_checklist")
    assert (change.before["avoid"], change.after["avoid"]) == ([], ["tremor"])
    entry = AuditEntry.objects.get(action="record_checklist")
    assert entry.detail == {"version": 2}
    assert "tremor" not in str(vars(entry))


def test_a_sixth_is_explained_and_can_be_swapped(full: Tab, conversation: Consultation) -> None:
    """Nothing typed is lost on the way, and number 5 makes room."""
    response = full.press("avoid:increased_dreaming", **{"why-weight_gain": "I was bullied."})

    assert response.status_code == 422
    assert notice(full.page) == "You have five. Take one out first, or swap it for number 5."
    assert instead(full.page) == SIXTH
    assert kept(conversation).avoid == FIVE
    assert full.fields["why-weight_gain"] == "I was bullied."

    assert full.press("swap:increased_dreaming").status_code == 200
    its = kept(conversation)
    assert its.avoid == (*FIVE[:4], "increased_dreaming")
    assert (its.is_ordered, dict(its.why)) == (True, {"weight_gain": "I was bullied."})


def test_without_scripts_the_explanation_is_a_whole_page(
    full: Tab, conversation: Consultation
) -> None:
    """With every word as typed, whose conversation it is, and what was kept."""
    typed = {"why-tremor": "I paint.", "own_words": "a buzzing"}
    page = page_of(full.send("avoid:increased_dreaming", **typed), status=422)

    assert notice(page).startswith("You have five.")
    assert page.select_one("[name=why-tremor]")["value"] == "I paint."
    assert page.select_one("[name=own_words]")["value"] == "a buzzing"
    assert len(page.select(".picks li")) == 5
    assert page.select_one(".band")
    assert page.select_one("noscript meta") is None
    assert kept(conversation).avoid == FIVE


@pytest.mark.parametrize(
    ("way", "left"), [("Take out shaking or tremor", 4), ("Leave the five as they are", 5)]
)
def test_without_scripts_the_other_ways_out_are_buttons_too(
    full: Tab, conversation: Consultation, way: str, left: int
) -> None:
    """What was typed on the way is kept with them."""
    typed = {"why-drooling": "At work."}
    page = page_of(full.send("avoid:increased_dreaming", **typed), status=422)
    full.fields = typed_in(page)
    assert full.send(instead(page)[way]).status_code == 302

    its = kept(conversation)
    assert (len(its.avoid), its.is_ordered, its.why["drooling"]) == (left, True, "At work.")
    assert set(its.avoid) <= set(FIVE)


@pytest.mark.parametrize(
    ("first", "then", "sentence", "way"),
    [
        ("avoid:tremor", "help:tremor", "You said that you want to avoid this.", "help_instead"),
        ("help:tremor", "avoid:tremor", "You said that this would help you.", "avoid_instead"),
        ("avoid:tremor", "rather_not_say:tremor", "You have chosen this line.", "drop"),
        ("help:tremor", "does_not_apply:tremor", "You have chosen this line.", "drop"),
    ],
)
def test_two_answers_to_one_line_are_explained(
    tab: Tab, conversation: Consultation, first: str, then: str, sentence: str, way: str
) -> None:
    tab.press(first)
    before = kept(conversation), row_counts()
    response = tab.press(then)

    assert response.status_code == 422
    assert notice(tab.page).startswith(sentence)
    assert list(instead(tab.page).values()) == [f"{way}:tremor"]
    assert (kept(conversation), row_counts()) == before
    assert tab.press(f"{way}:tremor").status_code == 200


def test_line_37_asks_for_words_and_keeps_them(tab: Tab, conversation: Consultation) -> None:
    assert tab.press("avoid:something_else").status_code == 422
    assert notice(tab.page) == "Write first what it is, in your own words. Then choose."
    assert not Change.objects.exists()

    tab.press("avoid:something_else", own_words="a <b>buzzing</b> & 100%")
    assert kept(conversation).own_words == "a <b>buzzing</b> & 100%"
    assert said(tab.page) == "Saved. “a <b>buzzing</b> & 100%” is on your list."
    assert [each for each in tab.page.select("b") if each.text == "buzzing"] == []

    tab.press("words:", own_words="a humming")
    assert Avoidance.objects.get().own_words == "a humming"
    assert tab.press("words:", own_words="").status_code == 200
    assert kept(conversation).own_words == "a humming"


def test_words_that_are_too_long_stay_on_the_page(tab: Tab, conversation: Consultation) -> None:
    tab.press("avoid:tremor")
    long = "x" * 301
    response = tab.press("words:", **{"why-tremor": long})

    assert response.status_code == 422
    assert "(301 letters; 300 fit). Please shorten them." in notice(tab.page)
    assert tab.fields["why-tremor"] == long
    assert kept(conversation).why == {}


@pytest.mark.parametrize(
    "do", ["jump:tremor", "avoid:nowhere", "avoid:", "avoid", ":", "keep:nowhere", "up:"]
)
def test_an_unknown_button_changes_nothing(tab: Tab, do: str) -> None:
    before = row_counts()

    assert tab.press(do).status_code == 422
    assert notice(tab.page) == "This button is not known. Please open the page again."
    assert row_counts() == before


def test_an_older_page_is_told_so_and_its_words_stand_beside_the_kept_ones(
    full: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    """Nothing is written, nothing typed is lost, nothing kept is overwritten by the next press."""
    older = Tab(amara, conversation)
    full.press("words:", **{"why-tremor": "I paint."})
    full.press("unavoid:dry_mouth")
    before = row_counts()
    response = older.press("avoid:increased_dreaming", **{"why-dry_mouth": "Dry."})

    assert response.status_code == 422
    assert notice(older.page) == (
        "Somebody saved something else in the meantime. Your press was not kept: the list now "
        "shows theirs. Press again."
    )
    assert "You typed, about" in words(older.page.select_one(".your-list__notice"))
    assert "“Dry.”. This is not saved." in words(older.page.select_one(".your-list__notice"))
    assert row_counts() == before
    assert older.press("avoid:increased_dreaming").status_code == 200
    its = kept(conversation)
    assert its.avoid == (*FIVE[:4], "increased_dreaming")
    assert dict(its.why) == {"tremor": "I paint."}


def test_the_answer_to_a_press_says_what_a_new_page_says(tab: Tab) -> None:
    """A part drawn after a press and the page opened anew are one."""
    for do in (
        "avoid:tremor",
        "avoid:dry_mouth",
        "help:drooling",
        "keep:",
        "up:dry_mouth",
        "undo:",
    ):
        tab.press(do)
        anew = page_of(tab.client.get(tab.address))
        for part in ("#comparison", ".picks", ".read-back"):
            assert words(tab.page.select_one(part)) == words(anew.select_one(part)), (do, part)


def test_a_conversation_that_has_ended_says_so_kindly(tab: Tab, conversation: Consultation) -> None:
    """The words that were typed are still there, and no button is."""
    tab.press("avoid:tremor")
    Consultation.objects.filter(pk=conversation.pk).update(**ENDED)
    before = row_counts()
    typed = {"why-tremor": "I paint."}
    for response, status in (
        (tab.send("avoid:dry_mouth", **typed), 403),
        (tab.press("words:", **typed), 422),
    ):
        page = soup(response)
        assert response.status_code == status
        assert notice(page) == (
            "This conversation has ended. What was said stays as it is; start a new one."
        )
        assert "“I paint.”. This is not saved." in words(page.select_one(".your-list__notice"))
        assert page.select("button[name=do]") == []
    assert row_counts() == before
