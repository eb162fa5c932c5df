"""What a carer sees is what was agreed, at the moment at which they look."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import (
    Change,
    ConsentEvent,
    Consultation,
    CurrentMedicine,
    Experience,
    Participant,
    Pregnancy,
    Topic,
)
from consultations.models.consent import SCOPE
from medications.models import Medication, Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import (
    CARER,
    SHARING,
    agree,
    agreed,
    carer_sits_down,
    jo,
    share_with_jo,
    stop,
)
from tests.integration.consultations.knocking import MATTERS, sit_down
from tests.integration.consultations.reading import main_words, page_of, sent
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
CARD = reverse("carers_card", args=[CODE, "olanzapine"])
PICKED, HELPFUL = "restlessness", "falling_asleep"
CANARIES = {
    "goal": "zebra-goal",
    "topic": "zebra-topic",
    "why": "zebra-why",
    "dose": "zebra-dose",
    "bad": "zebra-bad",
}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def sam(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Sam sits, and has said all kinds of things."""
    cache.clear()
    browser = sit_down(amara)
    form = sent(page_of(browser.get(MATTERS)))
    browser.post(MATTERS, form | {"get_better": CANARIES["goal"], "topics": CANARIES["topic"]})
    Tab(browser, conversation).press(f"avoid:{PICKED}")
    person = Participant.objects.get(kind="service_user")
    person.avoidance_rows.update(why=CANARIES["why"])
    common = {
        "organisation": conversation.organisation,
        "consultation": conversation,
        "voice": person,
        "entered_by": person,
        "medication": Medication.objects.get(code="olanzapine"),
    }
    CurrentMedicine.objects.create(**common, dose=CANARIES["dose"])
    Experience.objects.create(**common, bad=CANARIES["bad"])
    Pregnancy.objects.create(
        organisation=conversation.organisation,
        consultation=conversation,
        question="pregnant",
        answer="yes",
        recorded_by=person,
    )
    return browser


