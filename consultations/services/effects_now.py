"""Side effects felt now: taken as true, one row for each line of the checklist."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from accounts.models import Account
from consultations.models import Consultation, CurrentEffect, Participant
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket
from medications.selectors import effect_keys


@dataclass(frozen=True)
class EffectWords:
    """What is said of one: how strong it is, how much it bothers, in own words; all may be left.

    What `is_private` is kept from every carer.
    """

    severity: str = ""
    bother: int | None = None
    own_words: str = ""
    is_private: bool = False


def record_effect_now(
    *, ticket: Ticket, by: Account | Participant, effect: str, said: EffectWords
) -> Consultation:
    """Keep what is said of a line of the checklist, by its code; what was said before is replaced.

    Whoever changes it is who entered it. Raises as `save` does.
    """

    def write(writing: Writing) -> Written:
        rows = _rows(writing, effect)
        before = _as_it_was(rows)
        values = asdict(said) | {"entered_by": writing.by, "entered_at": timezone.now()}
        if not rows.update(**values):
            key = effect_keys()[effect]
            CurrentEffect.objects.create(**writing.common, effect_id=key, **values)
        return Written(before, {"effect": effect, **asdict(said)})

    return save(ticket=ticket, by=by, what="record_effect_now", write=write)


def remove_effect_now(*, ticket: Ticket, by: Account | Participant, effect: str) -> Consultation:
    """Take a side effect out of the list; the change keeps what was said of it."""

    def write(writing: Writing) -> Written:
        rows = _rows(writing, effect)
        before = _as_it_was(rows)
        rows.delete()
        return Written(before, {})

    return save(ticket=ticket, by=by, what="remove_effect_now", write=write)


def _rows(writing: Writing, effect: str) -> Any:
    """Return the row of a line, if there is one."""
    return CurrentEffect.objects.filter(**writing.common, effect=effect_keys()[effect])


def _as_it_was(rows: Any) -> dict[str, Any]:
    """Return what was said of a line until now."""
    columns = ("effect__code", "severity", "bother", "own_words", "is_private")
    return rows.values(*columns).first() or {}
