"""Cards that change while a conversation goes on: offered, and after a safety change read first."""

import datetime
import uuid

import pytest
from django.urls import reverse

from consultations import tickets
from consultations.models import Change, Consultation, Decision
from consultations.pages.freezing import freeze
from consultations.selectors.sides import side
from consultations.services.cards import NotTheNewest, ReadFirst, move_to_release
from consultations.services.decision import DecisionDetails, record_decision
from medications import kept
from medications.models import Card, Release
from tests.cast import CODE, Cast, begin_conversation
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.changing import OnCommit, published, said, withdrawn
from tests.integration.consultations.deciding import WORDS, Tab
from tests.integration.consultations.reading import main_words, page_of, queries, sent
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
FIRST = reverse("conversation", args=[CODE])
NEWEST = reverse("newest_cards", args=[CODE])
LATER = datetime.date(2126, 12, 21)
OFFER = "Cards have changed since this conversation began"
SAFETY = "Cards have changed, and safety is the reason"


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: OnCommit) -> OnCommit:
    """Let what waits for the commit be done."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def going_on(cast: Cast, library: Release) -> Consultation:
    """Return an open conversation on the real cards."""
    return begin_conversation(cast)


def test_newer_cards_are_offered_on_every_page_and_decide_nothing(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """It still shows its own cards, and something can be decided by them."""
    assert OFFER not in main_words(amara.get(FIRST))
    published(cast, on_commit)
    for name in ("conversation", "comparison", "decision"):
        assert OFFER in main_words(amara.get(reverse(name, args=[CODE])))
    assert Tab(amara, going_on).keep().status_code == 302
    assert Decision.objects.exists()


def test_what_changed_is_read_and_the_newest_cards_are_used(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """One press, kept as a change; then nothing is newer."""
    release = published(cast, on_commit)
    page = page_of(amara.get(NEWEST))
    assert "Weight gain: from +++ common or more severe to ++" in words(page.main)
    assert "Reason: A newer table." in words(page.main.select_one(".card-list"))
    assert "Weight gain from a newer table." in words(page.main)
    assert amara.post(NEWEST, sent(page)).status_code == 302

    going_on.refresh_from_db()
    assert going_on.release == release
    change = Change.objects.get()
    assert (change.what, change.before, change.after) == (
        "move_to_release",
        {"release": release.number - 1},
        {"release": release.number},
    )
    assert OFFER not in main_words(amara.get(FIRST))
    assert "This conversation shows the newest cards." in main_words(amara.get(NEWEST))


def test_after_a_safety_change_nothing_is_decided_before_it_is_read(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """Marked at once, on the day and on its pages; refused with a sentence and a link."""
    tab = Tab(amara, going_on)
    withdrawn(cast, on_commit, "pimozide")
    assert "Cards changed for safety: read first" in main_words(amara.get(reverse("day")))
    answer = page_of(tab.send(), status=422)

    assert SAFETY in words(answer.main)
    assert "Read what changed before you decide" in words(answer.main)
    assert answer.select(f'main a[href="{NEWEST}"]')
    assert answer.select_one("[name=dose]")["value"] == WORDS["dose"]
    assert not Decision.objects.exists()
    amara.post(NEWEST, sent(page_of(amara.get(NEWEST))))
    assert SAFETY not in main_words(amara.get(FIRST))
    assert Tab(amara, going_on).keep().status_code == 302


def test_it_is_refused_at_the_last_moment_too(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """A change that comes between reading back and keeping."""
    details = DecisionDetails(kind="none", review_on=LATER)
    ticket = tickets.read(tickets.issue(going_on), going_on.code)
    shown = freeze(going_on).digest()
    withdrawn(cast, on_commit, "pimozide")

    with pytest.raises(ReadFirst, match="Read what changed before you decide"):
        record_decision(
            ticket=ticket, by=cast.people["amara"], details=details, freeze=freeze, shown=shown
        )
    assert not Decision.objects.exists()


def test_what_is_decided_is_not_decided_otherwise_on_cards_that_changed_for_safety(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """A new conversation is the way, and the page says so."""
    Tab(amara, going_on).keep()
    withdrawn(cast, on_commit, "pimozide")
    answer = main_words(Tab(amara, going_on).send(), status=422)

    assert "say what changed since, in a new conversation" in answer
    assert Decision.objects.count() == 1


def test_what_was_read_has_to_be_the_newest(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """Published once more meanwhile: read again, nothing is moved."""
    published(cast, on_commit)
    form = sent(page_of(amara.get(NEWEST)))
    withdrawn(cast, on_commit, "pimozide")
    answer = page_of(amara.post(NEWEST, form), status=422)

    assert "Please read it again." in words(answer.main)
    assert "Withdrawn here: Recalled by the maker." in words(answer.main)
    assert "The card: it is withdrawn" in words(answer.main)
    assert amara.post(NEWEST, sent(answer)).status_code == 302
    ticket = tickets.Ticket(CODE, going_on.version + 1, uuid.uuid4())
    with pytest.raises(NotTheNewest):
        move_to_release(ticket=ticket, by=cast.people["amara"], read=0)


def test_another_organisations_release_is_no_news(
    cast: Cast, going_on: Consultation, amara: SignedIn
) -> None:
    Release.objects.create(
        organisation=cast.other_organisation, number=9, reason="Theirs", is_safety_change=True
    )

    assert "Cards have changed" not in main_words(amara.get(FIRST))


def test_who_is_not_of_the_clinic_moves_nothing(
    cast: Cast, going_on: Consultation, on_commit: OnCommit
) -> None:
    published(cast, on_commit)

    for who, status in (("carla", 404), ("hugo", 404), ("dev", 403)):
        client = SignedIn(cast.people[who])
        assert client.get(NEWEST).status_code == client.post(NEWEST).status_code == status


def test_then_and_now_stand_side_by_side(
    cast: Cast, library: Release, amara: SignedIn, on_commit: OnCommit
) -> None:
    """From what was frozen, and by the newest cards; not where nothing was decided."""
    found = said(cast, "Ola", "weight_gain", decided=True)
    decide(found, decided_by=found.participant_rows.get())
    address = reverse("then_and_now", args=[found.code])
    withdrawn(cast, on_commit, "pimozide")
    page = page_of(amara.get(address))
    rows = {words(row.th): [words(each) for each in row.select("td")] for row in page.select("tr")}

    assert rows["Aripiprazole"][0] == "1st"
    assert rows["Quetiapine"][0] == "no card then"
    assert "Withdrawn here: Recalled by the maker." in words(page.main)
    assert "The card: it is withdrawn" in words(page.main)
    assert "release 1" in words(page.main)
    assert "release 2" in words(page.main)
    going_on = reverse("then_and_now", args=[begin_conversation(cast).code])
    assert amara.get(going_on).status_code == 404


def test_a_withdrawal_stays_one_for_the_release_that_holds_it(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """Also after another version took its place: told as back in use, not as never gone."""
    then = withdrawn(cast, on_commit)
    now = published(cast, on_commit)
    kept.forget()
    Consultation.objects.filter(pk=going_on.pk).update(release=then)
    page = page_of(amara.get(NEWEST))

    assert "The card: it is in use once more" in words(page.main)
    assert "Withdrawn here" not in words(page.main)
    assert "olanzapine" not in side(then).profiles.codes
    assert "olanzapine" in side(now).profiles.codes


def test_a_new_card_is_told_whole(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """Under a line that says that it is new."""
    older = Release.objects.get(pk=going_on.release_id)
    older.cards.remove(older.cards.get(medication__code="olanzapine"))
    kept.forget()
    published_one = Release.objects.create(organisation=cast.organisation, number=9, reason="New.")
    published_one.cards.set(Card.objects.filter(organisation=None))
    page = page_of(amara.get(NEWEST))

    assert "A new card." in words(page.main)
    assert "Weight gain: set to +++" in words(page.main.select_one("details.fold"))


def test_what_changed_is_read_at_the_same_cost_for_many_cards(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """As many questions for three cards as for one."""
    withdrawn(cast, on_commit, "pimozide")
    amara.get(NEWEST)
    one = queries(lambda: amara.get(NEWEST))
    for code in ("haloperidol", "quetiapine"):
        withdrawn(cast, on_commit, code)
    amara.get(NEWEST)

    assert queries(lambda: amara.get(NEWEST)) == one
