"""The stages of a card, and every move between them, as one table.

DRAFT        being written; nobody but the desk sees it
SUBMITTED    waits for a second pharmacist; nobody edits it
PUBLISHED    in a release of its organisation
SUPERSEDED   another version has taken its place; conversations from before still show it
WITHDRAWN    shown as withdrawn, with the reason
DISCARDED    a draft that was given up; kept, never shown as a card

Each move is a verb, since two verbs may lead to one stage (sent back, taken back). A new move
is a row in `MOVES` and one in tests/unit/medications/test_stages.py; the diagram in
docs/card-stages.md is drawn from the table.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Stage(TextChoices):
    """Where a version of a card stands."""

    DRAFT = "draft", gettext_lazy("a draft")
    SUBMITTED = "submitted", gettext_lazy("waiting for a second pharmacist")
    PUBLISHED = "published", gettext_lazy("published")
    SUPERSEDED = "superseded", gettext_lazy("superseded by a newer version")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")
    DISCARDED = "discarded", gettext_lazy("discarded")


class Who(StrEnum):
    """Which pharmacist of the organisation may make a move.

    ANY      anyone of them
    SECOND   anyone but the author: two pairs of eyes
    """

    ANY = "any"
    SECOND = "second"


class Move(TextChoices):
    """What a pharmacist does to a card."""

    SUBMIT = "submit", gettext_lazy("submitted")
    COMMENT = "comment", gettext_lazy("commented on")
    SEND_BACK = "send_back", gettext_lazy("sent back")
    TAKE_BACK = "take_back", gettext_lazy("taken back to work on")
    PUBLISH = "publish", gettext_lazy("published")
    SUPERSEDE = "supersede", gettext_lazy("superseded")
    WITHDRAW = "withdraw", gettext_lazy("withdrawn")
    DISCARD = "discard", gettext_lazy("discarded")


MOVES: Mapping[tuple[Stage, Move], tuple[Stage, Who]] = MappingProxyType(
    {
        (Stage.DRAFT, Move.SUBMIT): (Stage.SUBMITTED, Who.ANY),
        (Stage.DRAFT, Move.DISCARD): (Stage.DISCARDED, Who.ANY),
        (Stage.DRAFT, Move.WITHDRAW): (Stage.WITHDRAWN, Who.ANY),
        (Stage.SUBMITTED, Move.COMMENT): (Stage.SUBMITTED, Who.ANY),
        (Stage.SUBMITTED, Move.SEND_BACK): (Stage.DRAFT, Who.SECOND),
        (Stage.SUBMITTED, Move.TAKE_BACK): (Stage.DRAFT, Who.ANY),
        (Stage.SUBMITTED, Move.PUBLISH): (Stage.PUBLISHED, Who.SECOND),
        (Stage.PUBLISHED, Move.SUPERSEDE): (Stage.SUPERSEDED, Who.ANY),
        (Stage.WITHDRAWN, Move.SUPERSEDE): (Stage.SUPERSEDED, Who.ANY),
    }
)
"""Where each move leads from each stage, and who makes it; what is not here is refused.

A withdrawal is a version of its own, made and withdrawn at once: what releases from before
show never changes.
"""

IN_HAND = (Stage.DRAFT, Stage.SUBMITTED)
"""The stages of a card that somebody is working on; one at a time for each medicine."""


class MoveNotAllowed(Exception):
    """A move that is not in the table; its text is a sentence for the page."""


def check_move(now: Stage, move: Move) -> tuple[Stage, Who]:
    """Return where a move leads and who makes it. Raises MoveNotAllowed, with a sentence."""
    found = MOVES.get((now, move))
    if found is None:
        raise MoveNotAllowed(
            _("This version is {now}. It cannot be {move}.").format(now=now.label, move=move.label)
        )
    return found
