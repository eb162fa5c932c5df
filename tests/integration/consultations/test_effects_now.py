"""Side effects felt now: said by the person or for them, and taken as true."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.models import Change, Consultation, CurrentEffect
from medications.models import Release
from tests.cast import CODE, Cast
from tests.factories import CurrentMedicineFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import (
    errors,
    main_words,
    page_of,
    queries,
    row_counts,
    sent,
)
from tests.integration.consultations.ticking import Tab

pytestmark = pytest.mark.django_db
LIST = reverse("effects_now", args=[CODE])
TREMOR = reverse("effect_now", args=[CODE, "tremor"])
WORDS = {"bother": "2", "severity": "moderate", "own_words": "I <spill> my tea."}
COMPARISON = reverse("comparison", args=[CODE])


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk."""
    cache.clear()


def say(browser: Client, address: str = TREMOR, **words: str) -> HttpResponse:
    """Draw the form of a line, fill it in and send it."""
    return browser.post(address, sent(page_of(browser.get(address))) | words)


def test_the_person_says_how_much_it_bothers_in_own_words(sam: Client) -> None:
    """It is theirs, and told on the list as it was said."""
    assert say(sam, **WORDS).url == LIST

    row = CurrentEffect.objects.get()
    assert (row.bother, row.severity, row.own_words) == (2, "moderate", "I <spill> my tea.")
    assert row.entered_by == row.voice
    shown = main_words(sam.get(LIST))
    assert "Moderate, bothers quite a lot" in shown
    assert "I <spill> my tea." in shown
    assert "Entered by Sam on " in shown
    assert "taken as true, unless you talk about it" in shown


def test_it_can_be_kept_from_a_carer(sam: Client, amara: SignedIn) -> None:
    """A clinician who changes something else leaves that as it was; the change keeps it too."""
    say(sam, **WORDS, is_private="on")
    assert page_of(sam.get(TREMOR)).select_one("[name=is_private][checked]")

    say(amara, bother="1")
    row = CurrentEffect.objects.get()
    assert (row.bother, row.is_private) == (1, True)
    assert Change.objects.latest("pk").before["is_private"] is True

    form = sent(page_of(sam.get(TREMOR)))
    del form["is_private"]
    sam.post(TREMOR, form)
    assert CurrentEffect.objects.get().is_private is False


def test_its_title_says_no_side_effect(sam: Client) -> None:
    """It stays in the history of the browser (H13)."""
    page = page_of(sam.get(TREMOR))
    assert "remor" in page.h1.get_text()
    assert "remor" not in page.title.get_text()


def test_a_clinician_says_it_for_them_and_the_page_tells(amara: SignedIn) -> None:
    say(amara, bother="0")

    assert CurrentEffect.objects.get().bother == 0
    shown = main_words(amara.get(LIST))
    assert "Bothers not at all" in shown
    assert "Entered for Sam by Amara Okafor on " in shown


def test_nothing_has_to_be_answered(sam: Client) -> None:
    """That one has it is enough."""
    say(sam)
    row = CurrentEffect.objects.get()
    assert (row.bother, row.severity, row.own_words) == (None, "", "")


def test_something_else_needs_words(sam: Client) -> None:
    address = reverse("effect_now", args=[CODE, "something_else"])
    assert errors(page_of(say(sam, address), status=422)) == {"own_words": "Write what it is."}
    say(sam, address, own_words="Itching", bother="3")
    assert "Itching (bothers very much)." in main_words(sam.get(COMPARISON))


def test_what_was_said_is_changed_and_taken_out(sam: Client) -> None:
    """The history keeps what it was; a line that was said is not offered again."""
    say(sam, **WORDS)
    assert page_of(sam.get(TREMOR)).select_one("[name=bother][checked]")["value"] == "2"
    assert not page_of(sam.get(LIST)).select(f".to-add a[href='{TREMOR}']")
    say(sam, bother="1")
    assert CurrentEffect.objects.get().bother == 1

    say(sam, remove="yes")
    assert not CurrentEffect.objects.exists()
    kept = [(each.what, each.before.get("bother")) for each in Change.objects.all()]
    assert kept == [
        ("record_effect_now", None),
        ("record_effect_now", 2),
        ("remove_effect_now", 1),
    ]
    assert page_of(sam.get(LIST)).select(f".to-add a[href='{TREMOR}']")


def test_it_stands_beside_the_medicine_taken_now(
    amara: SignedIn, conversation: Consultation
) -> None:
    """On the comparison and on its card, not on the card of another one."""
    olanzapine = conversation.release.cards.get(medication__code="olanzapine").medication
    CurrentMedicineFactory(consultation=conversation, medication=olanzapine)
    say(amara, **WORDS)

    told = "tremor (moderate, bothers quite a lot)"
    assert told in main_words(amara.get(COMPARISON))
    card = reverse("our_card", args=[CODE, "olanzapine"])
    assert told in main_words(amara.get(card))
    other = reverse("our_card", args=[CODE, "aripiprazole"])
    assert told not in main_words(amara.get(other))
    experience = reverse("experience", args=[CODE])
    assert told in main_words(amara.get(experience))


def test_a_press_on_the_checklist_asks_no_more_for_it(
    amara: SignedIn, conversation: Consultation
) -> None:
    tab = Tab(amara, conversation)
    tab.press("avoid:dry_mouth")
    before = queries(lambda: tab.press("avoid:constipation"))
    say(amara, **WORDS)
    tab = Tab(amara, Consultation.objects.get())
    assert queries(lambda: tab.press("avoid:drooling")) == before


def test_two_who_say_it_at_once_lose_nothing(sam: Client, amara: SignedIn) -> None:
    """The second sees what is saved, and the own words stay."""
    theirs = sent(page_of(sam.get(TREMOR)))
    say(amara, own_words="From the clinician")

    page = main_words(sam.post(TREMOR, theirs | WORDS), status=422)
    assert "From the clinician" in page
    assert CurrentEffect.objects.get().own_words == "From the clinician"


def test_a_conversation_that_has_ended_keeps_it(sam: Client, amara: SignedIn) -> None:
    """The person takes the summary home; a clinician reads on."""
    say(sam, **WORDS)
    form = sent(page_of(sam.get(TREMOR)))
    Consultation.objects.update(
        stage="ended", ended_at=timezone.now(), look_again_on=timezone.localdate()
    )

    before = row_counts()
    assert sam.post(TREMOR, form | {"bother": "0"}).status_code == 403
    assert row_counts() == before
    assert sam.get(LIST).url == reverse("summary", args=[CODE])
    assert amara.get(TREMOR).url == LIST
    page = page_of(amara.get(LIST))
    assert "I <spill> my tea." in page.main.text
    assert not page.select(".to-add a")


def test_no_other_line_and_nobody_elses(amara: SignedIn, cast: Cast) -> None:
    assert amara.get(reverse("effect_now", args=[CODE, "nothing"])).status_code == 404
    assert SignedIn(cast.people["carla"]).get(LIST).status_code == 404
    assert SignedIn(cast.people["dev"]).get(LIST).status_code == 403
