"""Before the visit: a link that opens the person's own entries, and nothing and nobody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations import seats, services, tickets
from consultations.models import Avoidance, Change, Consultation, Invitation, Participant, Topic
from consultations.selectors.live import standing
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import NOT_HERE
from tests.integration.consultations.inviting import (
    BEFORE,
    BEFOREHAND,
    INVITED,
    at_home,
    letters,
    use,
)
from tests.integration.consultations.knocking import JOINING, LEAVE, MATTERS, sit_down
from tests.integration.consultations.reading import main_words, page_of, row_counts, sent
from tests.integration.consultations.ticking import Tab, said
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
LIVE = reverse("live", args=[CODE])
WRONG = "This link opens nothing, or not any more."
OWN = ("before", "matters", "checklist", "checklist_form", "effects_now", "here")
AT_THE_VISIT = ("comparison", "how_this_works", "our_compare", "summary", "summary_pdf")
CLINICIANS = ("conversation", "beginning", "decision", "experience", "joining", "beforehand")


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _planned(conversation: Consultation) -> None:
    """Let Amara and Sam meet in three days; wrong links are counted from nought in every test."""
    cache.clear()
    Consultation.objects.update(
        stage="planned", starts_at=timezone.now() + timedelta(days=3, minutes=1)
    )
    conversation.refresh_from_db()


@pytest.fixture
def sam(amara: SignedIn) -> Client:
    """Return the browser of Sam, at home, with the link open."""
    return at_home(amara)


@pytest.mark.parametrize("name", OWN)
def test_the_own_entries_open_and_name_nobody(sam: Client, name: str) -> None:
    """Neither the person, whose link may go astray, nor anybody else."""
    page = page_of(sam.get(reverse(name, args=[CODE])))
    steps = [words(each) for each in page.select(".way-through a")]

    assert steps == ["Beginning", "What matters", "Checklist", "Side effects now"]
    assert not {"Sam", "Samuel", "Rivers", "1985", "Amara"} & set(words(page.body).split())
    found = {each["href"] for each in page.select("a[href]")}
    shut = {reverse(each, args=[CODE]) for each in AT_THE_VISIT + CLINICIANS}
    assert not found & shut


def test_a_screen_that_follows_is_told_whether_it_is_up_to_date(sam: Client) -> None:
    """And nothing of anybody."""
    response = sam.get(reverse("here", args=[CODE]), headers={"Live": "follow"})
    strip = words(page_of(response))
    assert "Up to date" in strip
    assert not {"Sam", "Amara", "ended."} & set(strip.split())


@pytest.mark.parametrize("name", AT_THE_VISIT)
def test_the_visits_own_pages_stay_shut(sam: Client, name: str) -> None:
    response = sam.get(reverse(name, args=[CODE]))
    assert "for the visit itself" in main_words(response, status=403)
    assert sam.post(reverse(name, args=[CODE])).status_code == 403


@pytest.mark.parametrize("name", CLINICIANS)
def test_a_clinicians_pages_stay_shut(sam: Client, name: str) -> None:
    assert sam.get(reverse(name, args=[CODE])).status_code == 302
    assert sam.post(reverse(name, args=[CODE]), {"do": "make"}).status_code == 403


def test_another_conversation_is_unknown(sam: Client) -> None:
    other = "00000000-0000-0000-0000-000000000000"
    for name in OWN:
        assert sam.get(reverse(name, args=[other])).status_code == 404


def test_the_checklist_at_home_has_no_medicines(sam: Client, conversation: Consultation) -> None:
    """Nor has the answer to a press, nor the page after the whole form."""
    tab = Tab(sam, conversation)
    response = tab.press("avoid:tremor")

    assert said(tab.page) == "Saved. Shaking or tremor is on your list."
    assert b"olanzapine" not in response.content.lower()
    whole = reverse("checklist_form", args=[CODE])
    page = page_of(sam.get(whole))
    assert sam.post(whole, sent(page)).url == reverse("checklist", args=[CODE])


def test_what_is_said_is_the_persons_and_from_before_the_visit(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    """The same record goes on at the visit; it says who entered it, and when."""
    form = sent(page_of(sam.get(MATTERS)))
    sam.post(MATTERS, form | {"topics": "Driving"})
    conversation.refresh_from_db()
    Tab(sam, conversation).press("avoid:tremor")

    person = Participant.objects.get(kind="service_user")
    assert Topic.objects.get().entered_by == Avoidance.objects.get().entered_by == person
    assert {each.participant for each in Change.objects.all()} == {person}
    before = "Entered by Sam before the visit, on "
    assert before in main_words(amara.get(reverse("checklist", args=[CODE])))
    page = page_of(amara.get(reverse("conversation", args=[CODE])))
    assert before in words(page.select_one(".what-matters"))


def test_the_clinician_prepares_with_what_was_said(sam: Client, amara: SignedIn) -> None:
    """What is to be brought up stands first; then the list, what is felt now, and the link."""
    form = sent(page_of(sam.get(MATTERS)))
    sam.post(MATTERS, form | {"topics": "Driving", "good_life": "I paint."})
    Tab(sam, Consultation.objects.get()).press("avoid:tremor")
    now = reverse("effect_now", args=[CODE, "dry_mouth"])
    sam.post(now, sent(page_of(sam.get(now))) | {"bother": "3"})

    shown = main_words(amara.get(reverse("conversation", args=[CODE])))
    in_order = [
        "Driving",
        "I paint.",
        "shaking or tremor",
        "(bothers very much)",
        "It was first opened on ",
    ]
    places = [shown.index(each) for each in in_order]
    assert places == sorted(places)


@pytest.mark.parametrize("way", ["wrong", "late", "taken back", "made anew", "over", "let in"])
def test_what_opens_nothing_is_answered_alike(
    amara: SignedIn, conversation: Consultation, way: str
) -> None:
    link = letters(amara)
    if way == "wrong":
        link = seats.new_code(seats.LONG_LENGTH)
    elif way == "late":
        Invitation.objects.update(expires_at=timezone.now())
    elif way == "taken back":
        amara.post(BEFOREHAND, {"do": "take_back"})
    elif way == "made anew":
        letters(amara)
    elif way == "over":
        Consultation.objects.update(
            stage="ended", ended_at=timezone.now(), look_again_on=timezone.localdate()
        )
    else:
        sit_down(amara)

    before = row_counts()
    browser = Client()
    response = use(browser, link)
    assert WRONG in main_words(response, status=422)
    assert row_counts() == before
    assert browser.get(BEFORE).url == INVITED


def test_it_opens_again_after_a_pause_however_it_is_typed(amara: SignedIn) -> None:
    """And the screen that had it before is left: a link that went astray shows itself."""
    link = letters(amara)
    first, second = Client(), Client()
    use(first, link)
    assert first.post(LEAVE).status_code == 302
    use(first, f"https://example.org{INVITED}#{link}")
    assert first.get(MATTERS).status_code == 200

    use(second, link.lower().replace("-", " "))
    assert second.get(MATTERS).status_code == 200
    assert first.get(MATTERS).status_code == 302


@pytest.mark.parametrize("way", ["taken back", "late", "over", "idle", "handed over"])
def test_a_seat_ends_at_once_and_its_stream_with_it(
    sam: Client, amara: SignedIn, conversation: Consultation, way: str
) -> None:
    """What is on its way is not saved."""
    tab = Tab(sam, conversation)
    watcher = sam.get(LIVE).watcher
    assert watcher not in standing([watcher]).gone
    seat = Participant.objects.filter(seat_until__isnull=False)
    if way == "taken back":
        amara.post(BEFOREHAND, {"do": "take_back"})
    elif way == "late":
        seat.update(seat_until=timezone.now())
    elif way == "over":
        Consultation.objects.update(
            stage="ended", ended_at=timezone.now(), look_again_on=timezone.localdate()
        )
    elif way == "idle":
        seat.update(seat_seen_at=timezone.now() - seats.IDLE - timedelta(minutes=1))
    else:
        amara.post(JOINING, {"do": "hand_over"})

    assert watcher in standing([watcher]).gone
    assert tab.press("avoid:tremor").status_code == 403
    assert sam.get(MATTERS).url == NOT_HERE
    assert not Avoidance.objects.exists()


def test_taking_it_back_is_looked_at_again_under_the_lock(
    sam: Client, amara: SignedIn, conversation: Consultation
) -> None:
    seat = Participant.objects.get(kind="service_user")
    amara.post(BEFOREHAND, {"do": "take_back"})
    ticket = tickets.read(tickets.issue(conversation), CODE)
    with pytest.raises(services.saving.PermissionDenied):
        services.record_checklist(ticket=ticket, by=seat, change=lambda before: before)


def test_how_much_is_explained_is_chosen_once_and_kept(sam: Client, amara: SignedIn) -> None:
    """On the person's own pages, also when they come back, and at the visit."""
    assert "New to this?" not in main_words(sam.get(MATTERS))
    assert sam.post(BEFORE, {"explanation": "first_time"}).url == BEFORE
    pressed = page_of(sam.get(BEFORE)).select_one("[aria-pressed=true]")
    assert words(pressed) == "This is new to me: explain more"
    assert AuditEntry.objects.filter(action="choose_explanation").count() == 1

    at_the_visit = sit_down(amara)
    for name in ("matters", "checklist", "effects_now"):
        address = reverse(name, args=[CODE])
        assert "New to this?" in main_words(at_the_visit.get(address))
        assert "New to this?" not in main_words(amara.get(address))
    again = at_home(amara)
    again.post(BEFORE, {"explanation": "experienced"})
    assert "New to this?" not in main_words(again.get(MATTERS))
    assert again.post(BEFORE, {"explanation": "other"}).status_code == 200


def test_wrong_links_are_counted_and_a_right_one_still_opens(amara: SignedIn) -> None:
    """As many as wrong codes; nobody guesses a right one."""
    link, browser = letters(amara), Client()
    browser.get(INVITED)
    answers = [main_words(use(browser, f"wrong{n}"), status=422) for n in range(11)]

    assert WRONG in answers[9]
    assert "Too many links were tried." in answers[10]
    assert use(browser, link).url == BEFORE
