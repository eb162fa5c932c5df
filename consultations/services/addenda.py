"""A correction is added to the record of a conversation that has ended."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from consultations.models import Addendum, Consultation, Participant
from consultations.permissions import check_can_write
from consultations.services.saving import Writing, Written, save
from consultations.stages import FINISHED, Stage
from consultations.tickets import Ticket


def add_addendum(*, ticket: Ticket, by: Account, text: str, wish: str) -> Consultation:
    """Put a correction beside what was said and decided, which stays. Raises as `save` does."""

    def write(writing: Writing) -> Written:
        row = Addendum.objects.create(
            organisation_id=writing.consultation.organisation_id,
            consultation=writing.consultation,
            entered_by=writing.by,
            text=text,
            wish=wish,
        )
        return Written(after={"addendum": row.pk, "text": text, "wish": wish})

    return save(
        ticket=ticket,
        by=by,
        what="add_addendum",
        write=write,
        stages=FINISHED,
        check=check_can_add,
    )


def check_can_add(
    by: Account | Participant, consultation: Consultation, stages: Collection[Stage]
) -> Organisation:
    """Return the organisation of a clinician who may add here. Raises PermissionDenied."""
    if isinstance(by, Participant):
        raise PermissionDenied(_("A clinician of the clinic adds a correction."))
    organisation = check_can_write(by, consultation, tuple(Stage))
    if consultation.stage not in stages:
        raise PermissionDenied(_("This conversation goes on: put it right where it was said."))
    return organisation
