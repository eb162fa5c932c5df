"""A medicine withdrawn, or changed for safety, while a conversation goes on with its older card.

It stays in its place, marked; nothing is decided on it before the newest cards were read.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import formats, timezone

from consultations import tickets
from consultations.models import Consultation, Decision
from consultations.pages.freezing import freeze
from consultations.services.cards import ReadFirst
from consultations.services.decision import DecisionDetails, record_decision
from consultations.stages import Stage
from medications import kept
from medications.models import Medication, Release
from tests.cast import CODE, Cast, begin_conversation
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.changing import OnCommit, published, withdrawn
from tests.integration.consultations.comparing import compared, groups, picked, row
from tests.integration.consultations.deciding import Tab as Deciding
from tests.integration.consultations.reading import main_words, page_of, sent
from tests.integration.consultations.test_choosing_queries import PAGES, asked, pages
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
NEWEST = reverse("newest_cards", args=[CODE])
LATER = datetime.date(2126, 12, 21)
ONCE = 3
"""How often a process asks about two releases that it has not met, once for both."""
BEFORE = "This is the card from before"


def today() -> str:
    """Return today as pages say it."""
    return formats.date_format(timezone.localdate(), "j F Y")


def gone() -> str:
    """Return the mark of a medicine that is withdrawn today."""
    return f"Withdrawn on {today()}: Recalled by the maker."


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: OnCommit) -> OnCommit:
    """Let what waits for the commit be done."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def going_on(cast: Cast, library: Release) -> Consultation:
    """Return an open conversation on the real cards."""
    return begin_conversation(cast)


@pytest.fixture
def tab(amara: SignedIn, going_on: Consultation) -> Tab:
    """Return a tab with an order kept, so that medicines have places."""
    return picked(amara, going_on, "avoid:tremor", "avoid:weight_gain", "keep:")


def presses(tab: Tab, do: str) -> int:
    """Count what a press asks the database."""
    found = asked(lambda: tab.press(do))
    return len([sql for sql in found if not sql.startswith(("SAVEPOINT", "RELEASE"))])


def test_it_keeps_its_place_and_says_so(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation, on_commit: OnCommit
) -> None:
    """Nothing is dropped and nobody else is marked."""
    before = compared(amara, going_on)
    place = before.select_one("[data-medicine=olanzapine]")["data-place"]
    withdrawn(cast, on_commit)
    after = compared(amara, going_on)

    assert groups(after) == groups(before)
    assert after.select_one("[data-medicine=olanzapine]")["data-place"] == place
    assert gone() in row(after, "olanzapine")
    assert gone() not in row(before, "olanzapine")
    assert words(after.main).count(gone()) == 1


def test_the_next_press_marks_it_and_asks_no_more(
    cast: Cast, tab: Tab, on_commit: OnCommit
) -> None:
    """Once for each process it asks what changed; then every press asks what it always did."""
    tab.press("help:drooling")
    usual = presses(tab, "help:dry_mouth")
    published(cast, on_commit)
    assert presses(tab, "help:restlessness") == usual + ONCE
    assert presses(tab, "help:increased_dreaming") == usual
    assert "Withdrawn on" not in words(tab.page)
    withdrawn(cast, on_commit)
    tab.press("drop:drooling")

    assert gone() in row(tab.page, "olanzapine")
    assert presses(tab, "help:drooling") == usual
    assert gone() in row(tab.page, "olanzapine")


def test_pages_ask_no_more_either(
    cast: Cast, tab: Tab, going_on: Consultation, on_commit: OnCommit
) -> None:
    withdrawn(cast, on_commit, "clozapine")

    assert pages(tab, going_on) == PAGES


