"""What pages say once they are drawn: our own words stay kind, and easy where the person reads.

Every state of a page that needs no browser is drawn, before and after a conversation was filled.
Facts and titles of the library's files are their authors' words, and are taken out first.
"""

import csv
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Participant
from medications.models import Medication, Release
from medications.reading_age import reading_grade
from tests.browser.states import STATES, State, send
from tests.cast import CODE, Cast
from tests.changed import change_for_noor
from tests.decided import DECIDED, decide_with_robin
from tests.factories import CurrentMedicineFactory, ExperienceFactory
from tests.in_hand import take_in_hand
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import sent
from tests.integration.consultations.ticking import Tab, soup
from tests.integration.medications.reading import unseen, words
from tests.unit.test_prose import NEVER, NOT_ON_PAGES, OWN_COLUMNS

pytestmark = pytest.mark.django_db
SPOKEN = ("alt", "aria-label", "title", "placeholder")
DRAWN = [state for state in STATES if state.then in (None, send) and not state.at]
EASY = 7.5
IN_A_CONVERSATION = (
    *("conversation", "matters", "checklist", "checklist_form", "comparison", "how_this_works"),
    *("experience", "pregnancy", "decision"),
)
FOR_THE_PERSON = (
    *((name, [CODE]) for name in IN_A_CONVERSATION),
    ("summary", [DECIDED]),
    ("large_summary", [DECIDED, 2]),
    *((name, []) for name in ("rights", "home")),
)


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def decided(release: Release, cast: Cast) -> None:
    """Let something be decided with Robin and Noor, and cards be in hand."""
    decide_with_robin(cast)
    take_in_hand(cast)
    change_for_noor(cast)


def theirs(banned: re.Pattern) -> list[str]:
    """Return what the library's files quote with one of these words, the longest first."""
    found = set()
    for path in (settings.BASE_DIR / "fixtures").glob("*.csv"):
        own = OWN_COLUMNS.get(path.name, [])
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found |= {text for name, text in row.items() if name not in own and text}
    return sorted((text for text in found if banned.search(text)), key=len, reverse=True)


def said(page: BeautifulSoup) -> Iterator[str]:
    """Return each text that a page shows or speaks, blanks made single."""
    for each in page.find_all(string=True):
        if not unseen(each.parent):
            yield " ".join(str(each).split())
    for tag in page.find_all(True):
        yield from (str(tag[name]) for name in SPOKEN if tag.has_attr(name))


def banned_on(page: BeautifulSoup, banned: re.Pattern, quoted: list[str]) -> list[str]:
    """Return the texts of a page that say one of these words in our name."""
    found = []
    for text in said(page):
        ours = text
        if banned.search(text):
            for each in quoted:
                ours = re.sub(re.escape(" ".join(each.split())), " ", ours, flags=re.IGNORECASE)
        if banned.search(ours):
            found.append(text[:160])
    return found


def drawn(state: State, cast: Cast) -> BeautifulSoup:
    """Draw a state without a browser; what is sent as it stands may come back with errors."""
    client = SignedIn(cast.people[state.who]) if state.who else Client()
    response = client.get(state.path(cast))
    assert response.status_code == state.status, state.label
    if state.then is send:
        response = client.post(state.path(cast), sent(soup(response)))
    return soup(response)


def fill(amara: SignedIn, conversation: Consultation) -> None:
    """Keep an order, what would help, a medicine taken now and one taken before."""
    tab = Tab(amara, conversation)
    for do in ("weight_gain", "restlessness", "tremor", "dry_mouth"):
        tab.press(f"avoid:{do}")
    tab.press("help:evening_sleepiness")
    tab.press("keep:")
    person = Participant.objects.get(consultation=conversation, kind="service_user")
    olanzapine = Medication.objects.get(code="olanzapine")
    for factory in (CurrentMedicineFactory, ExperienceFactory):
        factory(consultation=conversation, voice=person, medication=olanzapine)


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("is_filled", [False, True], ids=["begun", "filled"])
def test_no_page_says_a_word_that_blames_pushes_or_frightens(
    cast: Cast, amara: SignedIn, conversation: Consultation, is_filled: bool
) -> None:
    """Nor speaks of whoever reads it as a patient, a client or a user."""
    if is_filled:
        fill(amara, conversation)
    quoted = {banned: theirs(banned) for banned in (NEVER, NOT_ON_PAGES)}
    found: dict[str, list[str]] = {}
    for state in DRAWN:
        page = drawn(state, cast)
        texts = [each for banned in quoted for each in banned_on(page, banned, quoted[banned])]
        if texts:
            found[state.label] = texts

    assert found == {}


@pytest.mark.usefixtures("decided")
def test_what_the_person_reads_is_easy(
    cast: Cast, amara: SignedIn, conversation: Consultation
) -> None:
    """Whole sentences of each page of a filled conversation."""
    fill(amara, conversation)
    names = {each.lower() for each in Medication.objects.values_list("name", flat=True)}
    grades = {}
    for name, args in FOR_THE_PERSON:
        page = soup(amara.get(reverse(name, args=args)))
        texts = [words(each) for each in page.select("main p, main li, main dd")]
        sentences = " ".join(dict.fromkeys(each for each in texts if each.endswith((".", "?"))))
        assert sentences, name
        grades[name] = round(reading_grade(sentences, names), 1)

    assert {name: grade for name, grade in grades.items() if grade >= EASY} == {}


def test_a_word_of_ours_is_seen_and_one_that_is_quoted_is_not() -> None:
    """Beside a quotation too."""
    page = BeautifulSoup('<p>The best one</p><p title="It failed">A. Best Evid.</p>', "html.parser")

    assert banned_on(page, NEVER, ["a. best evid"]) == ["The best one", "It failed"]
