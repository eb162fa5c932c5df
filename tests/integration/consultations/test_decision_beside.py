"""What stands beside the decision, with the real cards, and what of it is kept."""

import pytest
from django.urls import reverse

from consultations.models import Consultation, Decision
from consultations.presenters.comparison import Comparison
from consultations.presenters.decision import notes
from medications.models import Release
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab as Deciding
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.consultations.ticking import Tab

SIGNS = "What the signs mean"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def beside(amara: SignedIn, conversation: Consultation, *presses: str, **typed: str) -> str:
    """Press some buttons of the checklist, then read the page of the decision."""
    tab = Tab(amara, conversation)
    for do in presses:
        assert tab.press(do, **typed).status_code == 200
    return main_words(amara.get(reverse("decision", args=[conversation.code])))


@pytest.mark.parametrize(
    ("presses", "typed", "why"),
    [
        ((), {}, "Nothing is picked yet, so the medicines stand by name."),
        (
            ("avoid:weight_gain", "avoid:tremor"),
            {},
            "stand by name until your list is in order and you keep it.",
        ),
        (
            ("avoid:something_else",),
            {"own_words": "Trembling lips"},
            "Only your own words are picked, so the medicines stand by name.",
        ),
    ],
)
def test_it_says_why_there_are_no_places(
    presses: tuple[str, ...],
    typed: dict[str, str],
    why: str,
    amara: SignedIn,
    conversation: Consultation,
) -> None:
    said = beside(amara, conversation, *presses, **typed)

    assert why in said
    assert SIGNS not in said


def test_a_service_that_lists_by_name_says_so(
    amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    cast.organisation.comparison_order = "alphabetical"
    cast.organisation.save()

    said = beside(amara, conversation, "avoid:weight_gain")

    assert "This service lists the medicines by name." in said
    assert "in order" not in said


def test_it_says_when_nothing_could_be_placed() -> None:
    nothing = Comparison((), (), "", ("A note.",), (), "", is_by_place=True)

    assert notes(nothing) == (
        "No medicine open to choice has a place. The comparison says why.",
        "A note.",
    )


def test_the_signs_of_the_first_places_have_their_words(
    amara: SignedIn, conversation: Consultation
) -> None:
    said = beside(amara, conversation, "avoid:weight_gain")

    assert "+++" in said
    assert said.count(SIGNS) == 1
    page = page_of(amara.get(reverse("decision", args=[conversation.code])))
    assert page.select_one(".decision-beside .legend")


def test_lines_left_out_and_how_much_somebody_took_part_are_kept(
    amara: SignedIn, conversation: Consultation
) -> None:
    some = {"participation": "some_parts", "participation_reason": "I am tired."}
    Consultation.objects.filter(pk=conversation.pk).update(**some)
    beside(amara, conversation, "rather_not_say:less_sex_drive", "does_not_apply:tremor")

    Deciding(amara, conversation).keep()

    frozen = Decision.objects.get().frozen
    assert frozen["wishes"]["marks"] == [
        ["Less sex drive", "rather not say"],
        ["Shaking or tremor", "does not apply to me"],
    ]
    assert frozen["setting"]["participation_reason"] == "I am tired."
    summary = main_words(amara.get(reverse("summary", args=[conversation.code])))
    assert "How much I took part: some parts; I am tired." in summary
    assert "rather not say" not in summary
