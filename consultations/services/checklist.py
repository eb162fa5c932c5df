"""What the person chose on the checklist: written line by line, so that a tick is one row."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.checklist import Checklist, NotPossible
from consultations.matching.wishes import SOMETHING_ELSE
from consultations.models import Avoidance, Change, Consultation, HelpfulEffect, Mark
from consultations.selectors.checklist import EnteredBy, SaidChecklist, said_checklist
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket
from medications.selectors import effect_keys

RECORD, UNDO = "record_checklist", "undo_checklist"
TABLES: Mapping[str, Any] = {"avoid": Avoidance, "help": HelpfulEffect, "mark": Mark}
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
        left = SaidChecklist(after, _entered(writing, said, after, by if from_paper else None))
        _write(writing, said.checklist, left)
        written.append((said.checklist, left))
        kept = asdict(after) | {"from_paper": from_paper} | detail
        return Written(asdict(said.checklist), kept)

    consultation = save(ticket=ticket, by=by, what=what, write=write)
    if not written:
        return Recorded(consultation, None, said_checklist(consultation))
    return Recorded(consultation, *written[0])


def _entered(
    writing: Writing, before: SaidChecklist, after: Checklist, copier: Account | None
) -> dict[tuple[str, str], EnteredBy]:
    """Return who entered each line: one that only moved stays whose it was."""
    mine = EnteredBy(writing.by.pk, writing.by.name)
    if copier is not None:
        mine = mine._replace(copier=copier.pk, copier_name=copier.name)
    old, new = _rows(before.checklist), _rows(after)

    def entered(table: str, code: str) -> EnteredBy:
        was, its = old[table].get(code), new[table][code]
        moves = {} if copier else {"priority": its.get("priority")}
        stays = was is not None and {**was, **moves} == {**its, **moves}
        return before.entered[table, code] if stays else mine

    return {(table, code): entered(table, code) for table, rows in new.items() for code in rows}


def _newest_standing(consultation: Consultation) -> Change | None:
    """Return the newest change of the checklist that changed something and was not taken back."""
    rows = Change.objects.filter(consultation=consultation)
    undone = list(rows.filter(what=UNDO).values_list("after__undone", flat=True))
    standing = rows.filter(what=RECORD).exclude(sequence__in=undone).order_by("-sequence")
    return next((each for each in standing if _made_a_difference(each)), None)


def _made_a_difference(change: Change) -> bool:
    """Tell whether a press left the checklist other than it was."""
    return any(change.after[name] != its for name, its in change.before.items())


def _read(kept: dict[str, Any]) -> Checklist:
    """Return a checklist as a change kept it."""
    lists = {name: tuple(kept[name]) for name in ("avoid", "helpful")}
    return Checklist(**{**kept, **lists})


def _write(writing: Writing, before: Checklist, said: SaidChecklist) -> None:
    """Write what differs and nothing else."""
    after, old = said.checklist, _rows(before)
    for table, rows in _rows(after).items():
        model, was = TABLES[table], old[table]
        gone = [effect_keys()[code] for code, its in was.items() if rows.get(code) != its]
        if gone:
            mine = model.objects.filter(
                consultation=writing.consultation, voice=writing.person, effect__in=gone
            )
            mine.delete()
        added = [
            _row(writing, said.entered[table, code], model, effect_id=effect_keys()[code], **its)
            for code, its in rows.items()
            if was.get(code) != its
        ]
        if added:
            model.objects.bulk_create(added)
    if writing.person.order_is_kept != after.is_ordered:
        writing.person.order_is_kept = after.is_ordered
        writing.person.save(update_fields=["order_is_kept"])


def _row(writing: Writing, by: EnteredBy, model: Any, **columns: Any) -> Any:
    """Return a row of the person's, entered by somebody."""
    who = {"entered_by_id": by.key, "copied_from_paper_by_id": by.copier}
    return model(**writing.common, **who, **columns)


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
