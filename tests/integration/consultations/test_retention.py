"""A whole record goes when its time is over; of others nothing goes, and the audit still holds."""

import json
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, SealedHead, Tombstone
from accounts.services import record_audit, remove_chains, seal_audit
from accounts.verifying import faults
from consultations.models import Consultation, ServiceUser
from consultations.selectors.looks import records
from consultations.selectors.retention import people_due
from consultations.selectors.whole_record import about_people
from consultations.services import retention
from medications.loader import load_library
from medications.models import Release
from tests.canaries.fields import our_models, text_fields
from tests.canaries.story import Story, tell
from tests.cast import CODE, Cast, make_cast
from tests.factories import ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.growing_old import NOON, grow_old, run
from tests.integration.consultations.reading import page_of, row_counts, sent
from tests.integration.consultations.test_all_or_nothing import DatabaseLost, broken_at
from tests.integration.medications.conftest import FIXTURES, forget_everything
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
KEPT_ELSEWHERE = (AuditEntry, SealedHead, Tombstone)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def story(db: None) -> Story:
    """Write everything about two people and more, with a word in each text field."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    forget_everything()
    return found


@pytest.fixture
def old(amara: SignedIn, conversation: Consultation, cast: Cast) -> ServiceUser:
    """Return Sam, with whom something was said, sealed, and of whom nothing was heard since."""
    matters = reverse("matters", args=[CODE])
    form = sent(page_of(amara.get(matters)))
    assert amara.post(matters, form | {"get_better": "Sleeping through"}).status_code == 302
    assert amara.get(reverse("person", args=[cast.service_user.pk])).status_code == 200
    record_audit(action="look", record="card:1", organisation=cast.organisation)
    seal_audit()
    grow_old(cast.service_user)
    return cast.service_user


def words_in(rows: list[models.Model]) -> bytes:
    """Return every text of some rows."""
    return b" ".join(
        json.dumps(getattr(row, field.attname), default=str).encode()
        for row in rows
        for field in text_fields(type(row))
    )


def rows_of_others(person: ServiceUser) -> dict[str, list[tuple]]:
    """Return every row that is not about a person, but for what tells of rows that are gone."""
    ways, found = about_people(), {}
    for model in our_models():
        if model not in KEPT_ELSEWHERE:
            rows = model._default_manager.order_by("pk")
            rows = rows.exclude(**{ways[model]: person.pk}) if model in ways else rows
            found[model._meta.label] = list(rows.values_list())
    return found


def test_all_of_it_goes_and_nothing_of_anybody_else(story: Story) -> None:
    """No row, and no word of theirs in any table."""
    sam = story.consultation("shared").service_user
    ways, chains = about_people(), records(sam)
    mine = [row for model, way in ways.items() for row in model.objects.filter(**{way: sam.pk})]
    planted = set(story.words.found_in(words_in(mine)))
    others = rows_of_others(sam)
    assert len(planted) > 60
    grow_old(sam)

    printed = run("--remove")

    assert "so many years after the last contact: 1" in printed
    assert f"rows in all: {len(mine)}" in printed
    assert not [model for model, way in ways.items() if model.objects.filter(**{way: sam.pk})]
    assert rows_of_others(sam) == others
    left = [row for model in our_models() for row in model._default_manager.all()]
    assert planted & set(story.words.found_in(words_in(left))) == set()
    assert not AuditEntry.objects.filter(record__in=chains).exists()


def test_a_look_removes_nothing_and_names_nobody(old: ServiceUser) -> None:
    counts, entries = row_counts(), AuditEntry.objects.count()
    printed = run()
    assert "so many years after the last contact: 1" in printed
    assert "Nothing was removed." in printed
    assert not {"Sam", "R1001", CODE.hex} & set(printed.replace(":", " ").split())
    assert (row_counts(), AuditEntry.objects.count()) == (counts, entries)


def test_what_is_left_says_when_by_which_rule_and_how_much(old: ServiceUser, cast: Cast) -> None:
    """A stone for each chain with its last entry; the organisation's own chain says the same."""
    chains = records(old)
    last = {each: AuditEntry.objects.filter(record=each).latest("sequence") for each in chains}
    run("--remove")
    stones = {each.record: each for each in Tombstone.objects.all()}
    assert set(stones) == set(chains)
    for record, stone in stones.items():
        assert (stone.sequence, stone.digest) == (last[record].sequence, last[record].digest)
        assert (stone.rule, stone.at, stone.organisation) == ("contact", NOON, cast.organisation)
        assert stone.rows > 5
    told = AuditEntry.objects.filter(action="remove_record", by=None)
    assert {each.detail["record"] for each in told} == set(chains)
    assert {each.record for each in told} == {f"organisation:{cast.organisation.pk}"}


