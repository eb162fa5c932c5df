"""Coming into a conversation without an account: the door, the knock, the seat; and out again."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations import seats
from consultations.models import Avoidance, Change, Consultation, Invitation, Participant
from consultations.services.joining import open_door
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent
from tests.integration.consultations.ticking import Tab, kept, said
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
JOIN, WAITING, LEAVE = reverse("join"), reverse("waiting"), reverse("leave")
JOINING = reverse("joining", args=[CODE])
MATTERS = reverse("matters", args=[CODE])
WRONG = "This code does not open a conversation, or not any more."
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


def opened(amara: Client) -> str:
    """Open a door; return its code."""
    page = page_of(amara.post(JOINING, {"do": "open"}))
    square = page.select_one(".door__square path")
    assert square["d"].startswith("M4 4h7v1h-7z"), "a corner is where a camera looks for it"
    return words(page.select_one(".door__code")).removeprefix("Code: ")


def knock(browser: Client, code: str) -> HttpResponse:
    """Type a code."""
    return browser.post(JOIN, {"code": code, "link": ""})


def press(amara: Client, do: str) -> HttpResponse:
    """Press the first button of its kind on the clinician's page."""
    page = page_of(amara.get(JOINING))
    button = page.select_one(f"button[value={do}]")
    key = button.find_parent("form").select_one("[name=key]")["value"]
    return amara.post(JOINING, {"do": do, "key": key}, follow=True)


@pytest.fixture
def sam(amara: SignedIn) -> Client:
    """Return a browser in which Sam has come in and sat down."""
    browser = Client()
    knock(browser, opened(amara))
    press(amara, "admit")
    assert browser.get(WAITING).url == MATTERS
    return browser


def test_a_code_is_typed_as_people_type_it_and_somebody_lets_them_in(amara: SignedIn) -> None:
    """Small letters, a space, an O for a nought; the page of who waits says no name."""
    browser, code = Client(), opened(amara)
    typed = f" {code.lower().replace('0', 'o').replace('1', 'l').replace('-', ' ')} "
    assert knock(browser, typed).url == WAITING
    waits = browser.get(WAITING)
    assert "Sam" not in waits.content.decode()
    assert "Amara" not in waits.content.decode()
    assert 'http-equiv="refresh"' in waits.content.decode()

    assert "Somebody waits to be let in" in main_words(amara.get(JOINING))
    press(amara, "admit")

    assert browser.get(WAITING).url == MATTERS
    assert browser.get(MATTERS).status_code == 200
    assert "Sam, since" in main_words(amara.get(JOINING))


def test_a_link_lets_in_as_well(cast: Cast, amara: SignedIn, conversation: Consultation) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    browser = Client()
    assert browser.post(JOIN, {"code": "", "link": door.link}).url == WAITING
    press(amara, "admit")

    assert browser.get(WAITING).url == MATTERS


def test_nothing_that_opens_a_door_is_kept(cast: Cast, conversation: Consultation) -> None:
    """Neither the code nor the link nor the seat's token stands in any row."""
    door = open_door(consultation=conversation, by=cast.people["amara"])
    kept = Invitation.objects.get()

    assert door.link not in (kept.token_digest, kept.code_digest)
    assert seats.as_typed(door.code) not in kept.code_digest
    assert len(seats.as_typed(door.code)) == seats.CODE_LENGTH
    assert kept.expires_at - kept.created_at <= seats.OPEN_FOR + timedelta(seconds=1)


def late(invitation: Invitation) -> None:
    """Let ten minutes go by."""
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())


def used(invitation: Invitation) -> None:
    """Let another browser have been first."""
    Invitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())


def shut(invitation: Invitation) -> None:
    """Let the clinician have shut the door."""
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())


@pytest.mark.parametrize("change", [late, used, shut])
def test_wrong_late_used_and_shut_are_answered_alike(
    cast: Cast, conversation: Consultation, change: object
) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    change(door.invitation)
    answers = [knock(Client(), each) for each in (door.code, "7777-7777", "")]

    assert {each.status_code for each in answers} == {422}
    for first, second in pairwise(main_words(each, 422) for each in answers):
        assert first == second
    assert WRONG in main_words(answers[0], 422)


def test_of_two_browsers_with_one_code_the_first_waits(amara: SignedIn) -> None:
    first, second, code = Client(), Client(), opened(amara)
    assert knock(first, code).url == WAITING
    assert knock(second, code).status_code == 422
    press(amara, "admit")

    assert second.get(WAITING).status_code == 410
    assert first.get(WAITING).status_code == 302
    assert first.get(WAITING).status_code == 410, "a seat is given once"


def test_a_new_door_shuts_the_one_before(amara: SignedIn) -> None:
    before, after = opened(amara), opened(amara)

    assert knock(Client(), before).status_code == 422
    assert knock(Client(), after).status_code == 302


def test_who_is_sent_away_does_not_come_in(amara: SignedIn) -> None:
    browser = Client()
    knock(browser, opened(amara))
    press(amara, "shut")

    assert browser.get(WAITING).status_code == 410
    assert browser.get(MATTERS).status_code == 302
    assert not Participant.objects.exclude(seat_digest="").exists()


def test_after_many_wrong_codes_typing_pauses_and_links_go_on(
    cast: Cast, conversation: Consultation
) -> None:
    door = open_door(consultation=conversation, by=cast.people["amara"])
    browser = Client()
    for _guess in range(11):
        answer = knock(browser, "7777-7777")

    assert "Too many codes were tried" in main_words(answer, 422)
    assert knock(browser, door.code).status_code == 422
    assert browser.post(JOIN, {"code": "", "link": door.link}).status_code == 302


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
    assert sam.get(MATTERS).url == JOIN
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


def test_a_seat_idles(sam: Client) -> None:
    """Half an hour without a page, and the browser has to be let in again."""
    Participant.objects.update(seat_seen_at=timezone.now() - seats.IDLE - timedelta(minutes=1))
    assert sam.get(MATTERS).url == JOIN


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
    assert tab.press("avoid:tremor").status_code == 422
    assert not Avoidance.objects.exists()

    Consultation.objects.update(ended_at=timezone.now() - seats.AFTER_THE_END)
    assert sam.get(reverse("summary", args=[CODE])).url == JOIN


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_another_clinic_finds_no_door(cast: Cast, who: str) -> None:
    browser = SignedIn(cast.people[who])
    assert browser.get(JOINING).status_code == 404
    assert browser.post(JOINING, {"do": "open"}).status_code == 404
    assert not Invitation.objects.exists()


def test_a_forged_seat_opens_nothing(sam: Client) -> None:
    browser = Client()
    browser.cookies[settings.SEAT_COOKIE_NAME] = sam.cookies[settings.SEAT_COOKIE_NAME].value + "x"
    assert browser.get(MATTERS).url == JOIN
    browser.cookies[settings.KNOCK_COOKIE_NAME] = "1:forged"
    assert browser.get(WAITING).status_code == 410
