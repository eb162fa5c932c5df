"""What is different on the cards of two releases: levels, withdrawals, new cards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from medications.models import Card, Effect, Release
from medications.presenters.levels import presented_level
from medications.presenters.medicines import PresentedMedicine
from medications.selectors import Cell, Cells


@dataclass(frozen=True)
class ChangedCard:
    """One medicine whose card changed, and what is different, a sentence each."""

    medicine: PresentedMedicine
    words: list[str]


@dataclass(frozen=True)
class PresentedRelease:
    """Which release it was: when it was made, why, and whether safety is the reason."""

    heading: str
    reason: str
    is_safety_change: bool


def presented_release(release: Release) -> PresentedRelease:
    """Return a release in words."""
    words = {
        "number": release.number,
        "date": formats.date_format(timezone.localtime(release.created_at), "j F Y"),
    }
    return PresentedRelease(
        _("Cards of %(date)s (release %(number)d)") % words,
        release.reason,
        release.is_safety_change,
    )


def changed_cards(
    pairs: Iterable[tuple[Card | None, Card]],
    cells: tuple[Cells, Cells],
    lines: Sequence[Effect],
    medicines: Mapping[str, PresentedMedicine],
) -> list[ChangedCard]:
    """Return what is different on each card; `cells` are the levels before and after."""
    found = []
    for before, after in pairs:
        code = after.medication.code
        then, now = (each.get(code, {}) for each in cells)
        words = [*_withdrawn(before, after), *_levels(then, now, lines), *_new(before)]
        found.append(
            ChangedCard(
                medicines[code],
                words or [_("The same levels; something else on the card is different.")],
            )
        )
    return found


def _withdrawn(before: Card | None, after: Card) -> Iterator[str]:
    """Say that it was withdrawn, with the reason, or that it is in use again."""
    was = before is not None and before.stage == Card.Stage.WITHDRAWN
    if after.stage == Card.Stage.WITHDRAWN:
        yield _("Withdrawn: %(reason)s") % {"reason": after.stage_reason}
    elif was:
        yield _("In use again.")


def _new(before: Card | None) -> Iterator[str]:
    """Say that there was no card before."""
    if before is None:
        yield _("A new card.")


def _levels(
    then: Mapping[str, Cell], now: Mapping[str, Cell], lines: Sequence[Effect]
) -> Iterator[str]:
    """Say which levels are others, in the order of the checklist."""
    for line in lines:
        old, new = then.get(line.code), now.get(line.code)
        if old and new and old[0] != new[0]:
            words = {"effect": line.label, "before": _level(old), "after": _level(new)}
            yield _("%(effect)s: from %(before)s to %(after)s.") % words


def _level(cell: Cell) -> str:
    """Return a level with its sign and its words."""
    its = presented_level(*cell)
    return f"{its.sign} {its.words}"
