"""The database refuses to change what is written once, and lets it go with its record only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import Tombstone
from accounts.services import record_audit, remove_chains
from accounts.verifying import faults
from consultations.models import (
    Addendum,
    Change,
    ConsentEvent,
    Consultation,
    Decision,
    EmergencyOpening,
    EmergencySeen,
    RecordMove,
    ServiceUser,
)
from consultations.models.rows import KeptRow
from tests import factories as made
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_audit_is_kept import is_refused, on_postgresql, run
from tests.integration.consultations.growing_old import NOON, grow_old
from tests.integration.consultations.growing_old import run as apply_retention
from tests.integration.consultations.reading import page_of, sent
from tests.unguarded import record, unguarded

pytestmark = pytest.mark.django_db
KEPT = (
    Change,
    Decision,
    Addendum,
    ConsentEvent,
    RecordMove,
    EmergencySeen,
    EmergencyOpening,
)
"""In an order in which they can go."""

each_kind = pytest.mark.parametrize("model", KEPT, ids=lambda each: each.__name__)
UPDATE, DELETE = "UPDATE {table} SET organisation_id = organisation_id", "DELETE FROM {table}"
WAYS = (
    UPDATE,
    DELETE,
    "TRUNCATE {table} CASCADE",
    "WITH gone AS (DELETE FROM {table} RETURNING id) SELECT * FROM gone",
    "SELECT * FROM {table} FOR UPDATE",
    "ALTER TABLE {table} DISABLE TRIGGER USER",
    "DROP TRIGGER is_kept ON {table}",
    "DROP FUNCTION {table}_is_kept() CASCADE",
    "DROP TABLE {table} CASCADE",
    "SET session_replication_role = replica",
)

FORGED = """
INSERT INTO accounts_tombstone (record, sequence)
SELECT 'consultation:' || code, 99 FROM consultations_consultation
UNION SELECT 'service_user:' || id, 99 FROM consultations_serviceuser
"""


@pytest.fixture
def kept(cast: Cast, conversation: Consultation) -> ServiceUser:
    """Write a row of each kind about Sam, and of most about somebody else."""
    amara, organisation = cast.people["amara"], cast.organisation
    for talk in (conversation, made.ConsultationFactory(organisation=organisation)):
        here = {"organisation": organisation, "consultation": talk}
        person = made.PersonFactory(**here)
        made.ChangeFactory(**here)
        made.DecisionFactory(**here, decided_by=person, entered_by=person)
        made.AddendumFactory(**here, entered_by=person)
        made.ConsentEventFactory(**here)
        about = {"organisation": organisation, "service_user": talk.service_user}
        RecordMove.objects.create(**about, kind="hold", reason="Asked for", by=amara)
        opening = made.EmergencyOpeningFactory(**about)
        EmergencySeen.objects.create(
            organisation=organisation, opening=opening, by=amara, at=timezone.now()
        )
    return cast.service_user


def rows() -> dict[str, list[tuple]]:
    """Return every row that is written once."""
    return {each.__name__: list(each.objects.order_by("pk").values_list()) for each in KEPT}


def every_row_goes(model: type[models.Model]) -> Callable[[], object]:
    """Return what deletes all rows of a kind, past what refuses it in the model."""
    return lambda: model._default_manager.all()._raw_delete("default")


def every_row_is_changed(model: type[models.Model], cast: Cast) -> Callable[[], object]:
    """Return what updates all rows of a kind, past what refuses it in the model."""
    every = model._default_manager.all()
    return lambda: QuerySet.update(every, organisation=cast.organisation)


@contextmanager
def as_role(name: str) -> Iterator[None]:
    """Act with the rights that docs/operations.md gives to a role: "web" or "retention"."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run((settings.BASE_DIR / f"scripts/{name}_role.sql").read_text())
    run("SET CONSTRAINTS ALL DEFERRED")
    run(f"SET SESSION AUTHORIZATION sdmtool_{name}")
    yield
    run("RESET SESSION AUTHORIZATION")


def test_every_kind_of_row_that_is_written_once_has_its_triggers() -> None:
    """A new one is forgotten neither by the database nor by the rights of the service."""
    kinds = {each for each in apps.get_models() if issubclass(each, KeptRow)}
    tables = {each._meta.db_table for each in kinds}
    assert kinds == set(KEPT)
    assert tables == set(record.TABLES)
    revoked = (
        (settings.BASE_DIR / "scripts/web_role.sql").read_text().split("REVOKE UPDATE, DELETE")
    )
    assert tables <= set(revoked[-1].replace(",", " ").split())


