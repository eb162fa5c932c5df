"""What tests ask of a page that has been parsed."""

import re

from bs4 import BeautifulSoup, Tag

STARTER = "Starter card: compiled from published information, not yet approved by your pharmacist"
DRAFT = "draft, no source yet"


def words(part: Tag | None) -> str:
    """Return the visible words of a part, blanks made single."""
    assert part is not None
    seen = [each for each in part.find_all(string=True) if not unseen(each.parent)]
    return re.sub(r"\s+", " ", " ".join(str(each) for each in seen)).strip()


def unseen(tag: Tag | None) -> bool:
    """Tell whether text stands where no reader meets it."""
    return tag is not None and tag.name in ("script", "style", "[document]")


def heading(page: BeautifulSoup) -> str:
    """Return the one main heading."""
    found = page.select("h1")
    assert len(found) == 1
    return words(found[0])


def headings(page: BeautifulSoup, level: str = "h2") -> list[str]:
    """Return the headings of one level."""
    return [words(each) for each in page.select(f"main {level}")]


def fold(page: BeautifulSoup, summary: str) -> Tag:
    """Return the unfolding part with this summary."""
    for each in page.select("details"):
        if words(each.find("summary")) == summary:
            return each
    raise AssertionError(summary)


def banner(page: BeautifulSoup) -> str:
    """Return the words of the strip above the page; '' without one."""
    found = page.select_one(".page-banner p")
    return words(found) if found else ""


def level_of(page: BeautifulSoup, label: str) -> str:
    """Return sign and words of the level that stands beside an effect's name."""
    for item in page.select(".level-list li"):
        if words(item.select_one(".effect-name")) == label:
            return words(item.select_one(".level"))
    raise AssertionError(label)
