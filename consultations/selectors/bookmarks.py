"""Where a page of a list ended, so that the next one begins there and costs no more."""

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.core import signing
from django.http import Http404

PAGE = 20
"""How many rows a page shows."""

SALT = "bookmark"


@dataclass(frozen=True)
class Bookmark:
    """The last row of a page: its place in the list (a moment or a day) and its key."""

    place: datetime.datetime | datetime.date | None
    key: int

    def sealed(self) -> str:
        """Return it for an address: signed, a moment and a number, nothing about anybody."""
        place = self.place.isoformat() if self.place else ""
        return signing.dumps([place, self.key], salt=SALT)

    @classmethod
    def opened(cls, sealed: str, kind: type[datetime.date]) -> Self | None:
        """Return what an address says, '' for the first page. Raises Http404."""
        if not sealed:
            return None
        try:
            place, key = signing.loads(sealed, salt=SALT)
            return cls(kind.fromisoformat(place) if place else None, int(key))
        except (signing.BadSignature, ValueError, TypeError):
            raise Http404 from None


@dataclass(frozen=True)
class Page:
    """Some rows of a list; `next` leads to those after them, '' at the end."""

    rows: list[Any]
    next: str

    @classmethod
    def of(cls, rows: list[Any], column: str) -> Self:
        """Make a page of PAGE rows and one more, which only tells that there are more."""
        shown = rows[:PAGE]
        if len(rows) <= PAGE:
            return cls(shown, "")
        last = shown[-1]
        return cls(shown, Bookmark(getattr(last, column), last.pk).sealed())
