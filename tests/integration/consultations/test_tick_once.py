"""A press counts once, in its own conversation, for whoever may; and it can be taken back."""

import random
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from consultations import tickets
from consultations.models import (
    Avoidance,
    Change,
    Consultation,
    HelpfulEffect,
    Mark,
    Participant,
)
from medications.models import Release
from tests.cast import Cast
from tests.factories import ConsultationFactory, PersonFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, row_counts
from tests.integration.consultations.ticking import Tab, kept, notice
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
LOST = "This form has lost its ticket. Please open the page again."


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def another(cast: Cast, release: Release) -> Consultation:
    """Return a second conversation of the clinic."""
    consultation = ConsultationFactory(
        organisation=cast.organisation, clinic=cast.clinic, release=release, open=True
    )
    PersonFactory(consultation=consultation)
    return consultation


def test_undo_goes_back_press_by_press_to_nothing(tab: Tab, conversation: Consultation) -> None:
    """Each step is what there was before; then a sentence, and still nothing."""
    presses = [
        "avoid:tremor",
        "avoid:dry_mouth",
        "keep:",
        "up:dry_mouth",
        "help:drooling",
        "drop:tremor",
    ]
    steps = [kept(conversation)]
    for do in [*presses, "does_not_apply:weight_gain"]:
        assert tab.press(do, **{"why-tremor": "I paint."}).status_code == 200
        steps.append(kept(conversation))
    for step in reversed(steps[:-1]):
        assert tab.press("undo:").status_code == 200
        assert kept(conversation) == step

    assert tab.press("undo:").status_code == 422
    assert notice(tab.page) == "There is nothing to undo."
    assert kept(conversation).is_empty


def test_undo_after_undo_and_new_presses_goes_on_from_what_still_stands(
    tab: Tab, conversation: Consultation
) -> None:
    """What was taken back before is not taken back again."""
    for do in ("avoid:tremor", "avoid:dry_mouth", "undo:", "avoid:drooling", "undo:"):
        tab.press(do)
    assert kept(conversation).avoid == ("tremor",)

    assert tab.press("undo:").status_code == 200
    assert kept(conversation).avoid == ()
    assert tab.press("undo:").status_code == 422


def test_a_press_that_changed_nothing_is_not_what_undo_takes_back(
    tab: Tab, conversation: Consultation
) -> None:
    for do in ("avoid:tremor", "avoid:tremor", "words:"):
        tab.press(do)
    tab.press("undo:")

    assert kept(conversation).avoid == ()


def test_a_press_sent_twice_counts_once(tab: Tab, conversation: Consultation) -> None:
    """A slow network, an impatient finger."""
    sent = dict(tab.fields)
    first = tab.press("avoid:tremor")
    tab.fields = sent
    second = tab.press("avoid:tremor")

    assert (first.status_code, second.status_code) == (200, 200)
    assert Change.objects.count() == 1
    assert kept(conversation).avoid == ("tremor",)
    assert tab.press("avoid:dry_mouth").status_code == 200


def test_a_press_of_another_conversation_writes_nothing(
    tab: Tab, cast: Cast, release: Release
) -> None:
    """And its words do not become this person's with the next press."""
    other = another(cast, release)
    tab.press("avoid:tremor")
    before = row_counts()
    fields = {
        "why-tremor": "of somebody else",
        "own_words": "theirs",
    }
    response = tab.press("avoid:dry_mouth", ticket=tickets.issue(other), **fields)

    assert response.status_code == 422
    assert notice(tab.page) == "This form belongs to another conversation. Nothing was saved."
    assert row_counts() == before
    assert tab.fields["why-tremor"] == tab.page.select_one("[name=own_words]")["value"] == ""


@pytest.mark.parametrize("ticket", ["", "x", None])
def test_a_press_without_a_ticket_writes_nothing(tab: Tab, ticket: str | None) -> None:
    tab.fields = {name: its for name, its in tab.fields.items() if name != "ticket"}
    if ticket is not None:
        tab.fields["ticket"] = ticket
    response = tab.press("avoid:tremor")

    assert (response.status_code, notice(tab.page)) == (422, LOST)
    assert not Change.objects.exists()


