"""The summary: what somebody takes home, the same whatever is published later."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from consultations import pdf
from consultations.models import Consultation
from consultations.stages import Stage
from medications.models import Availability, Caution, LocalNote, Medication
from tests.cast import Cast
from tests.frozen import GATE, decide, frozen
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, queries
from tests.integration.medications.reading import words

PAGES = ("summary", "large_summary", "letter")
NUMBERED = ("large_summary", "large_summary_pdf", "summary_text", "letter")
FILES = ("summary_pdf", "large_summary_pdf", "summary_text")


@pytest.fixture
def decided(conversation: Consultation) -> Consultation:
    """Return a conversation in which aripiprazole was decided on, although lurasidone was named."""
    decide(conversation)
    ended = {"stage": Stage.DECIDED, "ended_at": "2026-11-23T14:05Z"}
    Consultation.objects.filter(pk=conversation.pk).update(look_again_on="2026-12-21", **ended)
    return conversation


def get(browser: Client, name: str, consultation: Consultation, *args: int) -> HttpResponse:
    """Return an answer about a conversation; of its first decision where the address says which."""
    numbers = args or ((1,) if name in NUMBERED else ())
    return browser.get(reverse(name, args=[consultation.code, *numbers]))


def sheet(response: HttpResponse) -> str:
    """Return the words of the sheet itself."""
    return words(page_of(response).select_one(".sheet"))


def read_pdf(response: HttpResponse) -> str:
    """Return the words of a PDF."""
    assert response["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_tells_what_was_said_and_decided(amara: SignedIn, decided: Consultation) -> None:
    said = sheet(get(amara, "summary", decided))

    for each in (
        "Sam, SR, born 1985, blue maple",
        "What should get better: Sleeping through",
        "Please bring this up for me: Driving",
        "Where I stood: I want to take less",
        "Why: I was bullied for my weight",
        "Sleepy in the evening or at night",
        "We decided: Aripiprazole",
        "How it is taken: tablet, 10 mg in the morning",
        "I named, after reading: Lurasidone",
        "What my clinician thinks: Aripiprazole for three months",
        "Why: Lurasidone needs a meal, and mornings are hard.",
        "First places open to choice then: 1st Aripiprazole, joint 2nd Amisulpride, "
        "joint 2nd Lurasidone",
        "Asenapine: Not available here now. Not stocked here. Ask the pharmacy on 01234 99.",
        "We look at this again on: 21 December 2026",
        "Still to talk about: Driving at night",
        "Call Riverside clinic on 01234 567890.",
        "You can change your mind.",
        "Do not stop suddenly.",
        "checks no allergies, no interactions with other medicines and no test results",
        "Legal setting: informal",
        f"Conversation: {decided.code}",
        "Cards: release 3, 3 November 2026",
        "UK time",
    ):
        assert each in said


def test_before_a_decision_it_says_so(amara: SignedIn, conversation: Consultation) -> None:
    page = page_of(get(amara, "summary", conversation))

    assert words(page.h1) == "Nothing was decided yet"
    assert page.select_one("a.nhsuk-button")["href"] == reverse(
        "decision", args=[conversation.code]
    )


def test_after_an_end_without_a_decision_nothing_offers_to_decide(
    amara: SignedIn, conversation: Consultation
) -> None:
    """It can be looked at again in a new conversation; the step of the way is only read."""
    ended = {"stage": Stage.ENDED, "ended_at": "2026-11-23T14:05Z", "look_again_on": "2026-12-21"}
    Consultation.objects.filter(pk=conversation.pk).update(**ended)

    page = page_of(get(amara, "summary", conversation))

    assert words(page.h1) == "Nothing was decided"
    assert "Say what changed since" in words(page.main)
    assert page.select("a.nhsuk-button") == []
    assert "Go to the decision" not in words(page.main)


@pytest.mark.parametrize("name", [*PAGES[1:], *FILES])
def test_before_a_decision_there_is_nothing_else(
    name: str, amara: SignedIn, conversation: Consultation
) -> None:
    assert get(amara, name, conversation).status_code == 404


def test_later_changes_leave_it_word_for_word(
    amara: SignedIn, cast: Cast, decided: Consultation
) -> None:
    before = [sheet(get(amara, "summary", decided)), get(amara, "summary_text", decided).content]
    pdf_before = get(amara, "summary_pdf", decided).content
    medicine = Medication.objects.get(code="aripiprazole")
    dev = cast.people["dev"]
    here = {"organisation": cast.organisation, "medication": medicine, "by": dev}
    Availability.objects.create(state="not_stocked", reason="Gone", **here)
    LocalNote.objects.create(text="Another note", **here)
    gate = {"kind": "warning", "is_gating": True, "position": 1}
    Caution.objects.create(card=medicine.cards.get(), text="New", **gate)
    Medication.objects.update(name="Renamed")
    type(cast.organisation).objects.update(name="Another name", texts={"contact": "Another"})
    type(cast.service_user).objects.update(preferred_name="Another")
    type(dev).objects.update(name="Another")

    after = [sheet(get(amara, "summary", decided)), get(amara, "summary_text", decided).content]

    assert after == before
    assert get(amara, "summary_pdf", decided).content == pdf_before


def test_a_newer_decision_marks_the_earlier_one(amara: SignedIn, decided: Consultation) -> None:
    first = decided.decision_rows.get()
    decide(decided, kind="none", medication=None, previous=first)

    old, new = get(amara, "earlier_summary", decided, 1), get(amara, "summary", decided)

    assert "by a newer decision" in words(page_of(old).select_one(".sheet__mark"))
    assert "by a newer decision" in read_pdf(get(amara, "earlier_summary_pdf", decided, 1))
    assert page_of(new).select_one(".sheet__mark") is None
    assert "We decided: no medicine" in sheet(new)
    assert "Decision: 2" in sheet(new)
    assert "Decision: 1" in sheet(old)
    assert "Decision 1" in main_words(new)
    large, text = get(amara, "large_summary", decided, 1), get(amara, "summary_text", decided, 1)
    assert sheet(large) == sheet(old)
    assert "by a newer decision" in text.content.decode()
    assert "by a newer decision" in read_pdf(get(amara, "large_summary_pdf", decided, 1))
    ways = [each["href"] for each in page_of(old).select(".sheet-ways a")]
    assert len(ways) == 3
    assert all("/summary/1/" in each for each in ways)


def test_a_conversation_that_goes_on_has_a_draft(
    amara: SignedIn, conversation: Consultation
) -> None:
    decide(conversation)

    mark = page_of(get(amara, "summary", conversation)).select_one(".sheet__mark")

    assert words(mark) == "Draft: this conversation still goes on."


@pytest.mark.parametrize("number", [0, 2, 999])
def test_an_unknown_decision_is_not_found(
    number: int, amara: SignedIn, decided: Consultation
) -> None:
    assert get(amara, "earlier_summary", decided, number).status_code == 404
    assert get(amara, "earlier_summary_pdf", decided, number).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *FILES])
@pytest.mark.parametrize(("who", "status"), [("ben", 200), ("carla", 404), ("hugo", 404)])
def test_only_the_clinic_finds_it(
    name: str, who: str, status: int, cast: Cast, decided: Consultation
) -> None:
    assert get(SignedIn(cast.people[who]), name, decided).status_code == status


def test_every_print_says_the_same(amara: SignedIn, decided: Consultation) -> None:
    on_screen = sheet(get(amara, "summary", decided))

    large = sheet(get(amara, "large_summary", decided))
    plain = get(amara, "summary_text", decided).content.decode()

    assert large == on_screen
    for fact in BeautifulSoup(get(amara, "summary", decided).content, "html.parser").select(
        ".sheet .own-words"
    ):
        assert words(fact) in " ".join(plain.split())


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_nothing_about_anybody(
    name: str, amara: SignedIn, decided: Consultation
) -> None:
    response = get(amara, name, decided)

    assert response["Content-Disposition"].split("filename=")[1].strip('"') in {
        "summary.pdf",
        "summary-large.pdf",
        "summary.txt",
    }
    assert response["Cache-Control"] == "no-store"


def test_clozapine_never_stands_without_its_conditions(
    amara: SignedIn, conversation: Consultation
) -> None:
    kept = frozen(ranking=[], taken_now=["CLOZAPINE, 300 mg"])
    decide(conversation, kept)

    record = page_of(get(amara, "summary", conversation)).find(id="record-text").get_text()
    typed = {"text": "We talked about Clozapine."}
    letter = amara.post(reverse("letter", args=[conversation.code, 1]), typed)
    answers = [
        sheet(get(amara, "summary", conversation)),
        read_pdf(get(amara, "summary_pdf", conversation)),
        get(amara, "summary_text", conversation).content.decode(),
        record,
        main_words(letter),
    ]

    assert [each for each in answers if not all(sentence in each for sentence in GATE)] == []


def test_without_the_drawing_program_it_can_still_be_printed(
    amara: SignedIn, decided: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "loaded", lambda: None)

    page = page_of(get(amara, "summary", decided))
    answer = get(amara, "summary_pdf", decided)

    assert page.find("button", attrs={"data-print": True})
    assert "PDF" not in words(page.main)
    assert "cannot make a PDF now" in main_words(answer, status=503)


def test_the_paragraph_for_the_record_is_one_line(amara: SignedIn, decided: Consultation) -> None:
    text = page_of(get(amara, "summary", decided)).find(id="record-text").get_text()

    assert "\n" not in text.strip()
    for each in (
        "Samuel Rivers, called Sam, local",
        "1 Weight gain (I was bullied",
        "Decided: Aripiprazole",
        "check ",
    ):
        assert each in text


def test_no_page_asks_more_of_the_database_for_more_decisions(
    amara: SignedIn, decided: Consultation
) -> None:
    get(amara, "summary", decided)  # what is kept of a release is read once
    once = queries(lambda: get(amara, "summary", decided))
    decide(decided, previous=decided.decision_rows.get())

    assert queries(lambda: get(amara, "summary", decided)) == once
    assert queries(lambda: get(amara, "summary_text", decided)) <= 8
