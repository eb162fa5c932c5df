"""The database itself refuses to change what the audit has kept."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction

from accounts.models import AuditEntry, AuditSeal, SealedHead
from accounts.services import record_audit, seal_audit
from accounts.verifying import faults

pytestmark = pytest.mark.django_db
ENTRIES, TRIES = 25, 500
KEPT = (AuditEntry, AuditSeal, SealedHead)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has neither roles nor TRUNCATE"
)
WAYS = (
    "UPDATE accounts_auditentry SET action = 'forget' WHERE id = {key}",
    "UPDATE accounts_auditentry SET detail = '{{}}' WHERE id = {key}",
    "UPDATE accounts_auditentry SET at = now()",
    "UPDATE accounts_auditentry SET sequence = sequence + 1000 WHERE id = {key}",
    "DELETE FROM accounts_auditentry WHERE id = {key}",
    "DELETE FROM accounts_auditentry",
    "TRUNCATE accounts_auditentry",
    "TRUNCATE accounts_organisation CASCADE",
    "UPDATE accounts_auditseal SET digest = 'x'",
    "DELETE FROM accounts_auditseal",
    "INSERT INTO accounts_auditseal (number, at, heads, previous_digest, digest)"
    " VALUES (99, now(), 0, '', 'x')",
    "DELETE FROM accounts_sealedhead",
    "DELETE FROM accounts_tombstone",
    "INSERT INTO accounts_tombstone (organisation_id, rule, record, sequence, digest, rows, at)"
    " SELECT organisation_id, 'draft', record, 999, '', 1, now() FROM accounts_auditentry",
    "UPDATE accounts_sealedhead SET digest = 'x'",
    "INSERT INTO accounts_auditentry (id, action, record, sequence, at, detail, previous_digest,"
    " digest) VALUES ({key}, 'x', 'x', 1, now(), '{{}}', '', '')"
    " ON CONFLICT (id) DO UPDATE SET action = 'forget'",
    "WITH gone AS (DELETE FROM accounts_auditentry WHERE id = {key} RETURNING id)"
    " SELECT * FROM gone",
    "SELECT * FROM accounts_auditentry WHERE id = {key} FOR UPDATE",
    "ALTER TABLE accounts_auditentry DISABLE TRIGGER is_kept",
    "ALTER TABLE accounts_auditentry RENAME TO gone",
    "DROP TRIGGER is_kept ON accounts_auditentry",
    "DROP TABLE accounts_auditentry",
    "DROP FUNCTION accounts_is_kept() CASCADE",
    "CREATE OR REPLACE FUNCTION accounts_is_kept() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NULL; END'",
    "CREATE TABLE elsewhere (id int)",
    "SET session_replication_role = replica",
)


@pytest.fixture
def kept() -> list[int]:
    """Write and seal some entries; return their keys."""
    for number in range(ENTRIES):
        record_audit(action="look", record=f"card:{number % 5}")
    seal_audit()
    return list(AuditEntry.objects.values_list("pk", flat=True))


def is_refused(work: Callable[[], object]) -> bool:
    """Tell whether the database refuses to do something."""
    try:
        with transaction.atomic():
            work()
    except DatabaseError:
        return True
    return False


def run(statement: str) -> None:
    """Ask the database for something, past every layer of the service."""
    with connection.cursor() as cursor:
        cursor.execute(statement, None)


@pytest.mark.parametrize("model", KEPT)
def test_nothing_is_changed_and_nothing_goes(model: type[AuditEntry], kept: list[int]) -> None:
    """Not even by who owns the tables, as long as they do not take the triggers away."""
    rows = list(model.objects.values())
    assert is_refused(lambda: model.objects.update(digest="x"))
    assert is_refused(lambda: model.objects.all()._raw_delete("default"))
    assert rows == list(model.objects.values())


@on_postgresql
@pytest.mark.parametrize("model", KEPT)
def test_no_table_is_emptied(model: type[AuditEntry], kept: list[int]) -> None:
    run("SET CONSTRAINTS ALL IMMEDIATE")  # or what is still outstanding would be the reason
    with pytest.raises(DatabaseError, match="is kept as it was written"), transaction.atomic():
        run(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.fixture
def as_the_web_role(kept: list[int]) -> Iterator[None]:
    """Act with the rights that docs/operations.md gives to the service's own role."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run((settings.BASE_DIR / "scripts/web_role.sql").read_text())
    run("SET SESSION AUTHORIZATION sdmtool_web")
    yield
    run("RESET SESSION AUTHORIZATION")


def test_the_web_role_tampers_with_nothing(as_the_web_role: None, kept: list[int]) -> None:
    """Two dozen ways over and over, each at another entry."""
    tries = [WAYS[n % len(WAYS)].format(key=kept[n % ENTRIES]) for n in range(TRIES)]
    let_through = {each for each in tries if not is_refused(lambda its=each: run(its))}
    assert len(tries) == TRIES
    assert let_through == set()
    assert list(faults()) == []


def test_the_web_role_is_told_that_it_does_not_seal(as_the_web_role: None) -> None:
    """In one sentence, with what to do; any other refusal stays what it is."""
    words = "owner's address in DATABASE_URL"
    with pytest.raises(CommandError, match=words) as told, transaction.atomic():
        call_command("seal_audit")
    assert told.value.returncode == 2


def test_another_fault_of_the_database_is_not_taken_for_a_missing_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table that is not there is no matter of roles."""

    def fail() -> None:
        raise ProgrammingError("no such table")

    monkeypatch.setattr("accounts.management.commands.seal_audit.seal_audit", fail)
    with pytest.raises(ProgrammingError, match="no such table"):
        call_command("seal_audit")


def test_the_web_role_adds_entries_and_works_on_what_is_no_audit(as_the_web_role: None) -> None:
    """Or it would be refused everything, and prove nothing."""
    record_audit(action="look", record="card:1")
    assert AuditEntry.objects.count() == ENTRIES + 1
    run("UPDATE accounts_clinic SET name = name")
    run("DELETE FROM accounts_membership")


def test_with_more_rights_it_would_be_let_through(as_the_web_role: None, kept: list[int]) -> None:
    """The triggers still refuse then; without them nothing would."""
    run("RESET SESSION AUTHORIZATION")
    run("GRANT UPDATE ON accounts_auditentry TO sdmtool_web")
    run("SET SESSION AUTHORIZATION sdmtool_web")
    assert is_refused(lambda: run(WAYS[0].format(key=kept[0])))
    run("RESET SESSION AUTHORIZATION")
    run("ALTER TABLE accounts_auditentry DISABLE TRIGGER is_kept")
    run("SET SESSION AUTHORIZATION sdmtool_web")
    assert not is_refused(lambda: run(WAYS[0].format(key=kept[0])))
    assert [each.words for each in faults()] == ["what it says, or its digest, was changed"]
