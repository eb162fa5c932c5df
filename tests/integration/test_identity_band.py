"""Whose conversation it is stands on each of its pages, at every stage, and on all paper."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from consultations.models import Consultation, Decision
from consultations.presenters.room import Band, presented_room
from medications.loader import load_library
from medications.models import Release
from tests.canaries.addresses import every_address
from tests.canaries.readers import BEFORE, CARERS, CLINICIAN, PERSON, browser
from tests.canaries.story import Story, tell
from tests.cast import begin_conversation, make_cast
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.medications.conftest import FIXTURES, forget_everything

WITHOUT = {
    "live": "a number for a script, no page",
    "summary_pdf": "a sheet that says who it was then: test_every_sheet_says_whose_it_is",
    "earlier_summary_pdf": "the same",
    "large_summary_pdf": "the same",
    "summary_text": "the same",
}
"""What of a conversation carries no band of today, by the names of addresses, with the reason."""

NO_PAGE = ("/move/", "/together/", "/here/", "/joining/", ".pdf", ".txt")
"""Ends of addresses to which an empty form is not sent: a press is answered elsewhere."""

STAGES = ("planned", "open", "paused", "decided", "ended")
SHEETS = ("summary/", "summary/1/", "summary/1/large/", "summary/1/letter/")
FILES = ("summary.pdf", "summary/1/summary.pdf", "summary/1/large.pdf", "summary/1/summary.txt")
FROZEN = "blue maple"
"""The sign that tests/frozen.py froze: a file says what it said when it was decided."""

SHOWN = (200, 409, 422, 503)


@pytest.fixture
def story(db: None) -> Story:
    """Write something at every address; Sam's year of birth is known."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    person = found.consultation("shared").service_user
    person.year_of_birth = 1985
    person.save()
    forget_everything()
    return found


def band_of(story: Story) -> Band:
    """Return what stands on every page of Sam's conversation."""
    rows = Consultation.objects.select_related("service_user", "clinic", "release", "organisation")
    return presented_room(rows.get(pk=story.consultation("shared").pk), "summary").band


def sign_of(story: Story, whose: str) -> str:
    """Return the sign that the newest decision of a conversation keeps."""
    decided = Decision.objects.filter(consultation=story.consultation(whose)).latest("pk")
    return str(decided.frozen["person"]["band"])


def pages(
    story: Story, client: Client, code: object, asks: Callable[[str], bool] = bool
) -> Iterator[tuple[str, HttpResponse]]:
    """Ask every address of a conversation that `asks` takes, and send each an empty form."""
    client.raise_request_exception = False
    for name, where in every_address(story):
        rest = where.partition(f"/conversations/{code}/")[2]
        if name in WITHOUT or f"/conversations/{code}/" not in where or not asks(rest):
            continue
        yield where, client.get(where)
        if not where.endswith(NO_PAGE):
            yield f"{where} (sent)", client.post(where, {})


def said(response: HttpResponse) -> str:
    """Return what says whose conversation it is: the band of a page, or the words of a file."""
    kind = response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        read = PdfReader(BytesIO(response.content)).pages
        return " ".join(" ".join(each.extract_text() for each in read).split())
    if kind.startswith("text/plain"):
        return " ".join(response.content.decode().split())
    band = BeautifulSoup(response.content, "html.parser").select_one("section.band:not(.no-print)")
    return " ".join(band.get_text(" ").split()) if band else ""


def bands(found: Iterator[tuple[str, HttpResponse]]) -> dict[str, str]:
    """Return what stands on each page that was shown."""
    shown = ((where, each) for where, each in found if each.status_code in SHOWN and each.content)
    return {where: said(each) for where, each in shown}


def lacking(found: dict[str, str], *words: str) -> list[str]:
    """Return the pages that lack one of the words."""
    return [where for where, band in found.items() if not all(each in band for each in words)]


FILE = (".pdf", ".txt")


@pytest.mark.parametrize("reader", [CLINICIAN, PERSON])
def test_initials_year_colour_and_word_stand_on_every_page(story: Story, reader: str) -> None:
    """Forms that are not taken among them."""
    band, code = band_of(story), story.consultation("shared").code
    assert band.initials
    assert "1985" in band.born
    found = bands(pages(story, browser(story, reader), code))
    assert lacking(found, band.initials, "1985", band.said) == []
    assert len(found) > 40
    assert lacking(found, "no such word") == list(found), "the test looks"


def test_they_stand_there_at_every_stage(story: Story) -> None:
    """On the pages that stand beside one another."""
    its = story.consultation("shared")
    client, band = browser(story, CLINICIAN), band_of(story)
    for stage in STAGES:
        is_over = stage in ("decided", "ended")
        later = "2030-12-21" if is_over or stage == "planned" else None
        ended = "2026-11-23T14:05Z" if is_over else None
        rows = Consultation.objects.filter(pk=its.pk)
        rows.update(stage=stage, ended_at=ended, look_again_on=later)
        found = bands(pages(story, client, its.code, lambda rest: rest.count("/") < 2))
        assert lacking(found, band.initials, "1985", band.said) == []
        assert len(found) > 15


def test_where_nobody_is_named_the_sign_stands_alone(story: Story) -> None:
    """A carer, and whoever opens a link beforehand, read the colour and the word."""
    for reader, whose in ((CARERS["everything"], "shared"), (BEFORE, "before the visit")):
        every = bands(pages(story, browser(story, reader), story.consultation(whose).code))
        found = {where: band for where, band in every.items() if not where.endswith(FILE)}
        assert lacking(found, "") == [each for each, band in found.items() if not band] == []
        assert len({band.partition(" Leave")[0] for band in found.values()}) == 1
        assert len(found) > 4
        files = {where: words for where, words in every.items() if where not in found}
        assert lacking(files, sign_of(story, whose) if files else "") == []
        assert len(files) == (0 if reader == BEFORE else 3)


def test_every_sheet_says_whose_it_is(db: None) -> None:
    """On the screen, on paper and in files."""
    load_library(FIXTURES)
    forget_everything()
    cast = make_cast()
    consultation = begin_conversation(cast)
    decide(consultation)
    sign = presented_room(consultation, "summary").band.said
    client = SignedIn(cast.people["amara"])
    for each in (*SHEETS, *FILES):
        response = client.get(f"/conversations/{consultation.code}/{each}")
        assert response.status_code == 200, each
        words = said(response)
        assert all(part in words for part in ("SR", "1985", FROZEN if each in FILES else sign)), (
            each,
            words[:200],
        )
