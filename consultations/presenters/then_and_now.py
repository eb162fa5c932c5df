"""The order as it was when something was decided, beside the one that the newest cards give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.comparing import Apart
from consultations.frozen import Frozen, FrozenPlace
from consultations.presenters.compared import Comparison
from consultations.presenters.groups import GROUPS
from medications.presenters.medicines import PresentedMedicine


@dataclass(frozen=True)
class Row:
    """One medicine: where it stood, where it stands, and whether that is something else."""

    medicine: PresentedMedicine
    then: str
    now: str
    is_other: bool


def then_and_now(then: Frozen, now: Comparison) -> list[Row]:
    """Return every medicine in the order of then; those that came since stand at the end."""
    today = _today(now)
    rows = [_row(then, each, today) for each in then.ranking]
    seen = {each.code for each in then.ranking}
    return rows + [
        Row(medicine, _("no card then"), words, is_other=True)
        for code, (medicine, words) in today.items()
        if code not in seen
    ]


def _today(now: Comparison) -> Mapping[str, tuple[PresentedMedicine, str]]:
    """Return each medicine of today and where it stands, by code."""
    return {
        each.medicine.code: (each.medicine, _stands(group.key, each.place))
        for group in now.groups
        for each in group.medicines
    }


def _row(
    frozen: Frozen, was: FrozenPlace, today: Mapping[str, tuple[PresentedMedicine, str]]
) -> Row:
    """Return one medicine; its conditions are those of today, or of then when it has no card."""
    conditions: Sequence[str] = frozen.cautions.get(was.code, ())
    gone = PresentedMedicine(was.code, was.name, was.name.lower(), "", tuple(conditions), ())
    medicine, now = today.get(was.code, (gone, _("no card now")))
    then = _stands(was.group, was.place)
    return Row(medicine, then, now, then != now)


def _stands(group: str, place: str) -> str:
    """Return a place, or why a medicine stands apart."""
    if place:
        return place
    if group == Apart.OPEN:
        return _("by name, without a place")
    return str(GROUPS[Apart(group)][0])
