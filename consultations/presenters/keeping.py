"""How a record is kept, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import RecordMove, ServiceUser
from consultations.presenters.moments import moment_words

DONE = {
    RecordMove.Kind.RESTRICT: gettext_lazy("Restricted on %(when)s by %(name)s."),
    RecordMove.Kind.LIFT: gettext_lazy("Restriction lifted on %(when)s by %(name)s."),
    RecordMove.Kind.HOLD: gettext_lazy("Put on hold on %(when)s by %(name)s."),
    RecordMove.Kind.RELEASE: gettext_lazy("Hold lifted on %(when)s by %(name)s."),
}


@dataclass(frozen=True)
class PresentedMove:
    """What was done with a record, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class PresentedKeeping:
    """How a record stands, and how that came about, newest first."""

    states: list[str]
    moves: list[PresentedMove]


def presented_keeping(service_user: ServiceUser, moves: Iterable[RecordMove]) -> PresentedKeeping:
    """Return how a record is kept; it names nobody whom the record is about."""
    restricted = _("It is restricted: it is kept, and only who restricted it can read it.")
    held = _("It is on hold: it is not removed, however old it is.")
    states = [
        restricted if service_user.restricted_by_id else _("It is not restricted."),
        held if service_user.is_held else _("It is not on hold."),
    ]
    return PresentedKeeping(states, [_move(each) for each in moves])


def _move(row: RecordMove) -> PresentedMove:
    """Return one of them."""
    words = {"when": moment_words(row.at), "name": row.by.name}
    return PresentedMove(str(DONE[RecordMove.Kind(row.kind)]) % words, row.reason)
