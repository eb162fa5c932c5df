"""Medicines taken now and before, in the person's words; pregnancy and breast-feeding."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.models import Consultation, CurrentMedicine, Experience, Pregnancy
from consultations.selectors.medicines import NOW, answered, said_medicines
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket


class NotSaved(ValueError):
    """What was said cannot stand beside what is there; the sentence says why."""


@dataclass(frozen=True)
class MedicineWords:
    """What is said of one medicine: `code` of the library's, or `name` of one it does not have.

    When it was taken, what was good and what was bad are kept of those taken before. What
    `is_private` is kept from every carer.
    """

    code: str = ""
    name: str = ""
    preparation: str = ""
    dose: str = ""
    taken_when: str = ""
    good: str = ""
    bad: str = ""
    is_private: bool = False


def record_experience(
    *, ticket: Ticket, by: Account, kind: str, said: MedicineWords, key: int | None = None
) -> Consultation:
    """Add a medicine taken "now" or "before", or change the one with this key.

    Raises NotSaved when it is listed already or is no longer there, and as `save` does.
    """

    def write(writing: Writing) -> Written:
        before = _as_it_was(writing, kind, key)
        values = _values(writing, kind, said)
        _check_once(writing, kind, values["medication"], key)
        if kind == NOW:
            writing.consultation.takes_none = False
        if key is None:
            _rows(kind).create(**writing.common, **values)
        else:
            _rows(kind).filter(pk=key, **writing.common).update(**values)
        return Written(before, {"kind": kind, **asdict(said)})

    return save(ticket=ticket, by=by, what="record_experience", write=write)


def remove_experience(*, ticket: Ticket, by: Account, kind: str, key: int) -> Consultation:
    """Take a medicine out of the list; the change keeps what was said of it.

    Raises NotSaved when it is no longer there, and as `save` does.
    """

    def write(writing: Writing) -> Written:
        before = _as_it_was(writing, kind, key)
        _rows(kind).filter(pk=key, **writing.common).delete()
        return Written(before, {})

    return save(ticket=ticket, by=by, what="remove_experience", write=write)


def record_none_taken(*, ticket: Ticket, by: Account, takes_none: bool) -> Consultation:
    """Keep that no antipsychotic is taken now, or that nothing was said of it after all.

    Raises NotSaved while one is listed, and as `save` does.
    """

    def write(writing: Writing) -> Written:
        its = writing.consultation
        if takes_none and CurrentMedicine.objects.filter(consultation=its).exists():
            raise NotSaved(_("A medicine is listed as taken now. Take it out of the list first."))
        before, its.takes_none = its.takes_none, takes_none
        return Written({"takes_none": before}, {"takes_none": takes_none})

    return save(ticket=ticket, by=by, what="record_none_taken", write=write)


def record_pregnancy(*, ticket: Ticket, by: Account, answers: dict[str, str]) -> Consultation:
    """Keep what was answered about pregnancy and breast-feeding, question by question."""

    def write(writing: Writing) -> Written:
        before = answered(writing.consultation)
        here = {
            "organisation_id": writing.consultation.organisation_id,
            "consultation": writing.consultation,
        }
        for question, answer in answers.items():
            if before[question] != answer:
                Pregnancy.objects.filter(**here, question=question).delete()
                Pregnancy.objects.create(
                    **here, question=question, answer=answer, recorded_by=writing.by
                )
        return Written(before, answers)

    return save(ticket=ticket, by=by, what="record_pregnancy", write=write)


def _rows(kind: str) -> Any:
    """Return the table of medicines taken now, or of those taken before."""
    return (CurrentMedicine if kind == NOW else Experience).objects


def _values(writing: Writing, kind: str, said: MedicineWords) -> dict[str, Any]:
    """Return the columns of what is said; whoever changes words is who entered them."""
    medicine = None
    if said.code:
        cards = writing.consultation.release.cards.select_related("medication")
        card = cards.filter(medication__code=said.code).first()
        if card is None:
            raise NotSaved(_("This medicine is not on the cards of this conversation."))
        medicine = card.medication
    values = asdict(said) | {"medication": medicine, "entered_by": writing.by}
    values["name"] = "" if medicine else said.name
    left_out = {"code", "taken_when", "good", "bad"} if kind == NOW else {"code"}
    return {column: value for column, value in values.items() if column not in left_out}


def _check_once(writing: Writing, kind: str, medicine: Any, key: int | None) -> None:
    """Let a medicine of the library stand once among those taken now."""
    if kind != NOW or medicine is None:
        return
    same = CurrentMedicine.objects.filter(
        consultation=writing.consultation, medication=medicine
    ).exclude(pk=key or 0)
    if same.exists():
        raise NotSaved(_("This medicine is in the list already. Change it there."))


def _as_it_was(writing: Writing, kind: str, key: int | None) -> dict[str, Any]:
    """Return what was said of it until now; NotSaved when it is gone."""
    if key is None:
        return {}
    for each in said_medicines(writing.consultation):
        if (each.kind, each.key) == (kind, key):
            return asdict(each)
    raise NotSaved(_("Somebody took this out of the list in the meantime."))
