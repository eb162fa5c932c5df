"""Seals, and the check that finds whatever was changed behind the service's back."""

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts import services, verifying
from accounts.models import AuditEntry, AuditSeal, SealedHead
from accounts.verifying import faults
from tests import tampering
from tests.factories import AccountFactory, OrganisationFactory
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
RECORDS = [f"consultation:{number}" for number in range(4)]
TIMES = 10
"""How often each way of tampering is tried, each time with other chance."""


@pytest.fixture
def kept() -> str:
    """Write twelve entries of four records under three seals; return the last one."""
    account, organisation = AccountFactory(), OrganisationFactory()
    for version in range(1, 4):
        for record in RECORDS:
            services.record_audit(
                action="record_matters",
                record=record,
                organisation=organisation,
                by=account,
                detail={"version": version},
            )
        services.seal_audit()
    return AuditSeal.objects.latest("number").digest


@pytest.fixture
def tampered(kept: str) -> Callable[[Callable[[Random], None], int], list[verifying.Fault]]:
    """Return what is found after somebody tampered; everything is then as it was before."""

    def tamper(way: Callable[[Random], None], chance: int) -> list[verifying.Fault]:
        with transaction.atomic():
            with unguarded():
                way(Random(chance))
            found = list(faults(kept))
            transaction.set_rollback(True)
        return found

    return tamper


def test_nothing_is_found_where_nothing_was_changed(kept: str) -> None:
    services.record_audit(action="look", record=RECORDS[0])
    services.record_audit(action="look", record="card:new")
    assert list(faults(kept)) == []


def test_a_seal_puts_down_the_chains_that_grew(kept: str) -> None:
    services.record_audit(action="look", record=RECORDS[2])
    services.record_audit(action="look", record=RECORDS[2])
    seal = services.seal_audit()
    assert (seal.number, seal.heads, seal.previous_digest) == (4, 1, kept)
    head = SealedHead.objects.get(seal=4)
    assert (head.record, head.sequence) == (RECORDS[2], 5)
    assert services.seal_audit().heads == 0


@pytest.mark.parametrize("way", tampering.TAMPERINGS, ids=lambda way: way.__name__)
def test_every_tampering_is_found(tampered: Callable, way: Callable) -> None:
    """Whatever is struck by chance: all of them, ten times each."""
    missed = [chance for chance in range(TIMES) if not tampered(way, chance)]
    assert missed == []


@pytest.mark.parametrize(
    ("skipped", "lets_through"),
    [
        ("chain_faults", tampering.forge_an_entry),
        ("head_faults", tampering.cut_the_tail),
        ("head_faults", tampering.change_and_reckon_anew),
        ("seal_faults", tampering.cut_seal_and_tail),
    ],
)
def test_a_check_that_is_left_out_would_be_missed(
    tampered: Callable, monkeypatch: pytest.MonkeyPatch, skipped: str, lets_through: Callable
) -> None:
    """Each part finds what no other one does."""
    monkeypatch.setattr(verifying, skipped, lambda: iter(()))
    assert any(not tampered(lets_through, chance) for chance in range(TIMES))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (tampering.leave_a_gap, "is missing"),
        (tampering.change_and_reckon_anew, "it is not what seal"),
        (tampering.cut_the_tail, "and is gone"),
        (tampering.forge_an_entry, "or its digest, was changed"),
        (tampering.change_places, "or its digest, was changed"),
        (tampering.drop_a_seal, "seal"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_a_fault_says_where_and_what(tampered: Callable, way: Callable, words: str) -> None:
    found = tampered(way, 1)
    assert any(words in str(each) for each in found)
    assert all(each.record in (*RECORDS, "seal") and each.sequence >= 0 for each in found)


def test_a_chain_that_is_changed_at_one_place_is_named_there(kept: str) -> None:
    with unguarded():
        AuditEntry.objects.filter(record=RECORDS[1], sequence=2).update(action="forget")
    words = "consultation:1 #2: what it says, or its digest, was changed"
    assert [str(each) for each in faults(kept)] == [words]


def test_seals_that_were_all_made_anew_are_not_the_one_that_was_kept(kept: str) -> None:
    """Somebody takes a tail and every seal away and seals what is left."""
    with unguarded():
        AuditEntry.objects.filter(record=RECORDS[0], sequence=3).delete()
        SealedHead.objects.all().delete()
        AuditSeal.objects.all().delete()
    services.seal_audit()
    assert list(faults()) == []
    assert ["kept elsewhere" in str(each) for each in faults(kept)] == [True]


def test_sealing_prints_the_seal(kept: str, capsys: pytest.CaptureFixture) -> None:
    call_command("seal_audit")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Seal 4 of ")
    assert lines[1] == AuditSeal.objects.latest("number").digest


def test_checking_says_that_all_is_well(kept: str, capsys: pytest.CaptureFixture) -> None:
    call_command("verify_audit", seal=kept.upper())
    assert capsys.readouterr().out == "The audit is what was written.\n"


def test_checking_ends_with_an_error(kept: str, capsys: pytest.CaptureFixture) -> None:
    with unguarded():
        AuditEntry.objects.filter(record=RECORDS[0], sequence=3).delete()
    with pytest.raises(CommandError, match="1 found") as error:
        call_command("verify_audit")
    assert error.value.returncode == 1
    assert "consultation:0 #3: it was there at seal 3 and is gone" in capsys.readouterr().out


def test_memory_does_not_grow_with_the_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many entries, of chains of every length, in as much memory."""
    monkeypatch.setattr(verifying, "PIECE", 100)
    fill(range(900))
    assert list(faults()) == []
    small = most_memory(lambda: list(faults()))
    fill(range(900, 9_000))
    assert most_memory(lambda: list(faults())) < 2 * small


def fill(numbers: range) -> None:
    """Write entries, three to a record, and seal them."""
    for number in numbers:
        services.record_audit(action="look", record=f"fill:{number // 3:06}")
    services.seal_audit()


def most_memory(work: Callable[[], object]) -> int:
    """Return how many bytes some work held at most."""
    tracemalloc.start()
    work()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_a_seal_that_is_newer_than_the_copy_is_explained(
    kept: str, capsys: pytest.CaptureFixture
) -> None:
    """It is still found: only whoever kept the seal knows when it was made."""
    (plain,) = faults("ab" * 32)
    assert plain.words == "the seal that was kept elsewhere is none of those here"
    services.record_restoration(copy_of=datetime(2026, 11, 29, 13, 24, tzinfo=UTC))
    with pytest.raises(CommandError, match="1 found"):
        call_command("verify_audit", "--seal", "ab" * 32)
    said = capsys.readouterr().out
    assert "from a copy of 29 November 2026, " in said
    assert "a seal that was made between the two is not here. Compare with the newest seal" in said
    assert list(faults(kept)) == []
