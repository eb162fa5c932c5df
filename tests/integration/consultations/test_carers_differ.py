"""A carer's page of where their list and the person's differ: what is shared, and nothing else."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Participant
from consultations.models.consent import SCOPE
from consultations.views.asking import BY_ITSELF
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import (
    CARER,
    SHARING,
    agree,
    carer_sits_down,
    jo,
    share_with_jo,
    stop,
)
from tests.integration.consultations.knocking import sit_down
from tests.integration.consultations.reading import main_words, page_of, queries, sent
from tests.integration.consultations.test_own_view import LIST, MY_VIEW, name
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
DIFFER = reverse("carers_differ", args=[CODE])
ALL = ("sees_comparison", "sees_words", "adds_view")
WHY = "zebra-why"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def sam(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Sam sits, who has picked two lines and said why."""
    cache.clear()
    browser = sit_down(amara)
    tab = Tab(browser, conversation)
    for each in ("weight_gain", "restlessness"):
        tab.press(f"avoid:{each}")
    person().avoidance_rows.filter(effect__code="restlessness").update(why=WHY)
    return browser


@pytest.fixture
def carer(amara: SignedIn, sam: Client) -> Client:
    """Return a browser in which Jo sits, who may see all of it and has made a list."""
    browser = carer_sits_down(amara)
    agree(sam, *ALL)
    name(browser, LIST, "weight_gain", "tremor", why_2="I saw it")
    return browser


def person() -> Participant:
    """Return Sam's voice."""
    return Participant.objects.get(kind="service_user")


def told(browser: Client) -> dict[str, list[str]]:
    """Return what was named, by who named it."""
    found = page_of(browser.get(DIFFER)).select("main section:not(.panel):has(> h2)")
    return {words(each.h2): [words(line) for line in each.select("li")] for each in found}


def test_it_tells_both_lists_in_the_same_words(carer: Client) -> None:
    assert told(carer) == {
        "Sam and you both named": ["Weight gain"],
        "Only Sam named": ["Restlessness"],
        "Only you named": ["Shaking or tremor"],
    }
    said = main_words(carer.get(DIFFER))
    assert f"Restlessness: {WHY}" in said
    assert "Shaking or tremor: I saw it" in said
    assert "The medicines are compared with the list of Sam alone." in said
    assert DIFFER in carer.get(CARER).content.decode()


@pytest.mark.parametrize("missing", ALL)
def test_without_one_of_them_it_is_not_there(sam: Client, carer: Client, missing: str) -> None:
    """It tells what was picked, why, and beside what: each was agreed for itself."""
    agree(sam, *(each for each in SCOPE if each != missing))
    assert carer.get(DIFFER).status_code == 404
    assert DIFFER not in carer.get(CARER).content.decode()


def test_when_sharing_stops_it_is_gone(sam: Client, carer: Client) -> None:
    stop(sam)
    answer = carer.get(DIFFER)
    assert answer.status_code == 404
    assert "Sam" not in answer.content.decode()


def test_a_screen_that_was_on_it_is_led_to_the_carers_page(sam: Client, carer: Client) -> None:
    """It opens again by itself when sharing stops, and its reader asked for nothing wrong."""
    stop(sam)
    carer.cookies[BY_ITSELF] = "1"
    page = main_words(carer.get(DIFFER, follow=True))
    assert "That page is not shared with you now." in page
    assert "you are here as a carer" in page


def test_what_is_kept_apart_is_not_told_and_not_missed(carer: Client) -> None:
    rows = person().avoidance_rows
    rows.filter(effect__code="restlessness").update(is_private=True)
    page = main_words(carer.get(DIFFER))
    assert WHY not in page
    assert "Restlessness" not in page

    rows.update(is_private=True)
    said = main_words(carer.get(DIFFER))
    assert "Nothing from the list of Sam is here yet." in said
    assert "named" not in said


def test_the_lists_of_others_are_not_there(amara: SignedIn, sam: Client, carer: Client) -> None:
    """The clinician was told that the person reads theirs; another carer's is their own."""
    name(amara, MY_VIEW, "dry_mouth", why_1="zebra-clinician")
    page = carer.get(DIFFER).content.decode()
    assert "Dry mouth" not in page
    assert "zebra-clinician" not in page
    assert "Amara" not in page


def test_it_asks_no_more_for_longer_lists(carer: Client) -> None:
    carer.get(DIFFER)
    few = queries(lambda: carer.get(DIFFER))
    name(carer, LIST, "weight_gain", "tremor", "dry_mouth", "drooling")
    carer.get(CARER)
    assert queries(lambda: carer.get(DIFFER)) == few


def test_the_person_reads_of_it_before_they_agree(sam: Client, carer: Client) -> None:
    """In the preview: only when all three are ticked."""
    reads = "Here Jo reads where your lists agree, and where they differ."
    preview = reverse("sharing_preview", args=[CODE, jo().pk])
    for scope, is_said in ((ALL, True), (ALL[1:], False)):
        form = sent(page_of(sam.get(share_with_jo()))) | {"scope": list(scope)}
        assert (reads in main_words(sam.post(preview, form))) is is_said
    assert sam.get(SHARING).status_code == 200


def test_nobody_else_opens_it(amara: SignedIn, sam: Client, carer: Client) -> None:
    """Nor does any link of it lead to the person's pages."""
    assert sam.get(DIFFER).status_code == 302
    assert amara.get(DIFFER).status_code == 403
    page = page_of(carer.get(DIFFER))
    for each in page.select("main a[href], nav.back a[href]"):
        assert each["href"].startswith(CARER)