def test_its_card_says_so_alone_and_beside_others(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """With the way to what changed; a card that did not change says nothing of it."""
    withdrawn(cast, on_commit)
    address = reverse("our_card", args=[CODE, "olanzapine"])
    beside = reverse("our_compare", args=[CODE]) + "?medicine=olanzapine&medicine=quetiapine"
    for page in (page_of(amara.get(address)), page_of(amara.get(beside))):
        assert BEFORE in words(page.main)
        assert f"Olanzapine. {gone()}" in words(page.main)
        assert page.select(f'main a[href="{NEWEST}"]')

    other = main_words(amara.get(reverse("our_card", args=[CODE, "quetiapine"])))
    assert BEFORE not in other
    assert "Cards have changed, and safety is the reason" in other


def test_nothing_is_decided_on_it_before_the_newest_cards_are_read(
    cast: Cast, going_on: Consultation, amara: SignedIn, on_commit: OnCommit
) -> None:
    """Neither by a form that was open already, nor by one that is opened now."""
    open_already = Deciding(amara, going_on)
    withdrawn(cast, on_commit, "aripiprazole")
    opened_now = Deciding(amara, going_on)
    offered = page_of(amara.get(opened_now.address)).select_one("option[value=aripiprazole]")

    assert words(offered) == "Aripiprazole (read first what changed on its card)"
    for tab in (open_already, opened_now):
        for answer in (tab.send(), tab.send(keep="yes", shown=freeze(going_on).digest())):
            assert "Read what changed before you decide" in main_words(answer, status=422)
    assert not Decision.objects.exists()

    amara.post(NEWEST, sent(page_of(amara.get(NEWEST))))
    assert "Withdrawn here: Recalled by the maker." in main_words(Deciding(amara, going_on).send())


def test_nor_at_the_last_moment(cast: Cast, going_on: Consultation, on_commit: OnCommit) -> None:
    details = DecisionDetails(kind="medicine", medication="aripiprazole", review_on=LATER)
    ticket = tickets.read(tickets.issue(going_on), going_on.code)
    shown = freeze(going_on).digest()
    withdrawn(cast, on_commit, "aripiprazole")

    with pytest.raises(ReadFirst):
        record_decision(
            ticket=ticket, by=cast.people["amara"], details=details, freeze=freeze, shown=shown
        )
    assert not Decision.objects.exists()


def test_a_change_for_safety_is_marked_and_any_other_is_not(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation, on_commit: OnCommit
) -> None:
    """Also once another version has followed it, which nobody here has read."""
    published(cast, on_commit, is_safety_change=True)
    mark = f"Changed for safety on {today()}: "
    assert mark in row(compared(amara, going_on), "olanzapine")

    published(cast, on_commit, level=1)
    assert mark in row(compared(amara, going_on), "olanzapine")

    Consultation.objects.update(release=Release.objects.order_by("number")[1])
    assert "Changed for safety" not in main_words(amara.get(reverse("comparison", args=[CODE])))


def test_one_that_is_in_use_once_more_says_both(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation, on_commit: OnCommit
) -> None:
    withdrawn(cast, on_commit)
    published(cast, on_commit)
    said = row(compared(amara, going_on), "olanzapine")

    assert f"{gone()} It is in use once more." in said


def test_with_the_newest_cards_it_stands_apart_as_ever(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation, on_commit: OnCommit
) -> None:
    withdrawn(cast, on_commit)
    amara.post(NEWEST, sent(page_of(amara.get(NEWEST))))
    page = compared(amara, going_on)

    assert groups(page)["Withdrawn here"] == ["olanzapine"]
    assert gone() not in words(page.main)


def test_what_has_ended_is_read_as_it_was(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation, on_commit: OnCommit
) -> None:
    Consultation.objects.update(stage=Stage.ENDED, look_again_on=LATER, ended_at=timezone.now())
    withdrawn(cast, on_commit)

    assert gone() not in words(compared(amara, going_on).main)


def test_what_another_organisation_withdraws_is_marked_there(
    cast: Cast, tab: Tab, amara: SignedIn, going_on: Consultation
) -> None:
    """Its releases are no news here, whatever their numbers."""
    theirs = Release.objects.create(
        organisation=cast.other_organisation, number=9, reason="Theirs", is_safety_change=True
    )
    olanzapine = Medication.objects.get(code="olanzapine")
    card = olanzapine.cards.create(
        organisation=cast.other_organisation,
        version=9,
        stage="withdrawn",
        is_safety_change=True,
        published_at=timezone.now(),
    )
    theirs.cards.add(card)
    kept.forget()

    assert "Withdrawn on" not in words(compared(amara, going_on).main)
