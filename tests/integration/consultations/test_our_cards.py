"""Cards within a conversation, with the person's wishes first; and how the tool works."""

from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.models import Consultation
from consultations.presenters.room import presented_band
from medications.models import Caution, Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
SCOPE = (
    "It checks no allergies, no medicines taken together, no test results: "
    "your clinician or pharmacist does that with you."
)


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def card(conversation: Consultation, code: str) -> str:
    """Return the address of a card within the conversation."""
    return reverse("our_card", args=[conversation.code, code])


def side_by_side(conversation: Consultation, *codes: str) -> str:
    """Return the address of cards side by side."""
    query = "&".join(f"medicine={code}" for code in codes)
    return f"{reverse('our_compare', args=[conversation.code])}?{query}"


def test_a_card_begins_with_what_it_means_for_the_persons_list(
    amara: SignedIn, conversation: Consultation
) -> None:
    """In the words of the comparison, before all that the card holds."""
    tab = Tab(amara, conversation)
    tab.press("avoid:tremor")
    tab.press("help:evening_sleepiness")
    page = page_of(amara.get(card(conversation, "olanzapine")))
    ours = words(page.select_one(".for-your-list"))

    assert ours.startswith("For your list: Olanzapine Stands ")
    assert "1 Shaking or tremor" in ours
    assert "would help: Sleepy in the evening or at night" in ours
    assert page.select_one(".band")
    assert "How it works" in words(page.main) or len(words(page.main)) > 10 * len(ours)


def test_before_anything_is_picked_a_card_says_so(
    amara: SignedIn, conversation: Consultation
) -> None:
    assert "Nothing is picked on the checklist yet." in main_words(
        amara.get(card(conversation, "olanzapine"))
    )


def test_a_card_of_clozapine_has_its_conditions(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Hazard H10, on the card and side by side."""
    gate = Caution.objects.filter(card__medication__code="clozapine", is_gating=True)
    for address in (
        card(conversation, "clozapine"),
        side_by_side(conversation, "clozapine", "olanzapine"),
    ):
        said = words(page_of(amara.get(address)))
        assert [text for text in gate.values_list("text", flat=True) if text not in said] == []


def test_two_or_three_cards_stand_side_by_side(amara: SignedIn, conversation: Consultation) -> None:
    """Each with what it means for the list, in the order asked for."""
    codes = ("quetiapine", "olanzapine", "aripiprazole")
    for count in (2, 3):
        page = page_of(amara.get(side_by_side(conversation, *codes[:count])))
        headings = {words(each) for each in page.select(".for-your-list h2")}
        assert headings == {f"For your list: {code.capitalize()}" for code in codes[:count]}


@pytest.mark.parametrize(
    "codes", [(), ("olanzapine",), ("nowhere", "olanzapine"), ("olanzapine", "olanzapine")]
)
def test_fewer_or_unknown_ones_are_asked_for_again(
    amara: SignedIn, conversation: Consultation, codes: tuple[str, ...]
) -> None:
    """Whatever is asked for, the page answers."""
    assert amara.get(side_by_side(conversation, *codes)).status_code in (200, 422)


def test_an_unknown_card_is_not_found(amara: SignedIn, conversation: Consultation) -> None:
    assert amara.get(card(conversation, "nowhere")).status_code == 404


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_others_do_not_find_cards_of_a_conversation(
    cast: Cast, conversation: Consultation, who: str
) -> None:
    """A conversation of others and one that never was answer alike."""
    client = SignedIn(cast.people[who])
    here = client.get(card(conversation, "olanzapine"))
    there = client.get(reverse("our_card", args=[uuid4(), "olanzapine"]))

    assert here.status_code == there.status_code == 404
    assert here.content == there.content
    assert client.get(side_by_side(conversation, "olanzapine")).status_code == 404


def test_it_says_what_it_does_not_check(amara: SignedIn, conversation: Consultation) -> None:
    for name in ("comparison", "checklist"):
        text = main_words(amara.get(reverse(name, args=[conversation.code])))
        assert SCOPE in text
        assert "This is a start for talking, not an instruction." in text


def test_how_this_works_tells_the_rule_and_this_persons_weights(
    amara: SignedIn, conversation: Consultation
) -> None:
    """In the proportions of the rule; before the order is kept there are no shares."""
    address = reverse("how_this_works", args=[conversation.code])
    assert "137 : 77 : 47 : 27 : 12" in main_words(amara.get(address))
    tab = Tab(amara, conversation)
    tab.press("avoid:tremor")
    tab.press("avoid:weight_gain")
    assert "your 1st counts" not in main_words(amara.get(address))
    tab.press("keep:")

    assert "your 1st counts 75, your 2nd counts 25" in main_words(amara.get(address))


def every_page(conversation: Consultation) -> list[str]:
    """Return where the pages of a conversation are."""
    code = conversation.code
    names = ("conversation", "matters", "checklist", "comparison", "decision", "summary")
    addresses = [reverse(name, args=[code]) for name in (*names, "experience", "pregnancy")]
    addresses += [card(conversation, "olanzapine"), reverse("our_compare", args=[code])]
    return [*addresses, side_by_side(conversation, "olanzapine", "quetiapine")]


def test_who_sees_this_is_one_tap_away_on_every_page_of_a_conversation(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Who sees what is written, what if one says no, and whom to ask."""
    for address in every_page(conversation):
        [found] = page_of(amara.get(address)).select("main .kept-in-sight")
        assert "Who sees this, what if I say no, whom to ask" in words(found), address
        assert "call 111" in words(found), address


def test_every_page_says_whose_conversation_it_is(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Initials, year of birth, and the sign of the conversation: nobody mixes two up (H01)."""
    person = conversation.service_user
    band = presented_band(person, conversation.code)
    assert all((band.initials, band.born, band.said))
    for address in every_page(conversation):
        [found] = page_of(amara.get(address)).select(".band")
        for each in (band.initials, band.born, band.said):
            assert each in words(found), address
