"""Services that are broken on purpose, so that each check is seen to find something.

lost      says "saved" of one press in five and saves nothing
twice     takes no notice of a press's key
refused   saves what it then refuses
stale     never tells a screen of another version
back      tells a screen of an older version
shared    goes on sharing with a carer what was shared once, and telling their stream
"""

import random
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from consultations.live.hub import Stream
from consultations.models import Participant
from consultations.models.consent import Scope
from consultations.selectors import for_carer, live
from consultations.services import checklist, saving


class Broken:
    """A layer around the service that breaks it in the way that BREAKS says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Break what can be broken once."""
        self.get_response = get_response
        if settings.BREAKS == "twice":
            checklist.saved_before = lambda *_: None
            add = saving.add
            saving.add = lambda rows: add([with_another_key(each) for each in rows])
        if settings.BREAKS == "stale":
            Stream.take_version = lambda *_: None
        if settings.BREAKS == "back":
            frames = Stream.frames
            Stream.frames = lambda its: frames(its) + "event: version\ndata: 1\n\n"
        if settings.BREAKS == "shared":
            for_carer.scope_of = _as_it_was(for_carer.scope_of)
            live.AGREED = Q()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and sometimes wrongly."""
        is_unlucky = request.method == "POST" and random.random() < 0.2
        if settings.BREAKS == "lost" and is_unlucky:
            with transaction.atomic():
                response = self.get_response(request)
                transaction.set_rollback(True)
            return response
        response = self.get_response(request)
        if settings.BREAKS == "refused" and is_unlucky:
            response.status_code = 422
        return response


def _as_it_was(scope_of: Callable[[Participant], Scope]) -> Callable[[Participant], Scope]:
    """Return the question that answers with what it once found, as a cache without an end would."""
    kept: dict[int, Scope] = {}

    def asked(carer: Participant) -> Scope:
        now = scope_of(carer)
        return kept.setdefault(carer.pk, now) if now.names else kept.get(carer.pk, now)

    return asked


def with_another_key(row: object) -> object:
    """Return a change whose key is any."""
    if hasattr(row, "key"):
        row.key = uuid4()
    return row