def test_the_audit_still_holds(old: ServiceUser, cast: Cast) -> None:
    """The stones explain what is gone, to every seal before and after."""
    before = seal_audit()
    assert list(faults(before.digest)) == []
    run("--remove")
    assert list(faults(before.digest)) == []
    seal_audit()
    call_command("verify_audit", "--seal", before.digest, verbosity=0)
    ServiceUserFactory(organisation=cast.organisation)
    assert "last contact: 0" in run("--remove")


def test_without_its_stone_it_would_be_found(old: ServiceUser) -> None:
    """And so is a stone that nobody told of, one that was changed, one of what is there still."""
    run("--remove")
    assert list(faults()) == []
    for way, words in (
        (lambda rows: rows._raw_delete("default"), "is gone"),
        (lambda rows: rows.update(digest="x"), "put there by nobody"),
        (lambda rows: rows.update(rule="draft"), "put there by nobody"),
        (lambda rows: rows.update(digest="x"), "is gone"),
        (lambda rows: rows.update(sequence=0), "is gone"),
        (lambda rows: rows.update(record="card:1"), "something stands there"),
    ):
        with transaction.atomic():
            with unguarded():
                way(Tombstone.objects.filter(record=f"service_user:{old.pk}"))
            found = " ".join(each.words for each in faults())
            with pytest.raises(CommandError):
                call_command("verify_audit", verbosity=0)
            transaction.set_rollback(True)
        assert words in found


def test_the_database_lets_nothing_else_go(old: ServiceUser, cast: Cast) -> None:
    """Entries without a stone, later ones than it names, and the stone itself."""
    record = f"service_user:{old.pk}"
    record_audit(action="look", record=record, organisation=cast.organisation)
    entries = AuditEntry.objects.filter(record=record)
    here = {"organisation": cast.organisation, "rule": "draft", "rows": 1, "at": NOON}
    refused(lambda: entries._raw_delete("default"))
    with transaction.atomic():
        Tombstone.objects.create(record=record, sequence=entries.count() - 1, digest="x", **here)
        refused(lambda: entries._raw_delete("default"))
        refused(lambda: Tombstone.objects.all()._raw_delete("default"))
        refused(lambda: Tombstone.objects.update(rows=0))
        refused(lambda: entries.update(action="x"))
        assert entries.filter(sequence=1)._raw_delete("default") == 1
        transaction.set_rollback(True)
    remove_chains(organisation=cast.organisation, records=[record], rule="draft", rows=1)
    assert not entries.exists()


def refused(work: object) -> None:
    """Let the database refuse something."""
    with pytest.raises(DatabaseError), transaction.atomic():
        work()


def test_one_record_goes_whole_or_not_at_all(old: ServiceUser) -> None:
    """The database is lost at the first, the second, … the last statement of removing it."""
    before, number, is_removed = row_counts(), 0, False
    while not is_removed:
        number += 1
        with broken_at(number) as asked, suppress(DatabaseLost):
            is_removed = bool(retention.remove_person(rows=due(old), key=old.pk, rule="contact"))
        assert is_removed or row_counts() == before, asked
    assert number > 25
    assert list(faults()) == []


def due(person: ServiceUser) -> QuerySet[ServiceUser]:
    """Return whose time is over so long after the last contact."""
    return people_due(person.organisation)["contact"]


def test_what_is_put_on_hold_meanwhile_stays(old: ServiceUser) -> None:
    """It is looked at once more under its lock."""
    rows = due(old)
    assert rows.exists()
    ServiceUser.objects.filter(pk=old.pk).update(is_held=True)
    assert retention.remove_person(rows=rows, key=old.pk, rule="contact") == 0
    assert ServiceUser.objects.filter(pk=old.pk).exists()
