"""What the person chose on the checklist: written line by line, so that a tick is one row."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.checklist import Checklist, NotPossible
from consultations.matching.wishes import SOMETHING_ELSE
from consultations.models import Avoidance, Change, Consultation, HelpfulEffect, Mark
from consultations.selectors.checklist import SaidChecklist, said_checklist
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket
from medications.selectors import effect_keys

RECORD, UNDO = "record_checklist", "undo_checklist"
Changing = Callable[[Checklist], Checklist]


@dataclass(frozen=True)
class Recorded:
    """What a save of the checklist did. `before` is None for a replay, which changed nothing."""

    consultation: Consultation
    before: Checklist | None
    after: SaidChecklist


def record_checklist(
    *, ticket: Ticket, by: Account, change: Changing, from_paper: bool = False
) -> Recorded:
    """Change the person's checklist, and keep who typed it (see saving).

    `change` is given what is kept now. `from_paper` marks new lines as copied from a sheet.
    Raises NotPossible, with a sentence, when the change cannot be made; then nothing is written.
    """
    return _record(RECORD, ticket, by, lambda before, _: (change(before), {}), from_paper)


def undo_checklist(*, ticket: Ticket, by: Account) -> Recorded:
    """Put the checklist back to what it was before the newest change that still stands.

    Raises NotPossible when there is nothing to undo.
    """

    def undo(_before: Checklist, consultation: Consultation) -> tuple[Checklist, dict[str, int]]:
        undone = _newest_standing(consultation)
        if undone is None:
            raise NotPossible(_("There is nothing to undo."))
        return _read(undone.before), {"undone": undone.sequence}

    return _record(UNDO, ticket, by, undo)


def _record(
    what: str,
    ticket: Ticket,
    by: Account,
    change: Callable[[Checklist, Consultation], tuple[Checklist, dict[str, int]]],
    from_paper: bool = False,
) -> Recorded:
    """Save one change of the checklist; tell what it was and what it became."""
    written: list[tuple[Checklist, SaidChecklist]] = []

    def write(writing: Writing) -> Written:
        said = said_checklist(writing.consultation, writing.person.order_is_kept)
        after, detail = change(said.checklist, writing.consultation)
        _write(writing, said.checklist, after, by if from_paper else None)
        written.append((said.checklist, _said(said, after, writing.by.name, from_paper)))
        kept = asdict(after) | {"from_paper": from_paper} | detail
        return Written(asdict(said.checklist), kept)

    consultation = save(ticket=ticket, by=by, what=what, write=write)
    if not written:
        return Recorded(consultation, None, said_checklist(consultation))
    return Recorded(consultation, *written[0])


def _said(before: SaidChecklist, after: Checklist, name: str, from_paper: bool) -> SaidChecklist:
    """Return what is kept after a change, without reading it again."""
    typed = () if after.is_empty else tuple(sorted({*before.typed_by, name}))
    copied = tuple(sorted({*before.copied_by, name})) if from_paper else before.copied_by
    return SaidChecklist(after, typed, () if after.is_empty else copied)


def _newest_standing(consultation: Consultation) -> Change | None:
    """Return the newest change of the checklist that was not taken back."""
    rows = Change.objects.filter(consultation=consultation).order_by("-sequence")
    last = rows.filter(what__in=[RECORD, UNDO]).first()
    if last is not None and last.what == UNDO:
        return rows.filter(what=RECORD, sequence__lt=last.after["undone"]).first()
    return last


def _read(kept: dict[str, Any]) -> Checklist:
    """Return a checklist as a change kept it."""
    lists = {name: tuple(kept[name]) for name in ("avoid", "helpful")}
    return Checklist(**{**kept, **lists})


def _write(writing: Writing, before: Checklist, after: Checklist, copied: Account | None) -> None:
    """Write what differs and nothing else: what stays keeps who entered it."""
    by = {"entered_by": writing.by, "copied_from_paper_by": copied}
    old, new = _rows(before), _rows(after)
    for model, rows in new.items():
        gone = [code for code, its in old[model].items() if rows.get(code) != its]
        if gone:
            model.objects.filter(
                consultation=writing.consultation, voice=writing.person, effect__code__in=gone
            ).delete()
        added = [
            model(**writing.common, **by, effect_id=effect_keys()[code], **its)
            for code, its in rows.items()
            if old[model].get(code) != its
        ]
        if added:
            model.objects.bulk_create(added)
    if writing.person.order_is_kept != after.is_ordered:
        writing.person.order_is_kept = after.is_ordered
        writing.person.save(update_fields=["order_is_kept"])


def _rows(checklist: Checklist) -> dict[Any, dict[str, dict[str, Any]]]:
    """Return the checklist's rows by table and effect code, without who entered them."""

    def words(code: str) -> dict[str, str]:
        return {"own_words": checklist.own_words if code == SOMETHING_ELSE else ""}

    return {
        Avoidance: {
            code: {"priority": place, "why": checklist.why.get(code, ""), **words(code)}
            for place, code in enumerate(checklist.avoid, 1)
        },
        HelpfulEffect: {code: words(code) for code in checklist.helpful},
        Mark: {code: {"kind": kind} for code, kind in checklist.marks.items()},
    }
