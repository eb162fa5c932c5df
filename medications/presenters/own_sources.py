"""An organisation's own sources, each with the way to correct it, and what was done with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.models import Source, SourceMove
from medications.presenters.moves import ToldMove, moment
from medications.presenters.sources import PresentedSource, presented_source


@dataclass(frozen=True)
class OwnSource:
    """A source of the organisation.

    history   what was done with it, oldest first
    last      the same of the last time, for a list; None for one from before this was kept
    instead   where the source that corrected it stands, if one did
    """

    source: PresentedSource
    is_retired: bool
    history: list[ToldMove]
    last: ToldMove | None
    instead: str
    url: str
    retire_url: str
    back_url: str


def own_sources(sources: Iterable[Source]) -> list[OwnSource]:
    """Return the sources that were written here."""
    return [own_source(each) for each in sources]


def own_source(source: Source) -> OwnSource:
    """Return one source that was written here. It must come with its moves."""
    moves = list(source.moves.all())
    history = [_told(each) for each in moves]
    last = moves[-1].replaced_by if moves else None
    return OwnSource(
        presented_source(source),
        source.is_retired,
        history,
        history[-1] if history else None,
        reverse("desk_source", args=[last.pk]) if last else "",
        reverse("desk_source", args=[source.pk]),
        reverse("retire_source", args=[source.pk]),
        reverse("put_back_source", args=[source.pk]),
    )


def _told(move: SourceMove) -> ToldMove:
    """Tell one thing that was done: by whom, when, and why or what came instead."""
    words = move.words
    if move.replaced_by is not None:
        words = _("In its place: %(title)s") % {"title": move.replaced_by.title}
    return ToldMove(
        str(move.get_move_display()).capitalize(),
        _("%(name)s, %(moment)s.") % {"name": move.by.name, "moment": moment(move.at)},
        words,
    )
