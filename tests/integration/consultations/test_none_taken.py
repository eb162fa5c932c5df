"""That none is taken now was said, or nothing was: two things, from the form to the letter."""

import re

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Change, Consultation, CurrentMedicine
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import errors, main_words, opened, page_of, sent

pytestmark = pytest.mark.django_db
LIST = reverse("experience", args=[CODE])
PAGES = ("conversation", "comparison", "decision")


def told(client: SignedIn, consultation: Consultation) -> list[str]:
    """Return what each page says of medicines taken now."""
    return [main_words(client.get(reverse(name, args=[consultation.code]))) for name in PAGES]


@pytest.mark.parametrize(
    ("chosen", "words"), [("none", "no antipsychotic"), ("", "nothing was said yet")]
)
def test_none_and_nothing_said_are_read_back_as_two_things(
    amara: SignedIn, address: str, form: dict[str, str], chosen: str, words: str
) -> None:
    consultation = opened(amara.post(address, form | {"medication": chosen}))

    assert consultation.takes_none == (chosen == "none")
    assert not CurrentMedicine.objects.exists()
    for said in told(amara, consultation):
        assert re.search(f"Taken now:? {words}", said)
    mine = main_words(amara.get(reverse("experience", args=[consultation.code])))
    assert ("You said that you take no antipsychotic now." in mine) == (chosen == "none")
    assert f"Taken now {words}" in main_words(Tab(amara, consultation).send())


@pytest.mark.parametrize(
    ("chosen", "sheet", "letter"),
    [
        ("none", "Taken now: no antipsychotic", "Taken then: no antipsychotic."),
        ("", "", "Taken then: nothing was said about this."),
    ],
)
def test_what_goes_home_and_to_the_doctor_says_which(
    amara: SignedIn, address: str, form: dict[str, str], chosen: str, sheet: str, letter: str
) -> None:
    consultation = opened(amara.post(address, form | {"medication": chosen}))
    assert Tab(amara, consultation).keep().status_code == 302

    summary = main_words(amara.get(reverse("summary", args=[consultation.code])))
    typed = page_of(amara.get(reverse("letter", args=[consultation.code, 1])))
    assert sheet in summary
    assert ("no antipsychotic" in summary) == (chosen == "none")
    assert letter in typed.select_one("textarea").get_text()


def test_a_medicine_written_down_later_takes_the_place_of_none(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Taken out again, nothing is known: that it is none was said of another day."""
    consultation = opened(amara.post(address, form | {"medication": "none"}))
    add = reverse("experience_add", args=[consultation.code, "now"])
    amara.post(add, sent(page_of(amara.get(add))) | {"medication": "other", "name": "Zotepine"})

    consultation.refresh_from_db()
    assert not consultation.takes_none
    assert "Taken now Zotepine" in told(amara, consultation)[0]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"medication_name": "Zotepine"}, "medication_name"), ({"dose": "5 mg"}, "medication")],
)
def test_none_and_a_medicine_are_not_both_said(
    amara: SignedIn, address: str, form: dict[str, str], typed: dict[str, str], field: str
) -> None:
    page = page_of(amara.post(address, form | {"medication": "none"} | typed), 422)

    assert list(errors(page)) == [field]


def test_it_can_be_said_that_none_is_taken_now_and_taken_back(
    amara: SignedIn, conversation: Consultation
) -> None:
    """At the list too, not only where a conversation is begun."""
    amara.post(LIST, sent(page_of(amara.get(LIST))) | {"none": "yes"})
    assert "You said that you take no antipsychotic now." in main_words(amara.get(LIST))
    assert Change.objects.get(what="record_none_taken").after == {"takes_none": True}
    assert AuditEntry.objects.filter(action="record_none_taken").count() == 1

    amara.post(LIST, sent(page_of(amara.get(LIST))) | {"not_said": "yes"})
    assert not Consultation.objects.get(pk=conversation.pk).takes_none


def test_none_is_not_said_beside_a_medicine(amara: SignedIn, conversation: Consultation) -> None:
    """Who drew the page before somebody listed one is told so, and nothing is changed."""
    form = sent(page_of(amara.get(LIST)))
    add = reverse("experience_add", args=[CODE, "now"])
    amara.post(add, sent(page_of(amara.get(add))) | {"medication": "olanzapine"})

    older = amara.post(LIST, form | {"none": "yes"})
    assert older.status_code == 422
    assert "in the meantime" in main_words(older, 422)

    again = amara.post(LIST, sent(page_of(amara.get(add))) | {"none": "yes"})
    assert "Take it out of the list first." in main_words(again, 422)
    assert not Consultation.objects.get(pk=conversation.pk).takes_none
