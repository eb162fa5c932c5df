"""The decision: typed, read back, kept once with what it rests on, and never changed."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.frozen import Frozen
from consultations.models import Change, Consultation, Decision
from consultations.stages import Stage
from tests.cast import Cast
from tests.factories import ConsultationFactory, PersonFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab, typed
from tests.integration.consultations.reading import errors, main_words, page_of, queries, sent
from tests.integration.medications.reading import words

SAME = {"named_kind": "medicine", "named_medication": "aripiprazole"}
NAMED = {"named_kind": "medicine", "named_medication": "olanzapine"}


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation) -> Tab:
    """Return a tab in which Amara has the form open."""
    return Tab(amara, conversation)


def test_it_is_read_back_and_then_kept(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    read = page_of(tab.send(**SAME, named_words="It <sounds> gentle"))

    assert not Decision.objects.exists()
    said = words(read.main)
    assert "This decision is for Sam, SR, born 1985, " in said
    assert "Aripiprazole" in said
    assert "21 December 2126" in said
    assert "It <sounds> gentle" in said

    response = amara.post(tab.address, sent(read) | {"keep": "yes"})

    kept, conversation = Decision.objects.get(), Consultation.objects.get()
    assert response["Location"] == reverse("summary", args=[conversation.code])
    assert kept.named_words == "It <sounds> gentle"
    assert (kept.medication.code, kept.dose) == ("aripiprazole", "10 mg in the morning")
    assert (kept.decided_by.name, kept.who_decided) == ("Amara Okafor", "together")
    assert (conversation.stage, str(conversation.look_again_on)) == ("decided", "2126-12-21")
    assert conversation.ended_at is not None
    assert "We decided: Aripiprazole" in main_words(amara.get(response["Location"]))


def test_it_can_be_changed_after_reading_it_back(tab: Tab, amara: SignedIn) -> None:
    read = sent(page_of(tab.send(clinician_view="Lower")))

    again = page_of(amara.post(tab.address, read | {"change": "yes"}))

    assert typed(again, "clinician_view") == "Lower"
    assert sent(again)["medication"] == "aripiprazole"
    assert sent(again)["kind"] == "medicine"
    assert not Decision.objects.exists()


def test_three_answers_are_enough(tab: Tab, amara: SignedIn) -> None:
    offered = tab.drawn | {"kind": "not_today"}
    read = sent(page_of(amara.post(tab.address, offered)))

    assert amara.post(tab.address, read | {"keep": "yes"}).status_code == 302
    assert (Decision.objects.get().kind, Consultation.objects.get().stage) == (
        "not_today",
        Stage.DECIDED,
    )


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"kind": ""}, "kind"),
        ({"medication": ""}, "medication"),
        ({"kind": "none"}, "medication"),
        ({"kind": "not_today"}, "medication"),
        ({"medication": "nowhere"}, "medication"),
        ({"review_on": ""}, "review_on"),
        ({"review_on": "soon"}, "review_on"),
        ({"review_on": "2020-01-01"}, "review_on"),
        ({"who_decided": ""}, "who_decided"),
        ({"named_kind": "medicine"}, "named_medication"),
        ({"named_medication": "olanzapine"}, "named_kind"),
        ({"named_kind": "none", "named_medication": "olanzapine"}, "named_medication"),
        ({"named_words": "I want quetiapine"}, "named_kind"),
        (NAMED, "difference_reason"),
        (NAMED | {"difference_reason": "  "}, "difference_reason"),
        ({"dose": "x" * 201}, "dose"),
    ],
)
@pytest.mark.parametrize("way", [{}, {"keep": "yes"}])
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    changed: dict[str, str], where: str, way: dict[str, str], tab: Tab
) -> None:
    page = page_of(tab.send(clinician_view="Mine", **changed, **way), status=422)

    found = [each for each in errors(page) if each.startswith(where)]
    assert found
    assert typed(page, "clinician_view") == "Mine"
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "named",
    [
        {},
        SAME,
        {"open_questions": "I am not sure"},
    ],
)
def test_naming_the_same_or_nothing_asks_for_no_reason(named: dict[str, str], tab: Tab) -> None:
    assert tab.keep(**named).status_code == 302


def test_a_difference_is_kept_with_its_reason(tab: Tab, amara: SignedIn) -> None:
    tab.keep(**NAMED, difference_reason="It made you sleep all day.")

    assert Decision.objects.get().difference_reason == "It made you sleep all day."
    summary = main_words(amara.get(tab.address.replace("decision", "summary")))
    assert "I named: Olanzapine. We decided: Aripiprazole." in summary
    assert "Why: It made you sleep all day." in summary


@pytest.mark.parametrize("medication", ["", "olanzapine"])
def test_my_clinician_decides_is_a_decision(medication: str, tab: Tab) -> None:
    tab.keep(kind="clinician_decides", medication=medication, who_decided="clinician")

    kept = Decision.objects.get()
    assert (kept.kind, kept.who_decided) == ("clinician_decides", "clinician")
    assert (kept.medication.code if kept.medication else "") == medication


def test_a_medicine_that_nobody_named_is_no_difference(tab: Tab, amara: SignedIn) -> None:
    tab.keep(kind="clinician_decides", named_kind="clinician_decides")

    summary = main_words(amara.get(tab.address.replace("decision", "summary")))
    assert "We decided what I named." in summary
    assert "Where we saw it differently" not in summary


def test_a_change_of_mind_takes_the_place_of_the_first(
    tab: Tab, amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    tab.keep()
    ended_at = Consultation.objects.get().ended_at
    bens = Tab(SignedIn(cast.people["ben"]), conversation)

    assert "Something was decided already" in words(bens.page.main)
    bens.keep(kind="none", medication="", preparation="", dose="", review_on="2127-01-04")

    first, second = Decision.objects.order_by("pk")
    assert second.previous == first
    assert second.decided_by.name == "Ben Hughes"
    after = Consultation.objects.get()
    assert (after.stage, after.ended_at) == (Stage.DECIDED, ended_at)
    assert str(after.look_again_on) == "2127-01-04"


def test_a_form_sent_twice_counts_once(tab: Tab, amara: SignedIn) -> None:
    read = sent(page_of(tab.send())) | {"keep": "yes"}

    answers = [amara.post(tab.address, read).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Decision.objects.count() == Change.objects.count() == 1
    entry = AuditEntry.objects.get(action="record_decision")
    assert "aripiprazole" not in str(vars(entry))


def test_an_older_form_meets_a_conflict(tab: Tab, cast: Cast, conversation: Consultation) -> None:
    bens = Tab(SignedIn(cast.people["ben"]), conversation)
    tab.keep()

    response = bens.keep(clinician_view="Mine")

    page = page_of(response, status=422)
    assert "Somebody saved something else in the meantime." in words(page.main)
    assert typed(page, "clinician_view") == "Mine"
    assert Decision.objects.count() == 1
    read = page_of(bens.client.post(bens.address, sent(page)))
    assert bens.client.post(bens.address, sent(read) | {"keep": "yes"}).status_code == 302
    assert Decision.objects.count() == 2


def test_a_form_of_another_conversation_writes_nothing(
    tab: Tab, amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    other = ConsultationFactory(
        organisation=cast.organisation, clinic=cast.clinic, release=conversation.release, open=True
    )
    PersonFactory(consultation=other)
    its = Tab(amara, other)

    for way in ({}, {"keep": "yes"}):
        page = page_of(tab.send(ticket=its.drawn["ticket"], **way), status=422)
        assert "This form belongs to another conversation." in words(page.main)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("carla", 404), ("hugo", 404), ("dev", 403), ("femi", 403)]
)
def test_others_do_not_reach_it(
    who: str, status: int, cast: Cast, tab: Tab, conversation: Consultation
) -> None:
    client: Client = SignedIn(cast.people[who])

    assert client.get(tab.address).status_code == status
    assert client.post(tab.address, tab.drawn | {"kind": "none", "keep": "1"}).status_code == status
    assert not Decision.objects.exists()


def test_it_asks_the_database_no_more_for_more_medicines(
    amara: SignedIn, tab: Tab, conversation: Consultation
) -> None:
    assert queries(lambda: amara.get(tab.address)) <= 22


def test_what_is_kept_is_whole(tab: Tab) -> None:
    tab.keep()

    kept = Frozen.read(Decision.objects.get().frozen)
    assert kept.person["initials"] == "SR"
    assert (kept.person["full_name"], kept.person["local_number"]) == ("Samuel Rivers", "R1001")
    assert [each.code for each in kept.ranking] == ["aripiprazole", "olanzapine"]
    assert kept.release["number"] == 1
    assert kept.setting["when"].endswith(", UK time")
    assert ["Amara Okafor", "clinician", "here"] in kept.participants
