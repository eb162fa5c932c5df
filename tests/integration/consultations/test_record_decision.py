"""The service behind the decision: gates, what is frozen, and two conversations side by side."""

import datetime
from collections.abc import Iterable
from random import Random

import pytest

from accounts.models import AuditEntry
from consultations import tickets
from consultations.models import Change, Consultation, Decision
from consultations.pages.freezing import freeze
from consultations.services.decision import DecisionDetails, NotDecided, record_decision
from consultations.services.saving import VersionConflict
from consultations.stages import MoveNotAllowed, Stage
from medications.models import Availability, Card, Caution, LocalNote, Medication, Release
from tests.cast import Cast
from tests.factories import ConsultationFactory, PersonFactory, ReleaseFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import errors, page_of
from tests.integration.medications.conftest import forget_everything
from tests.integration.medications.reading import words

LATER = datetime.date(2126, 12, 21)
NONE = DecisionDetails(kind="none", review_on=LATER)
OLANZAPINE = DecisionDetails(kind="medicine", medication="olanzapine", review_on=LATER)
TYPED = {"kind": "medicine", "medication_name": "Zotepine", "review_on": LATER}
GATE = "It needs a blood test."


def record(
    consultation: Consultation, cast: Cast, details: DecisionDetails, ticket: str = ""
) -> Consultation:
    """Let Amara decide with a ticket, or with one drawn now."""
    read = tickets.read(ticket or tickets.issue(consultation), consultation.code)
    by = cast.people["amara"]
    shown = freeze(consultation).digest()
    return record_decision(ticket=read, by=by, details=details, freeze=freeze, shown=shown)


@pytest.fixture
def gated(conversation: Consultation) -> Card:
    """Return olanzapine's card with a condition that has to be gone through."""
    card = Card.objects.get(medication__code="olanzapine")
    gate = {"kind": "monitoring", "is_gating": True, "position": 1}
    Caution.objects.create(card=card, text=GATE, **gate)
    forget_everything()
    return card


@pytest.mark.parametrize("kind", ["medicine", "lower_dose", "no_change", "clinician_decides"])
def test_conditions_are_gone_through_first(
    kind: str, gated: Card, cast: Cast, conversation: Consultation
) -> None:
    details = {"kind": kind, "medication": "olanzapine", "review_on": LATER}

    with pytest.raises(NotDecided, match="conditions"):
        record(conversation, cast, DecisionDetails(**details))
    assert not Decision.objects.exists()

    record(conversation, cast, DecisionDetails(**details, gate_is_confirmed=True))

    kept = Decision.objects.get()
    assert kept.gate_is_confirmed
    assert kept.frozen["cautions"] == {"olanzapine": [GATE]}


def test_the_page_shows_the_conditions_and_asks_for_the_tick(
    gated: Card, amara: SignedIn, conversation: Consultation
) -> None:
    tab = Tab(amara, conversation)
    assert GATE in words(tab.page.main)
    assert "Olanzapine (has conditions" in words(tab.page.select_one("select[name=medication]"))

    page = page_of(tab.send(medication="olanzapine"), status=422)

    assert list(errors(page)) == ["gate_is_confirmed"]
    read = page_of(tab.send(medication="olanzapine", gate_is_confirmed="on"))
    assert GATE in words(read.main)
    assert tab.keep(medication="olanzapine", gate_is_confirmed="on").status_code == 302
    assert Decision.objects.get().gate_is_confirmed


def test_what_it_is_not_licensed_for_stands_wherever_it_is_named(
    amara: SignedIn, conversation: Consultation
) -> None:
    card = Card.objects.get(medication__code="olanzapine")
    Caution.objects.create(card=card, kind="not_licensed", text="Not licensed here", position=1)
    forget_everything()
    tab = Tab(amara, conversation)

    option = tab.page.select_one("select[name=medication] option[value=olanzapine]")
    assert words(option) == "Olanzapine. Not licensed here"
    assert "Not licensed here" in words(page_of(tab.send(medication="olanzapine")).main)
    tab.keep(medication="olanzapine")
    assert "Olanzapine. Not licensed here" in words(
        Tab(amara, conversation).page.select_one(".notice")
    )


