"""What becomes of the medicine taken until now: asked, read back, kept, and told to everybody."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from consultations.models import Consultation, Decision, Participant
from consultations.services.decision import NotDecided
from medications.models import Medication
from tests.cast import Cast
from tests.factories import CurrentMedicineFactory
from tests.frozen import decide, frozen
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab, typed
from tests.integration.consultations.reading import errors, main_words, page_of, sent
from tests.integration.consultations.test_record_decision import NONE, record
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
HOW = "10 mg for a week, then 5 mg for a week"
STEPS = {"until_now": "stepwise", "until_now_how": HOW}
STEPWISE = f"Olanzapine is taken less, step by step, and then stopped: {HOW}."
NOT_SETTLED = "What happens to Olanzapine is not settled yet."
ALONE = "Do not stop or change it by yourself: plan each step with your clinician."
NOTHING_ELSE = "Do not stop or change anything else by yourself"
NOT_RECORDED = "is not recorded here"


@pytest.fixture
def taken(conversation: Consultation) -> None:
    """Let Sam take olanzapine."""
    take(conversation, medication=Medication.objects.get(code="olanzapine"), dose="15 mg at night")


def take(conversation: Consultation, **medicine: object) -> None:
    """Say that a medicine is taken now."""
    voice = Participant.objects.get(consultation=conversation, kind="service_user")
    CurrentMedicineFactory(consultation=conversation, voice=voice, **medicine)


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation, taken: None) -> Tab:
    """Return a tab in which Amara has the form open, and Sam takes olanzapine."""
    return Tab(amara, conversation)


def group(page: BeautifulSoup) -> BeautifulSoup | None:
    """Return the part of the form that asks it."""
    return page.select_one("details#until_now")


def told(client: SignedIn, conversation: Consultation) -> list[str]:
    """Return the summary, its plain text, the letter and the paragraph for the record."""
    numbered = [conversation.code, 1]
    page = page_of(client.get(reverse("summary", args=[conversation.code])))
    large = page_of(client.get(reverse("large_summary", args=numbered)))
    letter = page_of(client.get(reverse("letter", args=numbered)))
    plain = client.get(reverse("summary_text", args=numbered)).content.decode()
    boxes = [each.select_one("textarea").get_text() for each in (letter, page)]
    return [words(page.select_one(".sheet")), words(large.select_one(".sheet")), plain, *boxes]


def test_it_is_asked_where_something_is_taken(tab: Tab) -> None:
    """Folded until another medicine, a lower dose or none is chosen."""
    asked = group(tab.page)
    opened_by = asked["data-opened-by"].split()

    assert not asked.has_attr("open")
    assert "Taken now: Olanzapine, 15 mg at night." in words(asked)
    assert {"medication:aripiprazole", "medication:other"} <= set(opened_by)
    assert {"kind:none", "kind:lower_dose"} <= set(opened_by)
    assert not {"medication:olanzapine", "kind:no_change"} & set(opened_by)


def test_it_is_not_asked_where_nothing_is(amara: SignedIn, conversation: Consultation) -> None:
    tab = Tab(amara, conversation)

    assert group(tab.page) is None
    assert "not settled" not in main_words(tab.send())
    assert tab.keep().status_code == 302
    assert (Decision.objects.get().until_now, Decision.objects.get().frozen["until_now"]) == (
        "",
        [],
    )


def test_it_stands_open_once_another_medicine_is_typed(tab: Tab, amara: SignedIn) -> None:
    """Without scripts too: the page that says what is wrong, and the one to change it."""
    wrong = page_of(tab.send(review_on=""), status=422)
    read = sent(page_of(tab.send(**STEPS)))
    again = page_of(amara.post(tab.address, read | {"change": "yes"}))

    assert group(wrong).has_attr("open")
    assert group(again).has_attr("open")
    assert (sent(again)["until_now"], typed(again, "until_now_how")) == ("stepwise", HOW)


@pytest.mark.parametrize(
    ("answer", "said", "alone"),
    [
        (STEPS, STEPWISE, NOTHING_ELSE),
        ({"until_now": "stopped"}, "Olanzapine is stopped.", NOTHING_ELSE),
        ({"until_now": "goes_on"}, "Olanzapine goes on as it is.", ALONE),
        ({"until_now": "not_settled"}, NOT_SETTLED, ALONE),
        ({}, NOT_SETTLED, ALONE),
    ],
)
def test_it_is_read_back_and_told_to_everybody(
    answer: dict[str, str],
    said: str,
    alone: str,
    tab: Tab,
    amara: SignedIn,
    conversation: Consultation,
) -> None:
    """One sentence; what is not answered is kept as not settled, and read back so before."""
    read = page_of(tab.send(**answer))
    assert f"{said} {alone}" in words(read.main)

    assert amara.post(tab.address, sent(read) | {"keep": "yes"}).status_code == 302

    kept = Decision.objects.get()
    assert kept.until_now == answer.get("until_now", "not_settled")
    assert kept.frozen["until_now"] == ["Olanzapine"]
    *sheets, letter, record = told(amara, conversation)
    assert [each for each in sheets if f"{said} {alone}" not in each] == []
    assert [each for each in (letter, record) if said not in each or NOT_RECORDED in each] == []


def test_it_is_said_in_short_where_the_decision_is(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    """In the story of the conversation, before deciding anew, and of the person."""
    tab.keep(**STEPS)
    said = f"What was taken until then is taken less, step by step, and then stopped: {HOW}."

    for page in (
        reverse("conversation", args=[conversation.code]),
        reverse("person", args=[conversation.service_user_id]),
        tab.address,
    ):
        assert said in main_words(amara.get(page)), page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"until_now_how": HOW}, "until_now"),
        ({"kind": "none", "medication": "", "until_now": "goes_on"}, "until_now"),
        ({"kind": "no_change", "medication": "", "until_now": "stopped"}, "until_now"),
        ({"medication": "olanzapine", "until_now": "stopped"}, "until_now"),
        ({"kind": "lower_dose", "medication": "olanzapine", "until_now": "goes_on"}, "until_now"),
        ({"until_now": "soon"}, "until_now"),
        ({"until_now": "stopped", "until_now_how": "x" * 501}, "until_now_how"),
    ],
)
@pytest.mark.parametrize("way", [{}, {"keep": "yes"}])
def test_an_answer_that_does_not_fit_is_not_kept(
    typed: dict[str, str], field: str, way: dict[str, str], tab: Tab
) -> None:
    page = page_of(tab.send(**typed, **way), status=422)

    assert list(errors(page)) == [field]
    assert group(page).has_attr("open")
    assert not Decision.objects.exists()


def test_the_service_keeps_it_by_the_same_rule(
    taken: None, cast: Cast, conversation: Consultation
) -> None:
    """Whoever asks it: what is not answered is not settled, and what does not fit is not kept."""
    with pytest.raises(NotDecided, match="Choose what happens"):
        record(conversation, cast, replace(NONE, until_now_how=HOW))
    record(conversation, cast, NONE)

    assert Decision.objects.get().until_now == "not_settled"


@pytest.mark.parametrize("kind", ["lower_dose", "medicine", "no_change"])
def test_the_decision_says_it_of_the_medicine_that_it_names(
    kind: str, tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    tab.keep(kind=kind, medication="olanzapine", dose="10 mg at night")

    assert Decision.objects.get().until_now == ""
    texts = told(amara, conversation)
    assert [each for each in texts if "not settled" in each or NOT_RECORDED in each] == []


def test_two_medicines_are_told_together(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    take(conversation, medication=None, name="zotepine, the old tablets")
    tab.keep(until_now="stopped")

    assert "Olanzapine and zotepine are stopped." in told(amara, conversation)[0]


def test_what_the_person_took_home_does_not_follow_a_new_name(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    tab.keep(until_now="stopped")
    before = told(amara, conversation)
    Medication.objects.filter(code="olanzapine").update(name="Aripiprazole")

    assert told(amara, conversation) == before


def test_a_decision_from_before_it_was_asked_still_says_that_it_is_not_recorded(
    amara: SignedIn, conversation: Consultation
) -> None:
    """Its row does not hold the names either."""
    kept = frozen().as_json()
    del kept["until_now"]
    decide(conversation, frozen=kept)

    *sheets, letter, record = told(amara, conversation)

    assert [each for each in sheets if ALONE not in each] == []
    assert NOT_RECORDED in letter
    assert NOT_RECORDED in record
