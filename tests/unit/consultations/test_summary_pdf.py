"""The PDF says what the record says: every fact, in its order, and nothing else (H08).

SUMMARIES sets how many records are made up at random: 60, and 500 before a release.
"""

import logging
import os
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from consultations import pdf
from consultations.presenters.summary import Known, Summary, words_of
from consultations.presenters.summary_sections import presented_summary
from tests.frozen_random import random_known

HOW_MANY = int(os.environ.get("SUMMARIES", "60"))
MARKER = re.compile(r"(?:\d+\.|[•◦])")
OURS = re.compile(r"(?:[:·]|draft,nosourceyet)*")
"""What stands between two facts."""


def drawn(known: Known, is_large: bool = False) -> PdfReader:
    """Return the PDF of a decision, read back."""
    context = {"summary": presented_summary(known), "is_large": is_large}
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
        "consultations/summary_pdf.html", {"summary": presented_summary(known), "is_large": False}
    )

    assert pdf.render(page) == pdf.render(page)


def test_it_fetches_nothing() -> None:
    with pytest.raises(BaseException, match="Error fetching"):
        pdf.render('<html lang="en-GB"><title>x</title><img alt="x" src="file:///etc/hostname">')