@pytest.mark.parametrize(
    "details",
    [
        DecisionDetails(kind="medicine", review_on=LATER),
        DecisionDetails(kind="none", medication="olanzapine", review_on=LATER),
        DecisionDetails(kind="medicine", medication="nowhere", review_on=LATER),
        DecisionDetails(kind="none", named_kind="no_change", review_on=LATER),
        DecisionDetails(kind="none", named_words="Quetiapine", review_on=LATER),
        DecisionDetails(kind="none", review_on=datetime.date(2020, 1, 1)),
        DecisionDetails(**TYPED, medication="aripiprazole"),
        DecisionDetails(**TYPED | {"medication_name": "OLANZAPINE 5 mg"}),
        DecisionDetails(**TYPED | {"kind": "none"}),
        DecisionDetails(**TYPED, named_kind="medicine", named_medication="olanzapine"),
        DecisionDetails(**TYPED, named_kind="medicine", named_medication_name="Perazine"),
        DecisionDetails(**TYPED, named_kind="no_change", named_medication_name="Olanzapine"),
    ],
)
def test_what_cannot_be_kept_is_said_by_the_service_too(
    details: DecisionDetails, cast: Cast, conversation: Consultation
) -> None:
    with pytest.raises(NotDecided):
        record(conversation, cast, details)
    assert Consultation.objects.get(pk=conversation.pk).stage == Stage.OPEN


def test_a_medicine_that_is_not_on_the_cards_is_kept_by_its_name(
    cast: Cast, conversation: Consultation
) -> None:
    record(conversation, cast, DecisionDetails(**TYPED))

    kept = Decision.objects.get()
    assert (kept.medication, kept.medication_name) == (None, "Zotepine")
    assert Change.objects.get().after["medication_name"] == "Zotepine"
    assert "Zotepine" not in str(AuditEntry.objects.get(action="record_decision").detail)


def test_a_planned_conversation_begins_first(cast: Cast, conversation: Consultation) -> None:
    Consultation.objects.filter(pk=conversation.pk).update(stage=Stage.PLANNED)

    with pytest.raises(MoveNotAllowed):
        record(conversation, cast, NONE)


def test_later_changes_leave_what_is_frozen(
    cast: Cast, conversation: Consultation, release: Release
) -> None:
    medicine = Medication.objects.get(code="olanzapine")
    here = {"organisation": cast.organisation, "medication": medicine, "by": cast.people["dev"]}
    Availability.objects.create(state="needs_approval", reason="Ask first.", **here)
    note = LocalNote.objects.create(text="Ordered within two days.", **here)
    record(conversation, cast, OLANZAPINE)
    frozen = Decision.objects.get().frozen
    assert frozen["availability"] == {"olanzapine": ["Needs approval here", "Ask first."]}
    assert frozen["notes"] == {"olanzapine": ["Ordered within two days."]}

    Availability.objects.create(state="not_stocked", reason="Gone", **here)
    LocalNote.objects.filter(pk=note.pk).update(text="Another")
    newer = ReleaseFactory(organisation=cast.organisation, number=2)
    newer.cards.add(Card.objects.create(medication=medicine, version=2, stage="published"))
    Medication.objects.update(name="Renamed")
    type(cast.service_user).objects.update(preferred_name="Another")
    forget_everything()

    assert Decision.objects.get().frozen == frozen


def two(cast: Cast, conversation: Consultation) -> list[Consultation]:
    """Return the conversation, and one with somebody else."""
    other = ConsultationFactory(
        organisation=cast.organisation, clinic=cast.clinic, release=conversation.release, open=True
    )
    PersonFactory(consultation=other)
    return [conversation, other]


def kinds(consultations: Iterable[Consultation]) -> list[list[str]]:
    """Return what was decided in each, in order."""
    rows = Decision.objects.order_by("pk")
    return [
        list(rows.filter(consultation=each).values_list("kind", flat=True))
        for each in consultations
    ]


def test_two_conversations_are_never_mixed(cast: Cast, conversation: Consultation) -> None:
    """H01: 200 random orders of drawing and sending; each decision lands where it was drawn."""
    both, chance = two(cast, conversation), Random(1)
    expected: list[list[str]] = [[], []]
    for _turn in range(200):
        drawn, sent = chance.randrange(2), chance.randrange(2)
        target = Consultation.objects.get(pk=both[sent].pk)
        ticket = tickets.issue(Consultation.objects.get(pk=both[drawn].pk))
        kind = ("none", "no_change")[sent]
        try:
            record(target, cast, DecisionDetails(kind=kind, review_on=LATER), ticket)
        except tickets.BadTicket:
            assert drawn != sent
        else:
            assert drawn == sent
            expected[sent].append(kind)

    assert kinds(both) == expected
    assert min(len(each) for each in expected) > 20
    mixed = [
        each
        for each in Decision.objects.all()
        if each.frozen["person"]["name"] != (each.consultation.service_user.preferred_name)
    ]
    assert mixed == []


def test_a_stale_ticket_changes_nothing(cast: Cast, conversation: Consultation) -> None:
    older = tickets.issue(conversation)
    record(conversation, cast, NONE)

    with pytest.raises(VersionConflict):
        record(conversation, cast, OLANZAPINE, older)
    assert kinds([conversation]) == [["none"]]
