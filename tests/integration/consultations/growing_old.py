"""Lets what is kept of somebody be from long ago, and runs the command."""

import datetime
from io import StringIO

from django.core.management import call_command
from django.db.models import QuerySet

from consultations.models import Change, Consultation, ServiceUser
from tests.unguarded import unguarded

NOON = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)
"""When these tests are: twenty years after LONG_AGO, and not yet after LATELY."""

LONG_AGO = datetime.datetime(2006, 11, 28, 12, tzinfo=datetime.UTC)
LATELY = datetime.datetime(2006, 11, 29, 12, tzinfo=datetime.UTC)


def run(*words: str) -> str:
    """Return what the command prints."""
    out = StringIO()
    call_command("apply_retention", *words, stdout=out)
    return out.getvalue()


def grow_old(person: ServiceUser, since: datetime.datetime = LONG_AGO) -> None:
    """Let everything about somebody have been written then."""
    ServiceUser.objects.filter(pk=person.pk).update(created_at=since)
    talks = Consultation.objects.filter(service_user=person)
    talks.update(created_at=since, starts_at=since)
    talks.exclude(ended_at=None).update(ended_at=since)
    for each in talks:
        save_then(each, since)


def save_then(talk: Consultation, at: datetime.datetime) -> None:
    """Let the changes of a conversation be of then: written once, but for these tests."""
    with unguarded():
        QuerySet.update(Change.objects.filter(consultation=talk), at=at)
