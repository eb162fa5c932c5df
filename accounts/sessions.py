"""Sessions, as the service keeps them: they end eight hours after signing in, and know idleness.

Django's own would begin anew whenever something is kept in them.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import Session

SIGNED_IN_AT = "signed_in_at"
"""In a session: when it was signed in to, in seconds since 1970."""


def idle() -> timedelta:
    """Return how long a screen of the staff stays open while nobody does anything at it."""
    return timedelta(seconds=settings.STAFF_IDLE_SECONDS)


class SessionStore(db.SessionStore):
    """Django's, with the moment at which somebody last did something, read with the rest."""

    seen_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the rows in which sessions are kept."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return what is kept in it; a session that is over, or was never there, begins anew."""
        rows = Session.objects.filter(pk=self.session_key, expire_date__gt=timezone.now())
        found = rows.first()
        if found is None:
            self._session_key = None
            return {}
        self.seen_at = found.seen_at
        return self.decode(found.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Keep what is changed in a session without taking the change for somebody's doing."""
        row = cast(Session, super().create_model_instance(data))
        row.seen_at = self.seen_at or timezone.now()
        return row

    def begin(self) -> None:
        """Note that somebody has signed in."""
        self.seen_at = timezone.now()
        self[SIGNED_IN_AT] = self.seen_at.timestamp()

    def get_expiry_date(self, **known: Any) -> datetime:
        """Return when it ends: however much is done in it, a set time after signing in."""
        began = self.get(SIGNED_IN_AT)
        if began is None:
            return super().get_expiry_date(**known)
        age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return datetime.fromtimestamp(began, UTC) + age
