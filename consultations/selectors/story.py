"""What was saved in a conversation, when and by whom; never the words that were saved."""

import datetime
from typing import NamedTuple

from django.db.models.functions import Coalesce

from consultations.models import Change, Consultation

READ = 100
"""How many of the newest changes are read: presses that follow each other make one line."""


class Saved(NamedTuple):
    """One saved change: the service's verb, who, and when."""

    what: str
    by: str
    at: datetime.datetime


def saved(consultation: Consultation) -> list[Saved]:
    """Return the newest changes, newest first."""
    rows = Change.objects.filter(consultation=consultation).order_by("-sequence")
    by = Coalesce("participant__name", "account__name")
    return [Saved(*row) for row in rows.values_list("what", by, "at")[:READ]]
