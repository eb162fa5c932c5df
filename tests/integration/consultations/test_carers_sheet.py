"""What a carer takes home: the decision, once that is agreed, and nothing that stands beside it."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from consultations import pdf
from consultations.models import Consultation
from consultations.models.consent import SCOPE
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, stop
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.knocking import sit_down
from tests.integration.consultations.reading import main_words, page_of

pytestmark = pytest.mark.django_db
SHEET, LARGE = (reverse(each, args=[CODE]) for each in ("carers_sheet", "carers_large_sheet"))
FILES = [reverse(f"carers_sheet_{each}", args=[CODE]) for each in ("pdf", "large", "text")]
TEXT = FILES[-1]
SAID = {
    "kind": "medicine",
    "medication": "olanzapine",
    "dose": "5 mg in the evening",
    "named_kind": "none",
    "named_words": "zebra-named",
    "difference_reason": "zebra-difference",
    "clinician_view": "zebra-view",
    "clinician_reason": "zebra-reason",
    "open_questions": "zebra-question",
}


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def sam(amara: SignedIn, conversation: Consultation) -> Client:
    """Return the person's browser."""
    cache.clear()
    return sit_down(amara)


@pytest.fixture
def carer(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Jo sits."""
    return carer_sits_down(amara)


@pytest.fixture
def _decided(amara: SignedIn, sam: Client, carer: Client, conversation: Consultation) -> None:
    """Let a medicine be decided on."""
    assert Tab(amara, conversation).keep(**SAID).status_code == 302


@pytest.mark.usefixtures("_decided")
def test_it_tells_the_decision_and_what_always_holds(amara: SignedIn, carer: Client) -> None:
    agree(amara, "sees_decision")
    assert carer.get(CARER).url == SHEET
    for address in (SHEET, LARGE):
        said = main_words(carer.get(address))
        assert "Olanzapine" in said
        assert "5 mg in the evening" in said
        assert "For a carer of Sam, who agreed to it" in said
        assert "What to watch for" in said
        assert "checks no allergies" in said
        assert "zebra" not in said


@pytest.mark.usefixtures("_decided")
def test_the_files_say_what_the_page_says(amara: SignedIn, carer: Client) -> None:
    agree(amara, *SCOPE)
    text = carer.get(TEXT).content.decode()
    assert "Decided: Olanzapine" in text
    assert "zebra" not in text
    if not pdf.is_there():
        pytest.skip("no Pango here")
    for address in FILES[:2]:
        pages = PdfReader(BytesIO(carer.get(address).content)).pages
        printed = " ".join(each.extract_text() for each in pages)
        assert "5 mg in the evening" in " ".join(printed.split())
        assert "zebra" not in printed


@pytest.mark.usefixtures("_decided")
@pytest.mark.parametrize("is_taken_back", [False, True])
def test_without_it_agreed_there_is_no_sheet(
    amara: SignedIn, carer: Client, is_taken_back: bool
) -> None:
    """With all else agreed, or once it is taken back: a kind sentence, and nothing of anybody."""
    agree(amara, *(each for each in SCOPE if each != "sees_decision"))
    if is_taken_back:
        agree(amara, "sees_decision")
        assert "Olanzapine" in main_words(carer.get(SHEET))
        stop(amara)
    for address in (SHEET, LARGE):
        said = main_words(carer.get(address))
        assert "No sheet of it goes home with you." in said
        assert "What to watch for" in said
        assert not re.search(r"\bSam\b|[Oo]lanzapine|5 mg|zebra", said)
    assert [carer.get(each).status_code for each in FILES] == [404] * 3


def test_before_a_decision_there_is_none(sam: Client, carer: Client) -> None:
    agree(sam, "sees_decision")
    headings = page_of(carer.get(CARER)).select("h2")
    assert "What was decided" not in {each.get_text() for each in headings}
    assert carer.get(SHEET).status_code == 404
