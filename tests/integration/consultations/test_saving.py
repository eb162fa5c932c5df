"""The one door through which anything in a conversation is written.

The writes here put a sentence into `participation_reason`: the smallest change that a
conversation has. What each service writes has tests of its own.
"""

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEntry
from consultations import tickets
from consultations.models import Change, Consultation, Participant
from consultations.services import (
    VersionConflict,
    Writing,
    Written,
    save,
)
from consultations.tickets import Ticket
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.consultations.reading import row_counts

pytestmark = pytest.mark.django_db
VERB = "say_why"


def ticket(consultation: Consultation) -> Ticket:
    """Return the ticket of a form that is drawn now."""
    return tickets.read(tickets.issue(consultation), consultation.code)


def saying(words: str) -> Callable[[Writing], Written]:
    """Return a write that says why."""

    def write(writing: Writing) -> Written:
        before = writing.consultation.participation_reason
        writing.consultation.participation_reason = words
        return Written({"why": before}, {"why": words})

    return write


def test_a_save_is_one_change_one_version_and_one_audit_entry(
    cast: Cast, conversation: Consultation
) -> None:
    """Who, what, before and after; the record's chain goes on."""
    drawn, amara = ticket(conversation), cast.people["amara"]
    saved = save(ticket=drawn, by=amara, what=VERB, write=saying("tired"))
    conversation.refresh_from_db()
    change = Change.objects.get()
    entry = AuditEntry.objects.get(action=VERB)

    assert saved == conversation
    assert (conversation.version, conversation.participation_reason) == (2, "tired")
    assert (change.sequence, change.what, change.key) == (1, VERB, drawn.key)
    assert (change.before, change.after) == ({"why": ""}, {"why": "tired"})
    assert (change.account, change.participant.account) == (amara, amara)
    assert change.outcome == {"version": 2}
    assert (change.organisation, entry.organisation) == (cast.organisation, cast.organisation)
    assert (entry.record, entry.sequence) == (f"consultation:{conversation.code}", 2)
    assert (entry.by, entry.detail) == (amara, {"version": 2})


def test_the_next_save_goes_on_from_there(cast: Cast, conversation: Consultation) -> None:
    """Version and sequence go up by one each time."""
    for words in ("one", "two", "three"):
        conversation.refresh_from_db()
        save(ticket=ticket(conversation), by=cast.people["amara"], what=VERB, write=saying(words))
    conversation.refresh_from_db()

    assert conversation.version == 4
    assert list(Change.objects.values_list("sequence", "before__why", "after__why")) == [
        (1, "", "one"),
        (2, "one", "two"),
        (3, "two", "three"),
    ]


def test_the_audit_entry_holds_no_word_that_was_said(
    cast: Cast, conversation: Consultation
) -> None:
    """Words stand in the change, which is clinical, and in no other row that is kept."""
    said = saying("Quixotina hears voices")
    save(ticket=ticket(conversation), by=cast.people["amara"], what=VERB, write=said)
    entries = json.dumps(list(AuditEntry.objects.values("action", "record", "detail")))

    assert "Quixotina" in json.dumps(Change.objects.get().after)
    assert "Quixotina" not in entries
    assert "Sam" not in entries


def test_the_same_ticket_twice_writes_once(cast: Cast, conversation: Consultation) -> None:
    """The second time answers as the first did, whatever the form says by then."""
    drawn, amara = ticket(conversation), cast.people["amara"]
    first = save(ticket=drawn, by=amara, what=VERB, write=saying("tired"))
    before = row_counts()
    second = save(ticket=drawn, by=amara, what=VERB, write=saying("awake"))

    assert (second, second.version) == (first, 2)
    assert second.participation_reason == "tired"
    assert row_counts() == before


