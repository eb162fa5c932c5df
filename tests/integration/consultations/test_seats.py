"""What the person opens and writes from a seat of their own; and how a seat ends."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations import seats
from consultations.models import Avoidance, Change, Consultation, Participant
from consultations.stages import Stage
from medications.models import Release
from tests.cast import CODE
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import NOT_HERE
from tests.integration.consultations.knocking import (
    JOINING,
    LEAVE,
    MATTERS,
    WAITING,
    press,
)
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent
from tests.integration.consultations.ticking import Tab, kept, said
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
PERSONS = ("matters", "checklist", "checklist_form", "comparison", "how_this_works", "summary")
CLINICIANS = ("conversation", "beginning", "decision", "experience", "joining", "newest_cards")


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk; wrong codes are counted from nought in every test."""
    cache.clear()


@pytest.mark.parametrize("name", PERSONS)
def test_the_person_opens_their_pages(sam: Client, name: str) -> None:
    """Without the steps and ways of a clinician, and stored by no browser."""
    response = sam.get(reverse(name, args=[CODE]))
    page = page_of(response)

    steps = [words(each) for each in page.select(".way-through a")]
    assert steps == ["What matters", "Checklist", "Medicines", "Summary"]
    assert response["Cache-Control"] == "no-store"
    found = {each["href"] for each in page.select("main a[href], .band a[href]")}
    closed = {reverse(each, args=[CODE]) for each in CLINICIANS}
    assert not found & closed
    assert not any("/people/" in each for each in found)


@pytest.mark.parametrize("name", CLINICIANS)
def test_the_person_does_not_open_a_clinicians_pages(sam: Client, name: str) -> None:
    assert sam.get(reverse(name, args=[CODE])).status_code == 302
    assert sam.post(reverse(name, args=[CODE]), {"do": "open"}).status_code == 403


def test_another_conversation_is_unknown_to_a_seat(sam: Client) -> None:
    other = "00000000-0000-0000-0000-000000000000"
    assert sam.get(reverse("checklist", args=[other])).status_code == 404
    assert sam.post(reverse("checklist", args=[other]), {"do": "words:"}).status_code in (404, 422)


