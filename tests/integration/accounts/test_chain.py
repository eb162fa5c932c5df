"""Audit entries are chained: each holds the digest of the one before it on the same record."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import chain, services
from accounts.models import AuditEntry
from tests.factories import AccountFactory, OrganisationFactory
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
RECORD = "card:aripiprazole:1"
DETAIL = {"b": [1, None, True], "a": {"é": "naïve “words”"}, "z": "x" * 40}


def test_an_entry_holds_the_digest_of_the_one_before() -> None:
    for number in range(3):
        services.record_audit(action="look", record=RECORD, detail={"number": number})
    services.record_audit(action="look", record="card:other:1")
    entries = list(AuditEntry.objects.filter(record=RECORD))
    assert [each.sequence for each in entries] == [1, 2, 3]
    assert [each.previous_digest for each in entries] == ["", *(e.digest for e in entries[:2])]
    assert AuditEntry.objects.get(record="card:other:1").previous_digest == ""


def test_the_database_works_out_what_the_rule_says() -> None:
    """From the row as it is read back, whatever it holds and however it was written."""
    account, organisation = AccountFactory(), OrganisationFactory()
    services.record_audit(
        action="look", record=RECORD, organisation=organisation, by=account, detail=DETAIL
    )
    services.record_audit(action="look", record=RECORD)
    for entry in AuditEntry.objects.all():
        content = chain.content_digest(content_of(entry))
        assert entry.digest == chain.linked(content, entry.sequence, entry.previous_digest)
    first = AuditEntry.objects.get(sequence=1)
    assert (first.organisation, first.by, first.detail) == (organisation, account, DETAIL)


def content_of(entry: AuditEntry) -> chain.Content:
    """Return what a digest is made of."""
    return chain.Content(
        entry.organisation_id, entry.by_id, entry.action, entry.record, entry.at, entry.detail
    )


def test_an_entry_is_one_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        services.record_audit(action="look", record=RECORD, detail=DETAIL)
    assert len(asked) == 1


def test_old_entries_are_chained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were written before there were chains, however many pieces they come in."""
    for number in range(5):
        services.record_audit(action="look", record=f"card:{number % 2}", detail={"n": number})
    whole = list(AuditEntry.objects.values_list("record", "sequence", "previous_digest", "digest"))
    migration = import_module("accounts.migrations.0006_chain_entries")
    monkeypatch.setattr(migration, "PIECE", 2)
    with unguarded():
        AuditEntry.objects.update(previous_digest="", digest="")
        migration.chain_entries(apps, None)
    now = AuditEntry.objects.values_list("record", "sequence", "previous_digest", "digest")
    assert list(now) == whole


def test_a_fraction_is_refused() -> None:
    """One database reads 1e16 as it was written, the other as a whole number."""
    with pytest.raises(TypeError, match="no fractions"):
        services.record_audit(action="look", record=RECORD, detail={"share": 1e16})


def test_the_canonical_text_is_what_it_was() -> None:
    """A digest that was kept elsewhere must be found again for ever."""
    at = datetime.datetime(2026, 11, 29, 9, 30, tzinfo=datetime.UTC)
    content = chain.Content(1, None, "look", RECORD, at, {"b": 1, "a": "é"})
    summer = at.astimezone(datetime.timezone(datetime.timedelta(hours=1)))
    assert chain.content_digest(content) == chain.content_digest(content._replace(at=summer))
    assert chain.linked(chain.content_digest(content), 1, "") == KNOWN


KNOWN = "de2a2a7403d3fb7e2f5a8536d55117eb80957f6b9c9fb8e17bc85ff74f2f2a6c"