def test_a_form_drawn_before_another_save_meets_a_conflict(
    cast: Cast, conversation: Consultation
) -> None:
    """What came in between stays; nothing of the older form is written; its sentence is kind."""
    older, newer = ticket(conversation), ticket(conversation)
    save(ticket=newer, by=cast.people["ben"], what=VERB, write=saying("Ben's"))
    before = row_counts()
    with pytest.raises(VersionConflict, match=r"Somebody saved something else in the meantime\."):
        save(ticket=older, by=cast.people["amara"], what=VERB, write=saying("Amara's"))
    conversation.refresh_from_db()

    assert (conversation.version, conversation.participation_reason) == (2, "Ben's")
    assert row_counts() == before


def test_a_colleague_who_writes_takes_part(cast: Cast, conversation: Consultation) -> None:
    """A nurse may start what a doctor goes on with, and the record says who was there."""
    for words in ("one", "two"):
        conversation.refresh_from_db()
        save(ticket=ticket(conversation), by=cast.people["ben"], what=VERB, write=saying(words))
    clinicians = conversation.participant_rows.filter(kind="clinician")

    assert list(clinicians.values_list("name", flat=True)) == ["Amara Okafor", "Ben Hughes"]
    assert {each.participant.name for each in Change.objects.all()} == {"Ben Hughes"}


@pytest.mark.parametrize("who", ["carla", "hugo", "dev", "femi", "grace"])
def test_nobody_from_outside_the_clinic_writes(
    cast: Cast, conversation: Consultation, who: str
) -> None:
    """Another clinic, another organisation, another role: a sentence, and not a row."""
    before = row_counts()
    with pytest.raises(PermissionDenied, match=r"Only a clinician of this clinic writes"):
        save(ticket=ticket(conversation), by=cast.people[who], what=VERB, write=saying("x"))

    assert row_counts() == before


def test_a_clinician_of_all_clinics_writes(cast: Cast, conversation: Consultation) -> None:
    """In each of the organisation, and in none of another one."""
    here, elsewhere = (
        MembershipFactory(organisation=each).account
        for each in (cast.organisation, cast.other_organisation)
    )
    save(ticket=ticket(conversation), by=here, what=VERB, write=saying("x"))
    conversation.refresh_from_db()

    with pytest.raises(PermissionDenied):
        save(ticket=ticket(conversation), by=elsewhere, what=VERB, write=saying("y"))


@pytest.mark.parametrize("stage", ["decided", "ended"])
def test_an_ended_conversation_takes_no_more_words(
    cast: Cast, conversation: Consultation, stage: str
) -> None:
    """What was said stays as it is, and the sentence says what to do instead."""
    Consultation.objects.update(
        stage=stage, ended_at=conversation.starts_at, look_again_on="2031-05-03"
    )
    before = row_counts()
    with pytest.raises(PermissionDenied, match=r"has ended.* start a new one\."):
        save(ticket=ticket(conversation), by=cast.people["amara"], what=VERB, write=saying("x"))

    assert row_counts() == before


@pytest.mark.parametrize("stage", ["planned", "paused"])
def test_a_conversation_that_may_go_on_takes_words(
    cast: Cast, conversation: Consultation, stage: str
) -> None:
    """Something may be said beforehand, and while it is put aside."""
    Consultation.objects.update(stage=stage)

    save(ticket=ticket(conversation), by=cast.people["amara"], what=VERB, write=saying("x"))
    assert Change.objects.count() == 1


def test_a_write_that_raises_leaves_nothing_behind(cast: Cast, conversation: Consultation) -> None:
    """Not the rows it wrote itself, not the one who would have taken part."""

    def half(writing: Writing) -> Written:
        Participant.objects.create(
            consultation=writing.consultation,
            organisation=cast.organisation,
            kind="carer",
            name="Jo",
        )
        raise ValueError("An effect stands twice.")

    before = row_counts()
    with pytest.raises(ValueError, match="An effect stands twice"):
        save(ticket=ticket(conversation), by=cast.people["ben"], what=VERB, write=half)
    conversation.refresh_from_db()

    assert conversation.version == 1
    assert row_counts() == before
