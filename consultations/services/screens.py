"""Which screens are open, said by the processes that hold their streams; nothing clinical."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Account
from accounts.services import record_audit
from consultations.live import buses
from consultations.live.hub import Notice
from consultations.models import Consultation, Participant, Screen, Together
from consultations.permissions import check_can_write
from consultations.selectors.live import FORGOTTEN_AFTER, Watcher
from consultations.services.saving import GOING_ON
from medications.models import Medication


def open_screen(watcher: Watcher, hub: str) -> int:
    """Note that a screen is open, and tell the others. Return its key."""
    screen = Screen.objects.create(
        organisation_id=watcher.organisation,
        consultation_id=watcher.consultation,
        participant_id=watcher.participant,
        account_id=watcher.account,
        hub=hub,
        seen_at=timezone.now(),
    )
    buses.tell(Notice(watcher.code))
    return screen.pk


def close_screen(key: int) -> None:
    """Note that a screen has closed, and tell the others."""
    screen = Screen.objects.filter(pk=key).select_related("consultation").first()
    if screen is not None:
        screen.delete()
        buses.tell(Notice(screen.consultation.code))


def still_open(hub: str) -> None:
    """Note that a process still holds its screens; forget those of processes that are gone."""
    now = timezone.now()
    Screen.objects.filter(hub=hub).update(seen_at=now)
    Screen.objects.filter(seen_at__lt=now - 2 * FORGOTTEN_AFTER).delete()


def note_typing(*, consultation: Consultation, by: Account | Participant) -> None:
    """Note that somebody types, and tell the others."""
    whose = Q(account=by) if isinstance(by, Account) else Q(participant=by)
    screens = Screen.objects.filter(whose, consultation=consultation)
    if screens.update(typing_at=timezone.now()):
        buses.tell(Notice(consultation.code))


@transaction.atomic
def look_together(
    *, consultation: Consultation, by: Account | Participant, medication: str
) -> None:
    """Ask everybody to look at a card. Nobody's form meets a conflict because of it.

    Raises PermissionDenied, and Medication.DoesNotExist for a medicine that has no card here.
    """
    check_can_write(by, consultation, GOING_ON)
    Together.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        medication=Medication.objects.filter(cards__releases=consultation.release)
        .distinct()
        .get(code=medication),
        **({"account": by} if isinstance(by, Account) else {"participant": by}),
    )
    record_audit(
        action="look_together",
        record=f"consultation:{consultation.code}",
        organisation=consultation.organisation,
        by=by if isinstance(by, Account) else None,
    )
    transaction.on_commit(lambda: buses.tell(Notice(consultation.code)))
