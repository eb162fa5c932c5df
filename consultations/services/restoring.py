"""After a copy was brought back: everything that may have been taken back since is closed.

Nobody stays signed in or in a seat, no link given beforehand opens, and no carer sees anything
until the person agrees again.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Restoration
from accounts.services import record_audit, record_restoration
from consultations.models import ConsentEvent, Consultation, Invitation, Participant
from consultations.models.consent import SCOPE, Scope
from consultations.services.rows import add

LEAP = 100_000
"""More than anybody saves in one conversation after a copy and before it is brought back."""


@transaction.atomic
def finish_restore(*, copy_of: datetime) -> None:
    """Close everything, and have every page say so until a pharmacist has looked at the cards."""
    organisations = record_restoration(copy_of=copy_of)
    now = timezone.now()
    seats = Participant.objects.exclude(seat_digest="").filter(seat_ended_at=None)
    seats.update(seat_ended_at=now)
    Invitation.objects.filter(revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    # A form drawn after the copy names a version that would come about again, with other content.
    Consultation.objects.update(version=F("version") + LEAP)
    for each in organisations:
        _close_consent(each.restorations.latest("at"))


def _close_consent(restoration: Restoration) -> None:
    """Share nothing with anybody any more, with a row for each that says when and by what.

    The moment is that of the restoration, by which the history knows that nobody said so. A row
    has to name the person all the same: it is theirs to agree again.
    """
    agreed = Participant.objects.filter(organisation=restoration.organisation)
    agreed = agreed.filter(Q.create([(each, True) for each in SCOPE], connector=Q.OR))
    found = list(agreed.select_related("consultation"))
    people = {
        each.consultation_id: each
        for each in Participant.objects.filter(
            kind=Participant.Kind.SERVICE_USER,
            consultation__in={each.consultation_id for each in found},
        )
    }
    for each in found:
        add([_closing(each, people[each.consultation_id], restoration.at)])
        record_audit(
            action="close_consent",
            record=f"consultation:{each.consultation.code}",
            organisation=restoration.organisation,
            detail={"participant": each.pk},
        )
    agreed.update(**Scope().columns)


def _closing(carer: Participant, person: Participant, at: datetime) -> ConsentEvent:
    """Return the row that closes what a carer sees."""
    return ConsentEvent(
        organisation_id=carer.organisation_id,
        consultation_id=carer.consultation_id,
        participant=carer,
        said_by=person,
        at=at,
        **Scope().columns,
    )
