"""That somebody of the staff looked at what is kept of a person: noted before they see it."""

from contextlib import suppress

from django.core.cache import cache
from redis import RedisError

from accounts.models import Account, Organisation
from accounts.services import record_audit

LOOK_EVERY = 5 * 60
"""Seconds: that somebody looks at one record is noted at most so often."""

WHOLE_RECORD = frozenset({"record_json", "record_pdf"})
"""Files of everything that is kept about a person."""

TAKEN_HOME = WHOLE_RECORD | frozenset(
    {
        "large_summary",
        "large_summary_pdf",
        "earlier_summary_pdf",
        "summary_pdf",
        "summary_text",
        "letter",
    }
)
"""Pages for paper and files: each is noted for itself, whatever was looked at before."""


IN_AN_EMERGENCY = frozenset({"emergency_record", "emergency_conversation"})
"""Pages of a record that somebody of another clinic has opened: each is noted, and as that."""


def note_look(*, by: Account, organisation: Organisation, record: str, page: str) -> None:
    """Leave an entry that somebody looked at a record, by the name of the page they began with.

    It is remembered as noted only once it is: what could not be written is tried at the next page.
    """
    key = f"look:{by.pk}:{record}:{page if page in TAKEN_HOME else ''}"
    is_emergency = page in IN_AN_EMERGENCY
    with suppress(RedisError):  # without a cache each look is noted
        if cache.get(key) and not is_emergency:
            return
    detail = {"page": page} | ({"emergency": True} if is_emergency else {})
    record_audit(action="look", record=record, organisation=organisation, by=by, detail=detail)
    if is_emergency:
        return
    with suppress(RedisError):
        cache.set(key, True, LOOK_EVERY)
