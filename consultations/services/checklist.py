"""What the person chose on the checklist: written line by line, so that a tick is one row."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.checklist import Checklist, NotPossible
from consultations.matching.wishes import SOMETHING_ELSE
from consultations.models import Avoidance, Change, Consultation, HelpfulEffect, Mark
from consultations.selectors.checklist import said_checklist
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket
from medications.selectors import effect_keys

RECORD, UNDO = "record_checklist", "undo_checklist"
Change_ = Callable[[Checklist], Checklist]


def record_checklist(
    *, ticket: Ticket, by: Account, change: Change_, from_paper: bool = False
) -> Consultation:
    """Change the person's checklist, and keep who typed it (see saving).

    `change` is given what is kept now. `from_paper` marks new lines as copied from a sheet.
    Raises NotPossible, with a sentence, when the change cannot be made; then nothing is written.
    """

    def write(writing: Writing) -> Written:
        before = _kept(writing)
        after = change(before)
        _write(writing, before, after, by if from_paper else None)
        return Written(asdict(before), asdict(after) | {"from_paper": from_paper})

    return save(ticket=ticket, by=by, what=RECORD, write=write)


def undo_checklist(*, ticket: Ticket, by: Account) -> Consultation:
    """Put the checklist back to what it was before the newest change that still stands.

    Raises NotPossible when there is nothing to undo.
    """

    def write(writing: Writing) -> Written:
        undone = _newest_standing(writing.consultation)
        if undone is None:
            raise NotPossible(_("There is nothing to undo."))
        before, after = _kept(writing), _read(undone.before)
        _write(writing, before, after, None)
        return Written(asdict(before), asdict(after) | {"undone": undone.sequence})

    return save(ticket=ticket, by=by, what=UNDO, write=write)


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


def _kept(writing: Writing) -> Checklist:
    """Return the checklist as it is kept now."""
    return said_checklist(writing.consultation, writing.person.order_is_kept).checklist


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
