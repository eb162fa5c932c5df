"""A source with its date, or with the month in which an undated copy was read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.draft_parts import Shelf
from medications.models import Source

KINDS = dict(Source.Kind.choices)
SHELF_WORDS: dict[Shelf, Promise] = {
    Shelf.WRITTEN_HERE: gettext_lazy("Your own sources"),
    Shelf.ON_THIS_CARD: gettext_lazy("On this card already"),
}
YEAR = re.compile(r"\b(19|20)\d\d\b")


@dataclass(frozen=True)
class PresentedSource:
    """A source as a reference: title, date in words, where its own entry stands."""

    code: str
    title: str
    date_words: str
    url: str
    publisher: str
    kind: str
    address: str
    licence_note: str


def presented_source(source: Source) -> PresentedSource:
    """Return a source as it is named beside a fact. Only web addresses become links."""
    is_web = source.address.startswith(("https://", "http://"))
    return PresentedSource(
        source.code,
        source.title,
        date_words(source),
        f"{reverse('sources')}#{source.code}",
        source.publisher,
        str(KINDS[source.kind]),
        source.address if is_web else "",
        source.licence_note,
    )


def date_words(source: Source) -> str:
    """Return "2019, read November 2026", or "undated copy, read November 2026"."""
    read = formats.date_format(source.read_on, "F Y")
    revision = source.revision
    if "undated" in revision or not YEAR.search(revision):
        return _("undated copy, read %(month)s") % {"month": read}
    return _("%(revision)s, read %(month)s") % {"revision": revision, "month": read}


def sources_by_kind(sources: Iterable[Source]) -> list[tuple[str, list[PresentedSource]]]:
    """Return sources under the name of their kind."""
    return [
        (kind[:1].upper() + kind[1:], list(members))
        for kind, members in groupby(
            (presented_source(each) for each in sources), key=lambda each: each.kind
        )
    ]


def sources_by_letter(sources: Iterable[Source]) -> list[tuple[str, list[PresentedSource]]]:
    """Return sources under the first letter of their titles, those that begin with none first."""
    found = sorted(map(presented_source, sources), key=lambda each: each.title.casefold())
    by_letter: dict[str, list[PresentedSource]] = {}
    for each in found:
        by_letter.setdefault(_letter(each.title), []).append(each)
    return sorted(by_letter.items(), key=lambda pair: _at(pair[0]))


def shelved(offered: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Return sources below the headings of a list to choose from: some hundred hide our own.

    Those written here, those on the card already, the others by letter. Each has its `shelf`
    (selectors.drafting.offered_sources). Databases differ in where they sort signs, so the
    headings are put in order here.
    """
    by_heading: dict[tuple[Shelf, str], list[Any]] = {}
    for each in offered:
        shelf = Shelf(each.shelf)
        heading = str(SHELF_WORDS.get(shelf) or _letter(each.title))
        by_heading.setdefault((shelf, heading), []).append(each)
    ordered = sorted(by_heading.items(), key=lambda pair: (pair[0][0], _at(pair[0][1])))
    return [(heading, found) for (_shelf, heading), found in ordered]


def _letter(title: str) -> str:
    """Return the letter below which a title stands."""
    first = title[:1].upper()
    return first if first.isalpha() else _("0 to 9, and others")


def _at(letter: str) -> tuple[bool, str]:
    """Return where a letter stands: after what begins with none."""
    return len(letter) == 1, letter
