"""A record that is restricted is kept and not used: every way to it says so, until it is lifted."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Consultation, RecordMove, ServiceUser
from consultations.selectors.day import LISTS, of_the_day
from consultations.selectors.questions import waiting_questions
from consultations.services.keeping import move_record
from tests.cast import CODE, Cast
from tests.factories import QuestionFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
SENTENCE = "This record is restricted: it is kept, and not used."
WHY = {"kind": "restrict", "reason": "A part of it may be wrong."}
OF_THE_PERSON = ("person", "looks", "record", "change_person", "start", "keeping")
OF_THE_TALK = ("conversation", "matters", "checklist", "summary", "decision", "questions")


@pytest.fixture
def keeping(cast: Cast) -> str:
    """Return where Sam's record is restricted."""
    return reverse("keeping", args=[cast.service_user.pk])


@pytest.fixture
def restricted(amara: SignedIn, keeping: str) -> None:
    """Let Amara restrict it."""
    assert amara.post(keeping, WHY)["Location"] == keeping


@pytest.fixture
def ben(cast: Cast) -> SignedIn:
    """Return the browser of a colleague in the clinic."""
    return SignedIn(cast.people["ben"])


def addresses(cast: Cast) -> list[str]:
    """Return pages about Sam."""
    of_person = [reverse(each, args=[cast.service_user.pk]) for each in OF_THE_PERSON]
    return of_person + [reverse(each, args=[CODE]) for each in OF_THE_TALK]


def test_it_is_noted_without_the_words(cast: Cast, restricted: None) -> None:
    """Who, when and why stand in a row of their own; the audit holds no words."""
    row = RecordMove.objects.get()
    assert (row.kind, row.reason, row.by) == ("restrict", WHY["reason"], cast.people["amara"])
    entry = AuditEntry.objects.get(action="restrict_record")
    assert (entry.record, entry.detail) == (f"service_user:{cast.service_user.pk}", {})
    assert ServiceUser.objects.get(pk=cast.service_user.pk).restricted_by == cast.people["amara"]


def test_colleagues_read_a_sentence_instead(cast: Cast, ben: SignedIn, amara: SignedIn) -> None:
    """On every page, with nothing of the person; before, each opens, and no look is noted after."""
    for each in addresses(cast):
        assert ben.get(each).status_code == 200
    amara.post(reverse("keeping", args=[cast.service_user.pk]), WHY)
    looks = AuditEntry.objects.filter(action="look", by=cast.people["ben"])
    before = looks.count()
    for each in addresses(cast):
        page = main_words(ben.get(each), 403)
        assert SENTENCE in page
        assert "Sam" not in page
    assert looks.count() == before


def test_nothing_is_written_or_taken_away(cast: Cast, ben: SignedIn, restricted: None) -> None:
    counts = row_counts()
    for each in addresses(cast):
        assert ben.post(each, {"text": "x"}).status_code in (403, 405)
    for name in ("record_json", "record_pdf"):
        assert ben.post(reverse(name, args=[cast.service_user.pk])).status_code == 403
    assert row_counts() == counts


def test_lists_leave_it_out(cast: Cast, ben: SignedIn, conversation: Consultation) -> None:
    """The day, and questions that wait; search finds who it is and nothing more."""
    QuestionFactory(consultation=conversation)
    day, people = reverse("day"), reverse("people")
    ServiceUser.objects.filter(pk=cast.service_user.pk).update(communication_needs="Large print")
    assert "Sam" in main_words(ben.get(day))
    assert waiting_questions([cast.clinic])[0]
    assert any(of_the_day([cast.clinic], each).rows for each in LISTS)
    by = cast.people["amara"]
    move_record(service_user=cast.service_user, kind="restrict", reason="x", by=by)
    assert "Sam" not in main_words(ben.get(day))
    assert not any(of_the_day([cast.clinic], each).rows for each in LISTS)
    assert not waiting_questions([cast.clinic])[0]
    assert "Large print" not in main_words(ben.post(people, {"words": "Sam"}))


def test_who_restricted_it_reads_and_lifts_it(
    cast: Cast, amara: SignedIn, ben: SignedIn, keeping: str, restricted: None
) -> None:
    for each in addresses(cast):
        assert amara.get(each).status_code == 200
    mine = main_words(amara.get(reverse("person", args=[cast.service_user.pk])))
    assert "This record is restricted: nobody but you reads it." in mine
    amara.post(keeping, {"kind": "lift", "reason": "It was put right."})
    assert [each.kind for each in RecordMove.objects.order_by("pk")] == ["restrict", "lift"]
    assert AuditEntry.objects.filter(action="lift_record").count() == 1
    for each in addresses(cast):
        assert ben.get(each).status_code == 200
    page = main_words(ben.get(keeping))
    assert "Restriction lifted on" in page
    assert "It was put right." in page


def test_a_manager_lifts_it_and_reads_no_name(
    cast: Cast, ben: SignedIn, keeping: str, restricted: None
) -> None:
    """How it is kept is all that a manager sees of a record."""
    femi = SignedIn(cast.people["femi"])
    page = page_of(femi.get(keeping))
    assert WHY["reason"] in page.text
    assert not {"Sam", "R1001", "1985"} & set(page.text.split())
    assert femi.get(reverse("person", args=[cast.service_user.pk])).status_code == 403
    assert femi.post(keeping, sent(page) | {"kind": "lift", "reason": "Found right."})["Location"]
    assert ben.get(reverse("person", args=[cast.service_user.pk])).status_code == 200


def test_what_may_not_be_done_is_refused(
    cast: Cast, amara: SignedIn, ben: SignedIn, keeping: str
) -> None:
    """Lifting what is not restricted, restricting without a word, and a manager restricting."""
    assert amara.post(keeping, {"kind": "lift", "reason": "x"}).status_code == 422
    assert amara.post(keeping, {"kind": "restrict", "reason": ""}).status_code == 422
    femi = SignedIn(cast.people["femi"])
    assert femi.post(keeping, WHY).status_code == 422
    assert SignedIn(cast.people["dev"]).get(keeping).status_code == 403
    assert SignedIn(cast.people["hugo"]).get(keeping).status_code == 404
    assert not RecordMove.objects.exists()


def test_the_persons_own_screen_stays_theirs(sam: SignedIn, restricted: None) -> None:
    assert sam.get(reverse("checklist", args=[CODE])).status_code == 200
