"""What the person chose on the checklist: written line by line, so that a tick is one row."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.checklist import Checklist, NotPossible, Overtaken
from consultations.matching.wishes import SOMETHING_ELSE
from consultations.models import Avoidance, Change, Consultation, HelpfulEffect, Mark, Participant
from consultations.selectors.checklist import (
    CHANGES,
    RECORD,
    UNDO,
    EnteredBy,
    SaidChecklist,
    said_checklist,
)
from consultations.services.rows import add, remove
from consultations.services.saving import Writing, Written, save, saved_before
from consultations.tickets import Ticket
from medications.selectors import effect_keys

TABLES: Mapping[str, Any] = {"avoid": Avoidance, "help": HelpfulEffect, "mark": Mark}
ENTERED = "entered"
"""Who entered each line and when, kept with what a change found: undo gives it back."""
Changing = Callable[[Checklist], Checklist]
Entered = Mapping[tuple[str, str], EnteredBy]


@dataclass(frozen=True)
class Recorded:
    """What a save of the checklist did. `before` is None for a replay, which changed nothing."""

    consultation: Consultation
    before: Checklist | None
    after: SaidChecklist


@dataclass(frozen=True)
class Becoming:
    """What a checklist becomes. `entered` is whose its lines were before; else who writes now."""

    checklist: Checklist
    entered: Entered = field(default_factory=dict)
    detail: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Late:
    """A press that had to wait: what it does to which line, and the version that it was made on."""

    made_on: int
    verb: str
    effect: str


ORDERS = ("up", "down", "to1", "to2", "to3", "to4", "to5", "keep", "swap")
"""Presses on the order of what is avoided."""

ORDER = ("avoid", "is_ordered")


def record_checklist(
    *, ticket: Ticket, by: Account | Participant, change: Changing, from_paper: bool = False
) -> Recorded:
    """Change the person's checklist, and keep who typed it (see saving).

    `change` is given what is kept now. `from_paper` marks new lines as copied from a sheet.
    Raises NotPossible, with a sentence, when the change cannot be made; then nothing is written.
    """
    return _record(RECORD, ticket, by, lambda before, _: Becoming(change(before)), from_paper)


def record_late(
    *, ticket: Ticket, by: Account | Participant, change: Changing, late: Late
) -> Recorded:
    """Carry out a press that had to wait for the connection, once, on what is kept by now.

    Raises Overtaken when somebody else changed the same line, or the order, after the version that
    was on the screen; and whatever a press raises.
    """
    kept = saved_before(ticket, by)
    if kept is not None:
        return Recorded(kept, None, said_checklist(kept))

    def write(before: Checklist, writing: Writing) -> Becoming:
        _check_not_overtaken(writing, late)
        return Becoming(change(before))

    return _record(RECORD, ticket, by, write)


def _check_not_overtaken(writing: Writing, late: Late) -> None:
    """Raise Overtaken when somebody else came first. A change to version n + 1 is the n-th."""
    for each in _since(writing, late.made_on):
        before, after = each.before, each.after
        if late.verb in ORDERS and any(before[name] != after[name] for name in ORDER):
            raise Overtaken("")
        if late.effect and _said_of(before, late.effect) != _said_of(after, late.effect):
            raise Overtaken(late.effect)


def _since(writing: Writing, version: int) -> QuerySet[Change]:
    """Return what others have changed on the checklist after a version."""
    rows = Change.objects.filter(consultation=writing.consultation, what__in=CHANGES)
    return rows.filter(sequence__gte=version).exclude(participant=writing.by)


def _said_of(kept: Mapping[str, Any], effect: str) -> tuple[bool, bool, str]:
    """Return what a checklist, as a change kept it, says of one line."""
    return effect in kept["avoid"], effect in kept["helpful"], kept["marks"].get(effect, "")


def undo_checklist(
    *, ticket: Ticket, by: Account | Participant, made_on: int | None = None
) -> Recorded:
    """Put the checklist back to what it was before the newest change that still stands.

    A line that comes back is whose it was, with when and from which paper it was entered.
    `made_on` is the version that was on the screen of whoever had to wait to send it.
    Raises NotPossible when there is nothing to undo, or somebody else changed it while they waited.
    """
    kept = saved_before(ticket, by) if made_on else None
    if kept is not None:
        return Recorded(kept, None, said_checklist(kept))

    def undo(_before: Checklist, writing: Writing) -> Becoming:
        if made_on and _since(writing, made_on).exists():
            raise NotPossible(
                _(
                    "Somebody else changed the list while you had no connection. "
                    "Nothing was taken back."
                )
            )
        undone = _newest_standing(writing.consultation)
        if undone is None:
            raise NotPossible(_("There is nothing to undo."))
        return Becoming(*_read(undone.before), {"undone": undone.sequence})

    return _record(UNDO, ticket, by, undo)


def _record(
    what: str,
    ticket: Ticket,
    by: Account | Participant,
    change: Callable[[Checklist, Writing], Becoming],
    from_paper: bool = False,
) -> Recorded:
    """Save one change of the checklist; tell what it was and what it became."""
    written: list[tuple[Checklist, SaidChecklist]] = []
    copier = by if from_paper and isinstance(by, Account) else None

    def write(writing: Writing) -> Written:
        said = said_checklist(writing.consultation, writing.here)
        becoming = change(said.checklist, writing)
        left = _left(writing, said, becoming, copier)
        _write(writing, said.checklist, left)
        written.append((said.checklist, left))
        kept = asdict(left.checklist) | {"from_paper": copier is not None} | becoming.detail
        return Written(asdict(said.checklist) | {ENTERED: _entered(said)}, kept)

    consultation = save(ticket=ticket, by=by, what=what, write=write)
    if not written:
        return Recorded(consultation, None, said_checklist(consultation))
    return Recorded(consultation, *written[0])


def _left(
    writing: Writing, before: SaidChecklist, becoming: Becoming, copier: Account | None
) -> SaidChecklist:
    """Return what a change leaves: a line that only moved, or comes back, stays whose it was."""
    mine = EnteredBy(writing.by.pk, writing.by.name)
    if copier is not None:
        mine = mine._replace(copier=copier.pk, copier_name=copier.name)
    old, new = _rows(before.checklist), _rows(becoming.checklist)

    def entered(table: str, code: str) -> EnteredBy:
        was, its = old[table].get(code), new[table][code]
        moves = {} if copier else {"priority": its.get("priority")}
        stays = was is not None and {**was, **moves} == {**its, **moves}
        return before.entered[table, code] if stays else becoming.entered.get((table, code), mine)

    lines = ((table, code) for table, rows in new.items() for code in rows)
    entries = {line: entered(*line) for line in lines}
    return SaidChecklist(becoming.checklist, entries, before.person, before.voice)


def _entered(said: SaidChecklist) -> list[list[Any]]:
    """Return who entered each line and when, as a change keeps it."""
    return [
        [*line, *by[:-1], by.at.isoformat() if by.at else ""] for line, by in said.entered.items()
    ]


def _newest_standing(consultation: Consultation) -> Change | None:
    """Return the newest change of the checklist that changed something and was not taken back."""
    rows = Change.objects.filter(consultation=consultation)
    undone = list(rows.filter(what=UNDO).values_list("after__undone", flat=True))
    standing = rows.filter(what=RECORD).exclude(sequence__in=undone).order_by("-sequence")
    return next((each for each in standing if _made_a_difference(each)), None)


def _made_a_difference(change: Change) -> bool:
    """Tell whether a press left the checklist other than it was."""
    after = change.after
    return any(after[name] != its for name, its in change.before.items() if name != ENTERED)


def _read(kept: dict[str, Any]) -> tuple[Checklist, Entered]:
    """Return a checklist as a change kept it, and who had entered its lines."""
    entered = {
        (table, code): EnteredBy(
            key, name, copier, copier_name, datetime.fromisoformat(at) if at else None
        )
        for table, code, key, name, copier, copier_name, at in kept.get(ENTERED, [])
    }
    return Checklist.from_kept(kept), entered


def _write(writing: Writing, before: Checklist, said: SaidChecklist) -> None:
    """Write what differs and nothing else."""
    after, old, keys = said.checklist, _rows(before), effect_keys()
    for table, rows in _rows(after).items():
        model, was = TABLES[table], old[table]
        gone = [keys[code] for code, its in was.items() if rows.get(code) != its]
        remove(model, writing.person.pk, gone)
        new = [code for code, its in rows.items() if was.get(code) != its]
        add([_row(writing, model, said.entered[table, code], code, rows[code]) for code in new])
    if writing.person.order_is_kept != after.is_ordered:
        writing.person.order_is_kept = after.is_ordered
        writing.person.save(update_fields=["order_is_kept"])


def _row(writing: Writing, model: Any, by: EnteredBy, code: str, columns: dict[str, Any]) -> Any:
    """Return a row of the person's, entered by somebody; now, unless it was entered before."""
    return model(
        **writing.common,
        **columns,
        effect_id=effect_keys()[code],
        entered_by_id=by.key,
        copied_from_paper_by_id=by.copier,
        entered_at=by.at,
    )


def _rows(checklist: Checklist) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the checklist's rows by table and effect code, without who entered them."""

    def words(code: str) -> dict[str, str]:
        return {"own_words": checklist.own_words if code == SOMETHING_ELSE else ""}

    return {
        "avoid": {
            code: {"priority": place, "why": checklist.why.get(code, ""), **words(code)}
            for place, code in enumerate(checklist.avoid, 1)
        },
        "help": {code: words(code) for code in checklist.helpful},
        "mark": {code: {"kind": kind} for code, kind in checklist.marks.items()},
    }
