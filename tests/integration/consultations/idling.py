"""A clock for tests of screens that lock, and what they ask of the service."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from tests.cast import CODE

LIVE, HERE, CHECKLIST = (reverse(name, args=[CODE]) for name in ("live", "here", "checklist"))
AWAKE, LOCKED, INVITED = reverse("awake"), reverse("locked"), reverse("invited")
FOLLOW = {"Live": "follow"}
WORDS = "This screen has locked"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        """Begin now."""
        self.began_at = self.at = datetime.now(tz=timezone.get_default_timezone())

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def go_on(self, seconds: float) -> None:
        """Let time go by."""
        self.at += timedelta(seconds=seconds)

    @property
    def seconds(self) -> float:
        """Return how much time has gone by."""
        return (self.at - self.began_at).total_seconds()


def acts() -> list[str]:
    """Return what the audit says of locking, oldest first."""
    rows = AuditEntry.objects.filter(action__in=["lock", "open_again"]).order_by("pk")
    return list(rows.values_list("action", flat=True))
