"""Our own words, wherever somebody reads them: kind, plain, and the same for the same thing.

Own words are what templates, sentences in Python, the written fixtures and the pages of
documentation say. Facts of the evidence files, titles of sources, the 37 lines and what people
type are not ours and stay as they are. Code in documentation is not prose.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.source import ROOMS, ROOT, files, name_of, python_files, strings

NEVER = re.compile(
    r"(?<!\w)(?:best|recommended|refused|non-?compliant|compliance|insight|suffer(?:s|ed|ing)?"
    r"|drugs?|failed|1 in \d[\d,]*)(?!\w)",
    re.IGNORECASE,
)
"""They blame, push or frighten; and one denominator is enough: out of 100 people."""

NOT_ON_PAGES = re.compile(r"(?<!\w)(?:patients?|clients?|users?)(?!\w)", re.IGNORECASE)
NOT_IN_DOCS = re.compile(r"(?<!\w)(?:patients?|clients?|(?<!service )users?)(?!\w)", re.IGNORECASE)
"""Somebody is "you" on a page, and the service user where we speak of the design."""

OWN_COLUMNS = {
    "effects.csv": ["explanation"],
    "cautions.csv": ["text"],
    "explanations.csv": ["text"],
    "glossary.csv": ["term", "meaning"],
}
Line = tuple[str, str]


def templates() -> Iterator[Line]:
    """Return what templates say: text between tags, spoken attributes, strings in their code."""
    for path in files("templates", ".html", ".txt", ".svg"):
        page = re.sub(r"{#.*?#}|<!--.*?-->|<style.*?</style>", "", path.read_text(), flags=re.S)
        code = re.findall(r"{[{%].*?[%}]}", page, flags=re.S)
        said = [text for part in code for _, text in re.findall(r"""(["'])(.*?)\1""", part)]
        markup = re.sub(r"{[{%].*?[%}]}", " ", page, flags=re.S)
        said += re.findall(r'(?:alt|aria-label|title|placeholder|content)="([^"]*)"', markup)
        said.append(re.sub(r"<[^>]*>", " ", markup))
        yield from ((name_of(path), " ".join(text.split())) for text in said)


def sentences() -> Iterator[Line]:
    """Return what Python says: every string of a presenter, and elsewhere those with a space."""
    for path in python_files(*ROOMS):
        for line, text in strings(path):
            if " " in text.strip() or "presenters" in path.parts:
                yield f"{name_of(path)}:{line}", text


def records() -> Iterator[Line]:
    """Return what the written fixtures say, without the sentences that only quote a fact."""
    for name, columns in OWN_COLUMNS.items():
        with (ROOT / "fixtures" / name).open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                yield from ((f"{name}:{number}", row[column]) for column in columns)


def documents() -> Iterator[Line]:
    """Return what the pages of documentation say."""
    for path in sorted({*documentation()}):
        prose = re.sub(r"```.*?```|`[^`\n]*`|<!--.*?-->", " ", path.read_text(), flags=re.S)
        lines = enumerate(prose.splitlines(), 1)
        yield from ((f"{name_of(path)}:{number}", line) for number, line in lines)


def documentation() -> Iterator[Path]:
    """Return README and its neighbours, the pages in docs, and each room's README."""
    yield from ROOT.glob("*.md")
    yield from files("docs", ".md")
    for place in (*ROOMS, "templates", "fixtures", "tests"):
        yield from (ROOT / place).glob("*.md")


def found_in(lines: Iterator[Line], words: re.Pattern) -> list[str]:
    """Return each line that says one of the words, with where it stands."""
    return [f"{where}: {text[:160]}" for where, text in lines if words.search(text)]


@pytest.mark.parametrize("read", [templates, sentences, records, documents])
def test_we_do_not_blame_push_or_frighten(read: Callable[[], Iterator[Line]]) -> None:
    """Not one of the words that our own text may not carry."""
    assert not found_in(read(), NEVER)


@pytest.mark.parametrize("read", [templates, sentences, records])
def test_a_page_says_you(read: Callable[[], Iterator[Line]]) -> None:
    """Whoever reads it is not a patient, a client or a user."""
    assert not found_in(read(), NOT_ON_PAGES)


def test_documentation_speaks_of_service_users() -> None:
    """And of nobody as a case."""
    assert not found_in(documents(), NOT_IN_DOCS)


@pytest.mark.parametrize(
    "text",
    [
        "the best medicine",
        "Best.",
        "a recommended dose",
        "she refused",
        "non-compliant",
        "noncompliant",
        "compliance",
        "lacks insight",
        "suffers from",
        "other drugs",
        "it failed",
        "1 in 10 people",
        "about 1 in 1,000",
    ],
)
def test_a_word_is_seen(text: str) -> None:
    """In any case and form."""
    assert NEVER.search(text)


@pytest.mark.parametrize(
    "text",
    ["at bestow", "insightful", "1 input", "drugstore", "none of 100", "level 1 in the list"],
)
def test_another_word_is_not(text: str) -> None:
    """Only whole words count."""
    assert not NEVER.search(text)


def test_each_kind_of_text_is_read() -> None:
    """A reader that finds nothing would find nothing wrong."""
    for read in (templates, sentences, records, documents):
        assert len([text for _, text in read() if text]) > 50


def test_a_template_is_read_as_somebody_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text, spoken attributes and strings in code; neither comments nor names of classes."""
    page = (
        '{# best #}<p class="failed" title="one">two {{ _("three") }}'
        "{% if user %} four{% endif %}</p>"
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(page)
    monkeypatch.setattr("tests.source.ROOT", tmp_path)
    said = " ".join(text for _, text in templates())
    assert sorted(said.split()) == ["four", "one", "three", "two"]
