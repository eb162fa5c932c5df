"""A screen that follows is sent what it shows otherwise, and nothing else; then it is as new."""

import pytest
from bs4 import BeautifulSoup, Tag

from consultations.models import Consultation
from consultations.stages import Stage
from medications.models import Release
from tests.integration.consultations.reading import page_of
from tests.integration.consultations.ticking import Tab, soup

pytestmark = pytest.mark.django_db
PRESSES = (
    *("avoid:tremor", "avoid:weight_gain", "up:weight_gain", "keep:", "avoid:something_else"),
    *("help:daytime_sleepiness", "does_not_apply:drooling", "unavoid:tremor", "undo:", "words:"),
)
ENDED = {"stage": Stage.ENDED, "look_again_on": "2027-01-04", "ended_at": "2026-11-23T10:00Z"}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def lines_of(page: BeautifulSoup) -> dict[str, str]:
    """Return every line of the 37 as it is drawn, and the list, by id."""
    every = page.select("li.line, #your-list .picks, .group__count")
    return {each.get("id", "picks"): str(each) for each in every if isinstance(each, Tag)}


def parts(tab: Tab, since: str) -> BeautifulSoup:
    """Ask as a screen does that was drawn at a version."""
    headers = {"Checklist": "parts", "Live": "follow", "Since": since}
    return soup(tab.client.get(tab.address, headers=headers))


def test_with_what_it_is_sent_a_screen_of_any_version_shows_what_a_new_page_shows(
    tab: Tab,
) -> None:
    """After presses of every kind, and words of one's own for line 37."""
    drawn = [lines_of(page_of(tab.client.get(tab.address)))]
    for number, press in enumerate(PRESSES):
        assert tab.press(press, own_words="a buzzing" if number > 3 else "").status_code == 200
        drawn.append(lines_of(page_of(tab.client.get(tab.address))))

    for version, page in enumerate(drawn, 1):
        assert page | lines_of(parts(tab, str(version))) == drawn[-1]


def test_only_lines_that_stand_otherwise_are_sent(tab: Tab) -> None:
    """One press of somebody else is one line; nothing new is none."""
    tab.press("avoid:tremor")
    tab.press("avoid:weight_gain")

    assert [each["id"] for each in parts(tab, "2").select("li.line")] == ["line-weight_gain"]
    assert parts(tab, "3").select("li.line") == []


@pytest.mark.parametrize("since", ["", "0", "x", "-1", "9" * 40, "²"])
def test_who_does_not_say_what_it_shows_is_sent_everything(tab: Tab, since: str) -> None:
    assert len(parts(tab, since).select("li.line")) == 37


def test_when_it_has_ended_the_buttons_of_every_line_go(
    tab: Tab, conversation: Consultation
) -> None:
    Consultation.objects.filter(pk=conversation.pk).update(**ENDED)
    every = parts(tab, "1").select("li.line")

    assert len(every) == 37
    assert not [each for each in every if each.select("button")]
