"""How the medicines compare, as the page says it: in order, apart, never dropped."""

import html

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation
from consultations.models import Consultation, Participant
from medications.models import Availability, Caution, Medication, Release
from tests.cast import Cast
from tests.factories import AvoidanceFactory, CurrentMedicineFactory, ExperienceFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.comparing import compared, groups, picked, row
from tests.integration.consultations.reading import page_of
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
ALL = 19
FIVE = ("weight_gain", "restlessness", "tremor", "drooling", "dry_mouth")


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def places(page: BeautifulSoup) -> list[str]:
    """Return the places of the first group as they are written."""
    first = page.select_one(".compared-group")
    return [each["data-place"] for each in first.select("li.compared")]


def numbers(written: list[str]) -> list[int]:
    """Return places as numbers."""
    return [int("".join(each for each in place if each.isdigit())) for place in written]


def test_nothing_picked_is_by_name(amara: SignedIn, conversation: Consultation) -> None:
    page = compared(amara, conversation)
    first = next(iter(groups(page).values()))

    assert first == sorted(first)
    assert set(places(page)) == {""}
    assert "Nothing is picked yet, so the medicines stand by name." in words(page.main)


@pytest.mark.parametrize(
    ("presses", "sentence"),
    [
        (["rather_not_say:tremor"], "Nothing is picked yet, so the medicines stand by name."),
        (
            ["avoid:tremor", "avoid:weight_gain"],
            "The medicines stand by name until your list is in order and you keep it.",
        ),
    ],
)
def test_without_an_order_nobody_has_a_place(
    amara: SignedIn, conversation: Consultation, presses: list[str], sentence: str
) -> None:
    """And the page says what is missing."""
    picked(amara, conversation, *presses)
    page = compared(amara, conversation)

    assert set(places(page)) == {""}
    assert sentence in words(page.main)


def test_line_37_alone_places_nobody_and_is_asked_about(
    amara: SignedIn, conversation: Consultation
) -> None:
    Tab(amara, conversation).press("avoid:something_else", own_words="a buzzing")
    page = compared(amara, conversation)

    assert set(places(page)) == {""}
    assert "Only your own words are picked, so the medicines stand by name." in words(page.main)
    assert "ask about them with every medicine" in words(page.main)
    assert "not on the cards: ask about this one" in row(page, "olanzapine")


