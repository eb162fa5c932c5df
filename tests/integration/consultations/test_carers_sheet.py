"""What a carer takes home: the decision, once that is agreed, and nothing that stands beside it."""

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
def test_it_tells_the_decision_and_what_always_holds(sam: Client, carer: Client) -> None:
    agree(sam, "sees_decision")
    assert "Olanzapine" in main_words(carer.get(CARER))
    for address in (SHEET, LARGE):
        said = main_words(carer.get(address))
        assert "Olanzapine" in said
        assert "5 mg in the evening" in said
        assert "For a carer of Sam, who agreed to it" in said
        assert "What to watch for" in said
        assert "checks no allergies" in said
        assert "zebra" not in said


@pytest.mark.usefixtures("_decided")
def test_the_files_say_what_the_page_says(sam: Client, carer: Client) -> None:
    agree(sam, *SCOPE)
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
def test_with_all_else_agreed_there_is_no_sheet(sam: Client, carer: Client) -> None:
    agree(sam, *(each for each in SCOPE if each != "sees_decision"))
    assert "olanzapine 5 mg" not in main_words(carer.get(CARER)).casefold()
    assert [carer.get(each).status_code for each in (SHEET, LARGE, *FILES)] == [404] * 5


@pytest.mark.usefixtures("_decided")
def test_it_is_gone_with_the_agreement(sam: Client, carer: Client) -> None:
    agree(sam, "sees_decision")
    assert carer.get(SHEET).status_code == 200
    stop(sam)
    assert [carer.get(each).status_code for each in (SHEET, LARGE, *FILES)] == [404] * 5


def test_before_a_decision_there_is_none(sam: Client, carer: Client) -> None:
    agree(sam, "sees_decision")
    headings = page_of(carer.get(CARER)).select("h2")
    assert "What was decided" not in {each.get_text() for each in headings}
    assert carer.get(SHEET).status_code == 404
