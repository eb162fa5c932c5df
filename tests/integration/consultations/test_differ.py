"""Where the lists of the person, a carer and the clinician differ."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, stop
from tests.integration.consultations.knocking import sit_down
from tests.integration.consultations.reading import main_words, page_of, queries
from tests.integration.consultations.test_own_view import LIST, MY_VIEW, name
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
DIFFER = reverse("differ", args=[CODE])


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def headings(browser: Client) -> dict[str, list[str]]:
    """Return what was named, by who named it."""
    page = page_of(browser.get(DIFFER))
    found = page.select("main section:not(.panel):has(> h2)")
    return {words(each.h2): [words(line) for line in each.select("li")] for each in found}


def test_it_tells_who_named_what(amara: SignedIn, conversation: Consultation) -> None:
    """The same to the person and to the clinician; a carer's words stay when sharing ends."""
    cache.clear()
    sam, carer = sit_down(amara), carer_sits_down(amara)
    assert "Nobody has named a side effect to avoid yet." in main_words(sam.get(DIFFER))
    tab = Tab(sam, conversation)
    for each in ("weight_gain", "restlessness", "something_else"):
        tab.press(f"avoid:{each}", own_words="a humming")
    assert "Nobody else has made a list of their own yet." in main_words(sam.get(DIFFER))
    asked = queries(lambda: amara.get(DIFFER))

    agree(sam, "adds_view")
    name(carer, LIST, "weight_gain", "tremor", why_1="I saw it")
    stop(sam)
    name(amara, MY_VIEW, "weight_gain")
    amara.get(MY_VIEW)
    sam.get(DIFFER)
    told = {
        "You, Jo (carer) and Amara Okafor (your clinician) all named": ["Weight gain"],
        "Only you named": ["Restlessness", "“a humming”"],
        "Only Jo (carer) named": ["Shaking or tremor"],
    }
    assert headings(sam) == headings(amara) == told
    assert "Not in order yet." in main_words(sam.get(DIFFER))
    assert "Weight gain: I saw it" in main_words(sam.get(DIFFER))
    assert "Where it says “you”, Sam is meant." in main_words(amara.get(DIFFER))
    assert queries(lambda: amara.get(DIFFER)) == asked
    for browser, name_of in ((sam, "comparison"), (amara, "conversation")):
        assert DIFFER in browser.get(reverse(name_of, args=[CODE])).content.decode()
    assert MY_VIEW not in sam.get(DIFFER).content.decode()
    deciding = main_words(amara.get(reverse("decision", args=[CODE])))
    assert "Jo (carer) would want to avoid weight gain, then shaking or tremor." in deciding
    assert "Amara Okafor (your clinician) would want to avoid weight gain." in deciding
    assert carer.get(DIFFER).url == CARER