@pytest.fixture
def carer(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Jo sits."""
    return carer_sits_down(amara)


def found(page: str) -> set[str]:
    """Return which of the person's words stand on a page."""
    return {name for name, word in CANARIES.items() if word in page}


def test_nothing_is_shared_unless_it_is_said(sam: Client, carer: Client) -> None:
    page = carer.get(CARER).content.decode()
    assert not found(page)
    assert "Sam" not in page
    assert (
        "restlessness".casefold()
        not in main_words(carer.get(CARER))
        .replace("restlessness that does not let somebody sit", "")
        .casefold()
    )
    assert "Pregnant" not in page
    assert "Nothing of this conversation is shared with you now." in page
    assert carer.get(CARD).url == CARER
    assert "The general cards of all medicines are open to anyone" in page


EXPECTED = {
    "sees_cards": ("The medicine cards of this conversation", set()),
    "sees_comparison": ("How the medicines compare for Sam", set()),
    "sees_words": ("What matters to Sam, in their words", set(CANARIES)),
    "sees_pregnancy": ("Pregnant, or might become so", set()),
    "adds_view": ("It stands apart, under your name.", set()),
}


@pytest.mark.parametrize("scope", SCOPE)
def test_each_is_agreed_for_itself(sam: Client, carer: Client, scope: str) -> None:
    """With one tick its own part is there, and no other part and no other word.

    What was decided is read once it is decided, on a sheet of its own (test_carers_sheet.py).
    """
    agree(sam, scope)
    page = carer.get(CARER).content.decode()

    assert found(page) == EXPECTED.get(scope, ("", set()))[1]
    there = {name for name, (heading, _found) in EXPECTED.items() if heading in page}
    assert there == {scope} & set(EXPECTED)
    assert carer.get(CARD).status_code == (200 if scope == "sees_cards" else 302)


def test_the_comparison_has_the_picks_and_not_the_words(sam: Client, carer: Client) -> None:
    """Nor what is taken now; with the words, both stand there too."""
    agree(sam, "sees_comparison")
    page = page_of(carer.get(CARER))
    assert "Restlessness" in words(page.select_one(".compared__levels dt"))
    assert not page.select(".compared__taken, .compared--taken")

    agree(sam, "sees_comparison", "sees_words")
    page = page_of(carer.get(CARER))
    assert CANARIES["dose"] in words(page.select_one(".compared__taken"))


def test_no_link_on_a_carers_page_leads_to_the_persons(sam: Client, carer: Client) -> None:
    agree(sam, *SCOPE)
    page = page_of(carer.get(CARER))
    for each in page.select("main a[href], .band a[href]"):
        assert not each["href"].startswith(f"/conversations/{CODE}/") or each["href"].startswith(
            CARER
        )
    assert carer.get(page.select_one(".compared__ways a")["href"]).status_code == 200


def test_a_card_has_no_mark_of_the_person(sam: Client, carer: Client) -> None:
    agree(sam, "sees_cards", "sees_words")
    page = carer.get(CARD).content.decode()
    assert not found(page)
    assert "Sam" not in page
    assert "For your list" not in page


def test_what_the_person_keeps_apart_no_carer_sees(sam: Client, carer: Client) -> None:
    form = sent(page_of(sam.get(MATTERS)))
    said = {"get_better": CANARIES["goal"], "topics": CANARIES["topic"]}
    sam.post(MATTERS, form | said | {"private": ["get_better"]})
    agree(sam, *SCOPE)
    assert found(carer.get(CARER).content.decode()) == set(CANARIES) - {"goal"}
    ticked = page_of(sam.get(MATTERS)).select("[name=private][checked]")
    assert [each["value"] for each in ticked] == ["get_better"]

    CurrentMedicine.objects.update(is_private=True)
    Experience.objects.update(is_private=True)
    Topic.objects.update(is_private=True)
    Participant.objects.get(kind="service_user").avoidance_rows.update(is_private=True)
    page = carer.get(CARER).content.decode()
    assert not found(page)
    assert not page_of(carer.get(CARER)).select(".compared__levels")


def test_stopping_takes_effect_at_the_next_page(
    sam: Client, carer: Client, conversation: Consultation
) -> None:
    agree(sam, *SCOPE)
    before = page_of(sam.get(share_with_jo()))
    Tab(sam, conversation).press(
        "help:sleeping_more"
    )  # something else is saved after the page was drawn
    answer = sam.post(share_with_jo(), sent(before) | {"stop": "1"})

    assert answer.status_code == 302
    assert not found(carer.get(CARER).content.decode())
    assert carer.get(CARD).url == CARER
    assert "Nothing is shared with Jo." in main_words(sam.get(SHARING))


def test_every_step_is_kept_with_who_said_it(
    amara: SignedIn, sam: Client, carer: Client, conversation: Consultation
) -> None:
    agree(sam, "sees_cards")
    agree(amara, "sees_cards", "sees_words")
    stop(sam)
    events = ConsentEvent.objects.order_by("pk")

    assert [each.said_by.kind for each in events] == ["service_user", "clinician", "service_user"]
    assert [each.sees_words for each in events] == [False, True, False]
    assert Change.objects.filter(what="record_consent").count() == 3
    assert AuditEntry.objects.filter(action="record_consent").count() == 3
    assert agreed(conversation) == []
    page = main_words(amara.get(SHARING))
    assert "As Sam said, written down by Amara Okafor." in page
    assert "Said by Sam." in page
    assert "2026, " in page or "UK time" in page


def test_a_stale_form_meets_a_conflict(sam: Client, conversation: Consultation) -> None:
    """To share is not to be done over what somebody else saved; to stop is (see above)."""
    old = sent(page_of(sam.get(share_with_jo())))
    agree(sam, "sees_cards")
    answer = sam.post(share_with_jo(), old | {"scope": ["sees_words"]})
    assert answer.status_code == 422
    assert agreed(conversation) == ["sees_cards"]


def test_the_preview_is_what_the_carer_sees(sam: Client, carer: Client) -> None:
    """Word for word; and to look at it shares nothing."""
    scope = ["sees_comparison", "sees_words"]
    form = sent(page_of(sam.get(share_with_jo()))) | {"scope": scope}
    preview = reverse("sharing_preview", args=[CODE, jo().pk])
    page = page_of(sam.post(preview, form))
    would = words(page.select_one(".preview"))
    assert not found(carer.get(CARER).content.decode())

    save = next(each for each in page.select("form") if each.get("action") == share_with_jo())
    names = [(each["name"], each["value"]) for each in save.select("input")]
    sam.post(share_with_jo(), {n: [v for name, v in names if name == n] for n, _v in names})
    does = main_words(carer.get(CARER))
    assert found(would) == set(CANARIES)
    assert would in does


def test_a_carer_agrees_to_nothing_themselves(carer: Client, conversation: Consultation) -> None:
    assert carer.post(share_with_jo(), {"scope": ["sees_words"]}).status_code == 403
    assert carer.get(reverse("sharing_preview", args=[CODE, jo().pk])).status_code == 302
    assert agreed(conversation) == []


def test_consent_is_for_carers_of_this_conversation(sam: Client) -> None:
    person = Participant.objects.get(kind="service_user")
    assert sam.get(reverse("share_with", args=[CODE, person.pk])).status_code == 404


def test_that_a_carer_reads_is_noted_once_a_minute(sam: Client, carer: Client) -> None:
    agree(sam, "sees_cards")
    carer.get(CARD)
    carer.get(CARD)
    entry = AuditEntry.objects.get(action="carer_reads", detail__page="card")
    assert entry.detail == {"participant": jo().pk, "page": "card", "scope": ["sees_cards"]}


def test_a_carer_writes_apart_once_it_is_agreed(
    sam: Client, carer: Client, conversation: Consultation
) -> None:
    agree(sam, "adds_view")
    form = sent(page_of(carer.get(CARER)))
    Tab(sam, conversation).press("help:sleeping_more")
    carer.post(CARER, form | {"text": "giraffe"})
    carer.post(CARER, form | {"text": "giraffe"})

    note = Topic.objects.get(text="giraffe")
    assert (note.voice, note.entered_by) == (jo(), jo())
    assert "giraffe" in main_words(carer.get(CARER))
    assert "giraffe" in main_words(sam.get(SHARING))
    assert "giraffe" not in main_words(sam.get(MATTERS)), "voices are never merged"

    page = page_of(carer.get(CARER))
    carer.post(CARER, {"ticket": page.select_one("[name=ticket]")["value"], "remove": note.pk})
    assert not Topic.objects.filter(text="giraffe").exists()


def test_without_agreement_a_carer_writes_nothing(sam: Client, carer: Client) -> None:
    agree(sam, "adds_view")
    form = sent(page_of(carer.get(CARER)))
    stop(sam)
    answer = carer.post(CARER, form | {"text": "giraffe"})
    assert answer.status_code == 422
    assert not Topic.objects.filter(text="giraffe").exists()


def test_a_carer_takes_out_nobody_elses_words(sam: Client, carer: Client) -> None:
    agree(sam, "adds_view")
    form = sent(page_of(carer.get(CARER)))
    theirs = Topic.objects.get(text=CANARIES["topic"])
    carer.post(CARER, form | {"remove": theirs.pk})
    assert Topic.objects.filter(pk=theirs.pk).exists()