def test_what_the_person_presses_is_theirs(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    """Nobody typed it for them; the change and the audit say who it was."""
    tab = Tab(sam, conversation)
    assert tab.press("avoid:tremor").status_code == 200
    assert said(tab.page) == "Saved. Shaking or tremor is on your list."
    person = Participant.objects.get(kind="service_user")

    assert Avoidance.objects.get().entered_by == person
    change = Change.objects.get()
    assert (change.participant, change.account) == (person, None)
    entry = AuditEntry.objects.filter(action="record_checklist").get()
    assert (entry.by, entry.detail["participant"]) == (None, person.pk)
    shown = main_words(amara.get(reverse("checklist", args=[CODE])))
    assert "Entered for" not in shown
    assert "saved by Sam" in main_words(amara.get(reverse("conversation", args=[CODE])))


def test_of_a_list_by_both_it_is_said_that_some_was_entered_for_them(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    Tab(amara, conversation).press("avoid:dry_mouth")
    Tab(sam, conversation).press("avoid:tremor")

    shown = main_words(amara.get(reverse("checklist", args=[CODE])))
    assert "Entered by Sam, some lines for Sam by Amara Okafor." in shown


def test_what_matters_is_typed_by_the_person(sam: Client) -> None:
    form = sent(page_of(sam.get(MATTERS)))
    assert sam.post(MATTERS, form | {"good_life": "I paint."}).status_code == 302
    page = main_words(sam.get(reverse("checklist", args=[CODE])))

    assert "I paint." in page
    assert "Typed for" not in page


def test_both_write_and_neither_overwrites_the_other(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    theirs, hers = Tab(sam, conversation), Tab(amara, conversation)
    theirs.press("avoid:tremor")

    assert hers.press("avoid:dry_mouth").status_code == 422
    assert hers.press("avoid:dry_mouth").status_code == 200
    assert kept(conversation).avoid == ("tremor", "dry_mouth")


def test_an_ended_seat_shows_and_saves_nothing(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    """From the press on: the page that is open is answered with where one joins."""
    tab = Tab(sam, conversation)
    press(amara, "remove")
    before = row_counts()

    assert tab.press("avoid:tremor").status_code == 403
    assert row_counts() == before
    assert sam.get(MATTERS).url == NOT_HERE
    assert "Nobody yet." in main_words(amara.get(JOINING))


def test_a_seat_that_ends_while_a_press_is_on_its_way_saves_nothing(
    sam: Client, conversation: Consultation
) -> None:
    """The service looks again, under the lock."""
    from consultations import services, tickets
    from consultations.services.joining import leave

    seat = Participant.objects.get(kind="service_user")
    leave(seat=seat)
    ticket = tickets.read(tickets.issue(conversation), CODE)
    with pytest.raises(services.saving.PermissionDenied):
        services.record_checklist(ticket=ticket, by=seat, change=lambda before: before)

    assert not Change.objects.exists()


def test_looking_at_pages_keeps_a_seat(sam: Client) -> None:
    Participant.objects.exclude(seat_digest="").update(
        seat_seen_at=timezone.now() - timedelta(minutes=5)
    )
    sam.get(MATTERS)
    seen = Participant.objects.get(kind="service_user").seat_seen_at

    assert timezone.now() - seen < timedelta(minutes=1)


def test_leaving_wipes_the_screen(sam: Client) -> None:
    response = sam.post(LEAVE)
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "shows nothing of it any more" in main_words(sam.get(response.url))
    assert sam.get(MATTERS).status_code == 302


def test_after_the_end_what_goes_home_is_not_left_by_one_press(
    sam: Client, conversation: Consultation
) -> None:
    """It asks first, in a fold; and whoever has left reads that nobody can join any more."""
    fold = page_of(sam.get(MATTERS)).select_one(f"form[action='{LEAVE}']").find_parent("details")
    assert fold is None
    decide(conversation)
    ended = {"stage": Stage.DECIDED, "ended_at": timezone.now(), "look_again_on": "2026-12-21"}
    Consultation.objects.filter(pk=conversation.pk).update(**ended)
    page = page_of(sam.get(MATTERS, follow=True))
    fold = page.select_one(f"form[action='{LEAVE}']").find_parent("details")
    assert "Have you printed or saved it?" in words(fold)
    left = sam.get(sam.post(LEAVE).url)
    assert "It has ended, so nobody can join it now." in main_words(left)
    assert not page_of(left).select(f"main a[href='{reverse('join')}']")


def test_handing_over_signs_the_clinician_out(amara: SignedIn, conversation: Consultation) -> None:
    response = amara.post(JOINING, {"do": "hand_over"})

    assert response.url == reverse("checklist", args=[CODE])
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert amara.get(reverse("day")).status_code == 302
    tab = Tab(amara, conversation)
    tab.press("avoid:tremor")
    assert Avoidance.objects.get().entered_by.kind == "service_user"


def test_after_the_end_the_person_reads_the_summary_and_writes_nothing(
    sam: Client, conversation: Consultation
) -> None:
    """For an hour: long enough to print it."""
    tab = Tab(sam, conversation)
    Consultation.objects.update(
        stage="ended", ended_at=timezone.now(), look_again_on=timezone.localdate()
    )
    assert sam.get(reverse("summary", args=[CODE])).status_code == 200
    assert tab.press("avoid:tremor").status_code == 403
    assert not Avoidance.objects.exists()

    Consultation.objects.update(ended_at=timezone.now() - seats.AFTER_THE_END)
    assert sam.get(reverse("summary", args=[CODE])).url == NOT_HERE


def test_a_forged_seat_opens_nothing(sam: Client) -> None:
    browser = Client()
    browser.cookies[settings.SEAT_COOKIE_NAME] = sam.cookies[settings.SEAT_COOKIE_NAME].value + "x"
    assert browser.get(MATTERS).url == NOT_HERE
    browser.cookies[settings.KNOCK_COOKIE_NAME] = "1:forged"
    assert browser.get(WAITING).status_code == 410


def test_after_the_end_somebody_can_still_be_sent_away(sam: Client, amara: SignedIn) -> None:
    """And whoever is left in their seat reads that it has ended."""
    ended = {"stage": "ended", "ended_at": timezone.now(), "look_again_on": timezone.localdate()}
    Consultation.objects.filter(code=CODE).update(**ended)
    assert "This conversation has ended" in main_words(sam.get(MATTERS, follow=True))
    press(amara, "remove")
    assert sam.get(MATTERS).url == NOT_HERE


def test_whoever_sits_here_finds_back_from_every_page(sam: Client) -> None:
    """And nobody is asked to sign in, or to join, who has."""
    header = page_of(sam.get(reverse("cards"))).select_one("header")
    assert header.select_one(f"a[href='{reverse('locked')}']").text == "Your conversation"
    assert sam.get(reverse("locked")).url == reverse("checklist", args=[CODE])
    assert "Join with a code" not in header.text
    assert "Join with a code" in page_of(Client().get(reverse("home"))).select_one("header").text
