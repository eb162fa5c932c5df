"""The PDF says what the record says: every fact, in its order, and nothing else (H08).

SUMMARIES sets how many records are made up at random: 60, and 500 before a release.
"""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from consultations import pdf
from consultations.presenters.summary import Known, Summary, words_of
from consultations.presenters.summary_sections import presented_summary
from tests.frozen import frozen, place
from tests.frozen_random import random_known

HOW_MANY = int(os.environ.get("SUMMARIES", "60"))
MARKER = re.compile(r"(?:\d+\.|[•◦])")
OURS = re.compile(r"[:·]*")
"""What stands between two facts."""
NEAR = 20


def drawn(known: Known, is_large: bool = False) -> PdfReader:
    """Return the PDF of a decision, read back."""
    context = {"summary": presented_summary(known), "is_large": is_large, "addenda": ()}
    page = render_to_string("consultations/summary_pdf.html", context)
    return PdfReader(BytesIO(pdf.render(page)))


def squeezed(text: str) -> str:
    """Return a text without white space, where a PDF breaks its lines."""
    return "".join(text.split())


def text_of(reader: PdfReader, summary: Summary) -> str:
    """Return the squeezed text of all pages, without the marks of lists and the foot."""
    foot = squeezed(summary.stamp + (f". {summary.mark}" if summary.mark else ""))
    pages = []
    for number, page in enumerate(reader.pages, 1):
        lines = [squeezed(line) for line in page.extract_text().splitlines()]
        words = "".join(line for line in lines if not MARKER.fullmatch(line))
        body, found, counted = words.rpartition(foot)
        assert found
        assert counted == f"{number}/{len(reader.pages)}"
        pages.append(body)
    return "".join(pages)


def between(text: str, facts: Iterator[str]) -> Iterator[str]:
    """Return what stands between the facts of a text; each must come after the one before."""
    at = 0
    for fact in filter(None, map(squeezed, facts)):
        found = text.find(fact, at)
        assert found >= 0, f"not in the PDF, or not in its place: {fact}"
        yield text[at:found]
        at = found + len(fact)
    yield text[at:]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Let no warning of the drawing program pass."""
    yield
    loud = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert not [each.getMessage() for each in loud if each.name.startswith("weasyprint")]


@pytest.mark.parametrize("seed", range(HOW_MANY))
def test_it_says_the_record_word_for_word(seed: int) -> None:
    known = random_known(seed)
    summary = presented_summary(known)

    text = text_of(drawn(known, is_large=seed % 10 == 0), summary)

    assert not [each for each in between(text, words_of(summary)) if not OURS.fullmatch(each)]


def test_it_can_be_read_aloud() -> None:
    reader = drawn(random_known(1))
    root = reader.trailer["/Root"]

    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "What we talked about and decided"
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()


def test_its_parts_are_tagged() -> None:
    tags = set(tags_below(drawn(random_known(1)).trailer["/Root"]["/StructTreeRoot"]))

    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= tags


def tags_below(part: object) -> Iterator[str]:
    """Return the tags of a part of the document and of everything in it."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for each in part:
            yield from tags_below(each)
    elif isinstance(part, dict):
        if "/S" in part:
            yield part["/S"]
        yield from tags_below(part.get("/K"))


def test_the_same_decision_gives_the_same_bytes() -> None:
    known = random_known(2)
    page = render_to_string(
        "consultations/summary_pdf.html",
        {"summary": presented_summary(known), "is_large": False, "addenda": ()},
    )

    assert pdf.render(page) == pdf.render(page)


def test_it_fetches_nothing() -> None:
    with pytest.raises(BaseException, match="Error fetching"):
        pdf.render('<html lang="en-GB"><title>x</title><img alt="x" src="file:///etc/hostname">')


def test_no_sign_is_torn_apart_at_the_end_of_a_line() -> None:
    """Pluses fill every length of line there is; the spaces are where a line may end."""
    words = [f"{'x' * length} +++ ++" for length in range(1, 60)]
    known = replace(random_known(1), frozen=frozen(taken_now=words, experience=words))

    text = "\n".join(page.extract_text() for page in drawn(known).pages)

    assert "+++ ++" in text
    assert not re.search(r"\+\s*\n\s*\+(?!\+)|[^+]\+\s*\n", text)


def test_no_word_is_torn_apart_beside_a_sign() -> None:
    """But one that is longer than a column is, and not cut off."""
    longest = "y" * 120
    ranking = [
        replace(place(f"m{n}", place="1st"), sentence=f"{'x ' * n}None.", also="also: +++ tension")
        for n in range(1, 60)
    ]
    ranking.append(replace(ranking[0], code="long", sentence=f"It is {longest} ++ so."))
    known = replace(random_known(1), frozen=frozen(ranking=ranking, experience=[longest]))

    text = "\n".join(page.extract_text() for page in drawn(known).pages)

    assert len(re.findall(r"(?<!\S)Also:\s+\+{3}\s+tension\.", text)) == len(ranking)
    assert squeezed(text).count(longest) == 2


@pytest.mark.parametrize("count", [16, 20, 24])
def test_the_second_page_begins_with_a_heading_and_is_more_than_a_few_lines(count: int) -> None:
    known = random_known(1)
    known.decision.clinician_view = "Aripiprazole for three months. " * 6
    known.decision.open_questions = "Driving at night. " * 5
    past = ["Risperidone, 2019; bad: I was stiff and could not write"] * count
    known = replace(known, frozen=frozen(experience=past))

    _first, second = (page.extract_text().splitlines() for page in drawn(known).pages)

    headings = {section.heading for section in presented_summary(known).sections}
    assert second[0].strip() in headings
    assert len(headings.intersection(map(str.strip, second))) > 1


def test_a_draft_stands_in_the_column_of_what_it_is_about() -> None:
    """As far from the left as its heading."""
    known = random_known(1)
    at: dict[str, float] = {}

    def note(text: str, _one: list, matrix: list, _font: object, _size: float) -> None:
        for start in ("Whom to ask", "These words on changing"):
            if text.strip().startswith(start):
                at[start] = matrix[4]

    for page in drawn(known).pages:
        page.extract_text(visitor_text=note)

    assert len(at) == 2
    assert max(at.values()) - min(at.values()) < NEAR
