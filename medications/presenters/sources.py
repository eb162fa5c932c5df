"""A source with its date, or with the month in which an undated copy was read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from medications.models import Source

KINDS = dict(Source.Kind.choices)
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

    def letter(source: PresentedSource) -> str:
        first = source.title[:1].upper()
        return first if first.isalpha() else _("0 to 9, and others")

    found = sorted(map(presented_source, sources), key=lambda each: each.title.casefold())
    by_letter: dict[str, list[PresentedSource]] = {}
    for each in found:
        by_letter.setdefault(letter(each), []).append(each)
    return sorted(by_letter.items(), key=lambda pair: (len(pair[0]) == 1, pair[0]))
