"""What tests ask of a page that has been parsed."""

import html
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

from medications.models import Caution

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


def gate_of(medicine: str) -> list[str]:
    """Return everything that must be known before a medicine with conditions."""
    found = Caution.objects.filter(card__medication__code=medicine, is_gating=True)
    return list(found.values_list("text", flat=True))


def lacks(response: HttpResponse, medicine: str, gate: list[str]) -> bool | None:
    """Tell whether a page that names a medicine lacks one of its conditions; None when it does not.

    The name counts wherever it stands, in words or in an address; the conditions must be whole.
    """
    content = html.unescape(response.content.decode())
    if medicine not in content.lower():
        return None
    return any(sentence not in content for sentence in gate)


def ungated(
    medicine: str, addresses: Iterable[str], gate: list[str], client: Client | None = None
) -> tuple[int, list[str]]:
    """Count the pages that name a medicine, and list those that lack one of its conditions."""
    reader = client or Client()
    found = [(address, lacks(reader.get(address), medicine, gate)) for address in addresses]
    naming = [(address, its) for address, its in found if its is not None]
    return len(naming), [address for address, its in naming if its]
