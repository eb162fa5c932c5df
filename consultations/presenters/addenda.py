"""Corrections in words: what, who, when and at whose wish."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.models import Addendum
from consultations.presenters.moments import moment_words


@dataclass(frozen=True)
class PresentedAddendum:
    """One correction, and the line that says how it came there."""

    words: str
    added: str


def presented_addenda(rows: Iterable[Addendum]) -> list[PresentedAddendum]:
    """Return corrections in words, first to newest."""
    return [PresentedAddendum(each.text, _added(each)) for each in rows]


def _added(row: Addendum) -> str:
    """Say when it was added, by whom and at whose wish."""
    words = {
        "when": moment_words(row.at),
        "name": row.entered_by.name,
        "wish": row.get_wish_display(),
    }
    return _("Added on %(when)s by %(name)s, at the wish of %(wish)s.") % words


def addenda_text(addenda: Iterable[PresentedAddendum]) -> str:
    """Return corrections as plain text, to stand after that of a summary; "" for none."""
    lines = list(_lines(addenda))
    return "\n".join(["", _("Added afterwards").upper(), *lines, ""]) if lines else ""


def _lines(addenda: Iterable[PresentedAddendum]) -> Iterator[str]:
    """Return the lines of each."""
    for each in addenda:
        yield from (each.words, each.added)
