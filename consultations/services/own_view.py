"""A list of one's own: what a carer or a clinician would most want to avoid for the person."""

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from accounts.models import Account
from consultations.checklist import Checklist
from consultations.models import Avoidance, Consultation, Participant
from consultations.permissions import check_can_write, check_carer_can_write
from consultations.selectors.voices import list_of
from consultations.services.carers import check_agreed, newest_ticket
from consultations.services.rows import add
from consultations.services.saving import Writing, Written, save
from medications.selectors import effect_keys


@transaction.atomic
def record_own_view(
    *, consultation: Consultation, by: Account | Participant, view: Checklist, key: UUID
) -> None:
    """Keep the list of whoever writes, as their own voice and apart from the person's.

    It meets no conflict: nobody else writes there. Raises PermissionDenied: a carer needs consent,
    and the person has the checklist.
    """

    def write(writing: Writing) -> Written:
        if writing.by.kind == Participant.Kind.CARER:
            check_agreed(writing)
        before = list_of(writing.by)
        Avoidance.objects.filter(voice=writing.by).delete()
        add(_rows(writing, view))
        return Written(_kept(before), _kept(view))

    check = check_carer_can_write if isinstance(by, Participant) else check_can_write
    ticket = newest_ticket(consultation, key)
    if ticket is not None:
        save(ticket=ticket, by=by, what="record_own_view", write=write, check=check)


def _rows(writing: Writing, view: Checklist) -> list[Avoidance]:
    """Return the lines of a list, in its order."""
    mine = writing.common | {"voice": writing.by, "entered_by": writing.by}
    keys = effect_keys()
    return [
        Avoidance(**mine, effect_id=keys[code], priority=place, why=view.why.get(code, ""))
        for place, code in enumerate(view.avoid, 1)
    ]


def _kept(view: Checklist) -> dict[str, object]:
    """Return what the history keeps of a list."""
    return {name: its for name, its in asdict(view).items() if name in ("avoid", "why")}
