"""The stages of a conversation, and every move between them, as one table.

PLANNED   agreed on, nothing said yet; also "not today, ask again on …"
OPEN      people are talking
PAUSED    put aside, goes on another day with everything kept
DECIDED   something was decided; looking again is a new conversation that points back
ENDED     ended without a decision, with a date to ask again; nobody said no to anybody

A new stage is a line in `Stage`, a row in `MOVES` and a row in tests/unit/test_stages.py.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Stage(TextChoices):
    """Where a conversation stands."""

    PLANNED = "planned", gettext_lazy("planned")
    OPEN = "open", gettext_lazy("open")
    PAUSED = "paused", gettext_lazy("paused")
    DECIDED = "decided", gettext_lazy("decided")
    ENDED = "ended", gettext_lazy("ended without a decision")


MOVES: Mapping[Stage, tuple[Stage, ...]] = MappingProxyType(
    {
        Stage.PLANNED: (Stage.OPEN, Stage.ENDED),
        Stage.OPEN: (Stage.PAUSED, Stage.DECIDED, Stage.ENDED),
        Stage.PAUSED: (Stage.OPEN, Stage.DECIDED, Stage.ENDED),
        Stage.DECIDED: (),
        Stage.ENDED: (),
    }
)
"""From each stage to the stages that may follow it."""

FINISHED = tuple(stage for stage in Stage if not MOVES[stage])
"""The stages that nothing follows: what was said stays as it is."""


class MoveNotAllowed(Exception):
    """A move that is not in the table; its text is a sentence for the page."""


def can_move(now: Stage, to: Stage) -> bool:
    """Tell whether a conversation at `now` may go to `to`."""
    return to in MOVES[now]


def check_move(now: Stage, to: Stage) -> None:
    """Raise MoveNotAllowed, with a sentence, unless the move is in the table."""
    if not can_move(now, to):
        raise MoveNotAllowed(
            _("This conversation is {now}; it cannot become {to}.").format(
                now=now.label, to=to.label
            )
        )