def test_presses_of_two_tabs_stay_in_their_own_conversation(
    tab: Tab, amara: SignedIn, cast: Cast, conversation: Consultation, release: Release
) -> None:
    """Hazard H01: 200 presses here and there, and no row in the wrong one."""
    other = another(cast, release)
    tabs = {conversation.pk: tab, other.pk: Tab(amara, other)}
    lines = {
        conversation.pk: ("tremor", "dry_mouth", "weight_gain", "something_else"),
        other.pk: ("drooling", "restlessness", "increased_dreaming", "something_else"),
    }
    verbs = ("avoid", "unavoid", "help", "unhelp", "drop", "rather_not_say", "up", "to1")
    pick = random.Random(20261123)
    for _press in range(200):
        pk = pick.choice(list(tabs))
        code = pick.choice(lines[pk])
        typed = {f"why-{code}": f"of {pk}", "own_words": f"of {pk}"}
        answer = tabs[pk].press(f"{pick.choice(verbs)}:{code}", **typed)
        assert answer.status_code in (200, 422)

    for pk, codes in lines.items():
        mine = {"consultation": pk}
        for model in (Avoidance, HelpfulEffect, Mark):
            rows = model.objects.filter(**mine)
            assert set(rows.values_list("effect__code", flat=True)) <= set(codes)
            assert set(rows.values_list("voice__consultation", flat=True)) <= {pk}
        texts = {*Avoidance.objects.filter(**mine).values_list("why", "own_words").distinct()}
        assert {text for row in texts for text in row} <= {"", f"of {pk}"}
        changes = Change.objects.filter(**mine)
        assert changes.count() > 50
        assert {*changes.values_list("participant__consultation", flat=True)} == {pk}
        chosen = [code for each in changes for code in each.after["avoid"] + each.after["helpful"]]
        assert set(chosen) == set(codes)


def test_a_line_stays_whose_it_was_when_a_colleague_changes_another(
    tab: Tab, cast: Cast, conversation: Consultation
) -> None:
    """Also when it moves up because one above it goes; what Ben words anew is Ben's."""
    for do in ("avoid:tremor", "avoid:dry_mouth", "avoid:drooling", "help:weight_gain"):
        tab.press(do)
    ben = Tab(SignedIn(cast.people["ben"]), conversation)
    ben.press("unavoid:tremor")
    ben.press("words:", **{"why-drooling": "At work."})
    rows = Avoidance.objects.values_list("effect__code", "priority", "entered_by__name")

    assert list(rows) == [("dry_mouth", 1, "Amara Okafor"), ("drooling", 2, "Ben Hughes")]
    assert HelpfulEffect.objects.get().entered_by.name == "Amara Okafor"
    who = "Entered for Sam by Amara Okafor and Ben Hughes."
    assert words(ben.page.select_one(".who")) == who
    assert who in main_words(ben.client.get(ben.address))


def posted(client: SignedIn, address: str, ticket: str) -> HttpResponse:
    """Return the answer to a press by somebody who got hold of a ticket."""
    return client.post(address, {"ticket": ticket, "do": "avoid:tremor"})


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_others_do_not_find_it_even_with_a_ticket(
    cast: Cast, conversation: Consultation, who: str
) -> None:
    """A conversation of others and one that never was answer alike."""
    client, ticket = SignedIn(cast.people[who]), tickets.issue(conversation)
    here = posted(client, reverse("checklist", args=[conversation.code]), ticket)
    there = posted(client, reverse("checklist", args=[uuid4()]), ticket)

    assert here.status_code == there.status_code == 404
    assert here.content == there.content
    assert not Change.objects.exists()
    assert not Participant.objects.filter(account=cast.people[who]).exists()


@pytest.mark.parametrize("who", ["dev", "femi", "grace"])
def test_another_role_presses_nothing(cast: Cast, conversation: Consultation, who: str) -> None:
    address = reverse("checklist", args=[conversation.code])
    response = posted(SignedIn(cast.people[who]), address, tickets.issue(conversation))

    assert response.status_code == 403
    assert not Change.objects.exists()