def test_in_order_the_places_are_numbered_and_shared_ones_are_joint(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Each number is one more than how many stand before it."""
    picked(amara, conversation, *(f"avoid:{code}" for code in FIVE), "keep:")
    page = compared(amara, conversation)
    found = numbers(places(page))

    assert found == [1 + sum(each < place for each in found) for place in found]
    joint = [place.startswith("joint") for place in places(page)]
    assert joint == [found.count(place) > 1 for place in found]
    assert any(joint)
    first = words(page.select_one("li.compared"))
    assert "Has the least of your list, in your order." in first
    assert page.select_one(".read-back").text.startswith(
        "Most of all you want to avoid weight gain,"
    )


def test_clozapine_stands_apart_with_all_its_conditions_and_where_it_would_stand(
    amara: SignedIn, conversation: Consultation
) -> None:
    """On the comparison, on the checklist and in the answer to a press: hazard H10."""
    tab = picked(amara, conversation, "avoid:tremor")
    gate = Caution.objects.filter(card__medication__code="clozapine", is_gating=True)
    answers = [
        tab.client.get(tab.address),
        amara.get(reverse("comparison", args=[conversation.code])),
    ]
    for page in [*(page_of(each) for each in answers), tab.page]:
        assert groups(page)["Usually kept for later"] == ["clozapine"]
        assert "It would stand" in row(page, "clozapine")
        said = words(page)
        assert [text for text in gate.values_list("text", flat=True) if text not in said] == []


def not_simply(conversation: Consultation, code: str, state: str, cast: Cast) -> None:
    """Let the service say that a medicine is not simply to be had."""
    Availability.objects.create(
        organisation=conversation.organisation,
        medication=Medication.objects.get(code=code),
        state=state,
        reason="Ask Ewa.",
        by=cast.people["ewa"],
    )


def test_one_that_is_not_stocked_stands_apart_with_the_reason(
    amara: SignedIn, conversation: Consultation, cast: Cast
) -> None:
    picked(amara, conversation, "avoid:tremor")
    not_simply(conversation, "quetiapine", Availability.State.NOT_STOCKED, cast)
    page = compared(amara, conversation)

    assert groups(page)["Not available here now"] == ["quetiapine"]
    assert "Ask Ewa. It would stand" in row(page, "quetiapine")


def test_one_that_needs_approval_stays_and_says_so(
    amara: SignedIn, conversation: Consultation, cast: Cast
) -> None:
    picked(amara, conversation, "avoid:tremor")
    not_simply(conversation, "quetiapine", Availability.State.NEEDS_APPROVAL, cast)
    page = compared(amara, conversation)

    assert "quetiapine" in groups(page)["Open to choice now"]
    assert "Ask Ewa." in row(page, "quetiapine")
    assert "It would stand" not in row(page, "quetiapine")


def test_a_service_may_list_by_name(
    amara: SignedIn, conversation: Consultation, cast: Cast
) -> None:
    """No place, nothing "first", no "would stand"; the levels and the why stay."""
    picked(amara, conversation, "avoid:tremor")
    cast.organisation.comparison_order = Organisation.ComparisonOrder.ALPHABETICAL
    cast.organisation.save()
    page = compared(amara, conversation)
    first = next(iter(groups(page).values()))

    assert first == sorted(first)
    assert set(places(page)) == {""}
    text = words(page.main)
    assert "This service lists the medicines by name." in text
    assert "Has the least" not in text
    assert "It would stand" not in text
    assert "ways of weighing" not in text


@pytest.mark.parametrize("order", ["", "name", "places"])
def test_there_is_no_other_order(cast: Cast, order: str) -> None:
    """It would be taken for one of the two without a word."""
    organisations = Organisation.objects.filter(pk=cast.organisation.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        organisations.update(comparison_order=order)


def test_what_is_strong_elsewhere_is_said(amara: SignedIn, conversation: Consultation) -> None:
    """Olanzapine's weight gain is named when only tremor was asked about."""
    picked(amara, conversation, "avoid:tremor")

    assert "also: +++" in row(compared(amara, conversation), "olanzapine")
    picked(amara, conversation, "avoid:weight_gain")
    also = row(compared(amara, conversation), "olanzapine").partition("also: +++")[2]
    assert not also.startswith(" weight gain")


def test_what_is_taken_now_and_was_taken_before_is_beside_it(
    amara: SignedIn, conversation: Consultation
) -> None:
    """In the person's words, and "no change" is a choice too."""
    person = Participant.objects.get(consultation=conversation, kind="service_user")
    here = {"consultation": conversation, "voice": person}
    olanzapine = Medication.objects.get(code="olanzapine")
    CurrentMedicineFactory(medication=olanzapine, dose="15 mg at night", **here)
    CurrentMedicineFactory(medication=None, name="Zotepine", **here)
    quetiapine = Medication.objects.get(code="quetiapine")
    ExperienceFactory(medication=quetiapine, good="slept", bad="too tired", **here)
    page = compared(amara, conversation)

    assert page.select_one(".compared--taken")["data-medicine"] == "olanzapine"
    assert "15 mg at night" in row(page, "olanzapine")
    assert "I took it before: good: slept; bad: too tired" in row(page, "quetiapine")
    text = words(page.main)
    assert "Zotepine" in text
    assert "No change, a lower dose and no medicine are choices too." in text


FILTERS = ["form=tablet", "form=liquid", "form=injection", "once_a_day=on", "available=on"]


@pytest.mark.parametrize("query", ["", *FILTERS, "&".join(FILTERS[1:]), "form=nowhere"])
def test_a_filter_drops_nobody_and_moves_no_place(
    amara: SignedIn, conversation: Consultation, query: str
) -> None:
    picked(amara, conversation, "avoid:tremor", "avoid:weight_gain", "keep:")
    plain = compared(amara, conversation)
    page = compared(amara, conversation, f"?{query}")
    everybody = [code for its in groups(page).values() for code in its]

    assert len(everybody) == len(set(everybody)) == ALL
    for each in page.select("li.compared"):
        before = plain.select_one(f"[data-medicine={each['data-medicine']}]")
        assert each["data-place"] == before["data-place"]


def test_a_name_never_stands_without_its_conditions(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Each medicine of the page has all that its card always shows beside its name."""
    page = compared(amara, conversation)
    kinds = (Caution.Kind.RESTRICTION, Caution.Kind.MONITORING, Caution.Kind.NOT_LICENSED)
    rows = Caution.objects.filter(card__releases=conversation.release, kind__in=kinds)
    always = rows.filter(is_gating=True) | rows.filter(kind=Caution.Kind.NOT_LICENSED)

    assert always.count() > 2
    for code, text in always.values_list("card__medication__code", "text"):
        assert html.unescape(text) in row(page, code)


def test_another_conversations_wishes_move_nothing_here(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Hazard H01, on the page: what somebody else avoids is not among the columns."""
    AvoidanceFactory()
    page = compared(amara, conversation)

    assert page.select(".compared__levels dt") == []


@pytest.mark.parametrize("who", ["carla", "hugo"])
@pytest.mark.parametrize("name", ["comparison", "how_this_works", "checklist", "checklist_form"])
def test_others_do_not_find_it(cast: Cast, conversation: Consultation, who: str, name: str) -> None:
    address = reverse(name, args=[conversation.code])

    assert SignedIn(cast.people[who]).get(address).status_code == 404
