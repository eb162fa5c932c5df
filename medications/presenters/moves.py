"""What was done to a version of a card, and by whom: one line each, with what they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from medications.models import Card, CardMove, TranslationStep
from medications.stages import Stage


@dataclass(frozen=True)
class ToldMove:
    """One move: what was done, by whom and when, and the words that they gave with it."""

    did: str
    who: str
    words: str


def told_moves(moves: Iterable[CardMove] | Iterable[TranslationStep]) -> list[ToldMove]:
    """Return moves in the order given; a move without words has none."""
    return [
        ToldMove(
            str(each.get_move_display()).capitalize(),
            _("%(name)s, %(moment)s.") % {"name": each.by.name, "moment": moment(each.at)},
            each.words,
        )
        for each in moves
    ]


def moment(at: datetime) -> str:
    """Return a moment as "3 November 2026, 14:05"."""
    return formats.date_format(timezone.localtime(at), "j F Y, H:i")


def version_name(card: Card) -> str:
    """Return "Version 2"."""
    return _("Version %(version)d") % {"version": card.version}


def begun(card: Card) -> str:
    """Say who began a version and when."""
    name = card.author.name if card.author else ""
    return _("Begun by %(name)s on %(moment)s.") % {"name": name, "moment": moment(card.created_at)}


def stage_sentence(card: Card) -> str:
    """Say where a version stands, for a page that has nothing to offer for it."""
    return _("This version is %(stage)s.") % {"stage": Stage(card.stage).label}