@each_kind
def test_nothing_is_changed_and_nothing_goes(
    model: type[models.Model], kept: ServiceUser, cast: Cast
) -> None:
    """Not even by who owns the tables, as long as they do not take the triggers away."""
    before = rows()
    assert is_refused(every_row_is_changed(model, cast))
    assert is_refused(every_row_goes(model))
    assert rows() == before
    with unguarded():
        assert not is_refused(every_row_is_changed(model, cast))


@on_postgresql
@each_kind
def test_no_table_is_emptied(model: type[models.Model], kept: ServiceUser) -> None:
    """Neither by itself nor with a table that it names."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    for table in (model._meta.db_table, "consultations_serviceuser", "accounts_organisation"):
        with pytest.raises(DatabaseError, match="is kept as it was written"), transaction.atomic():
            run(f"TRUNCATE {table} CASCADE")


def test_it_goes_with_its_record(kept: ServiceUser, cast: Cast) -> None:
    """A stone lets go what belongs to its own record, and lets nothing be changed."""
    talk, before = Consultation.objects.get(code=CODE), rows()
    chains = [f"consultation:{talk.code}", f"service_user:{kept.pk}"]
    remove_chains(organisation=cast.organisation, records=chains, rule="contact", rows=1)
    for model in KEPT:
        assert is_refused(every_row_is_changed(model, cast))
        assert is_refused(every_row_goes(model))
        way = {
            EmergencySeen: "opening__service_user",
            EmergencyOpening: "service_user",
            RecordMove: "service_user",
        }.get(model, "consultation__service_user")
        mine = model._default_manager.filter(**{way: kept.pk}).order_by()
        assert mine._raw_delete("default") == 1
    assert {name: len(left) for name, left in rows().items()} == {
        name: len(were) - 1 for name, were in before.items()
    }


@on_postgresql
def test_nobody_lays_a_stone_of_their_own(kept: ServiceUser) -> None:
    """A table of the same name, made for one session, is not the one that is read."""
    record_audit(action="look", record=f"service_user:{kept.pk}")
    with as_role("retention"):
        run("CREATE TEMPORARY TABLE accounts_tombstone AS SELECT * FROM accounts_tombstone")
        run(FORGED)
        for table in (*record.TABLES, "accounts_auditentry"):
            assert is_refused(lambda its=table: run(DELETE.format(table=its))), table
        run("DROP TABLE pg_temp.accounts_tombstone")


@on_postgresql
@each_kind
def test_the_web_role_changes_nothing(model: type[models.Model], kept: ServiceUser) -> None:
    """It has no right to; were there no trigger, it still could not."""
    before, table = rows(), model._meta.db_table
    with as_role("web"):
        tries = [each.format(table=table) for each in WAYS]
        let_through = [each for each in tries if not is_refused(lambda its=each: run(its))]
    assert let_through == []
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run("SET SESSION AUTHORIZATION sdmtool_web")
    for each in (UPDATE, DELETE):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(each.format(table=table))
    run("RESET SESSION AUTHORIZATION")
    assert rows() == before


@on_postgresql
def test_the_web_role_writes_what_is_said(amara: SignedIn, cast: Cast, kept: ServiceUser) -> None:
    """Or it would be refused everything, and prove nothing."""
    Consultation.objects.exclude(code=CODE).update(service_user=kept, clinic=cast.clinic)
    opening = EmergencyOpening.objects.filter(service_user=kept).get()
    with unguarded():
        every_row_goes(EmergencySeen)()
    matters, before = reverse("matters", args=[CODE]), Change.objects.count()
    with as_role("web"):
        form = sent(page_of(amara.get(matters))) | {"get_better": "Sleeping through"}
        assert amara.post(matters, form).status_code == 302
        seen = reverse("emergencies")
        assert amara.post(seen, {"opening": opening.pk}).status_code in (200, 302)
    assert Change.objects.count() == before + 1


@on_postgresql
def test_the_retention_role_removes_a_whole_record_and_nothing_else(
    kept: ServiceUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stone for each chain; what is younger stays, and it cannot change anything."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    grow_old(kept)
    with as_role("retention"):
        tries = [each.format(table=its) for each in WAYS for its in record.TABLES]
        assert [each for each in tries if not is_refused(lambda its=each: run(its))] == []
        printed = apply_retention("--remove")
    assert "so many years after the last contact: 1" in printed
    assert not ServiceUser.objects.filter(pk=kept.pk).exists()
    assert [len(left) for left in rows().values()] == [1] * len(KEPT)
    assert Tombstone.objects.count() == 2
    assert list(faults()) == []
