"""Adding a person: little is asked, what is wrong says what to do, nothing typed is lost."""

import json

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations.forms import PersonForm
from consultations.models import ServiceUser
from tests.cast import Cast
from tests.factories import ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, page_of, row_counts, sent

pytestmark = pytest.mark.django_db
TYPED = {
    "preferred_name": "Quixa",
    "local_number": "R3003",
    "nhs_number": "943 476 5919",
    "given_names": "Quixana Maria",
    "family_name": "Ferreira",
    "year_of_birth": "1985",
    "communication_needs": "large print",
    "interpreter_language": "Portuguese",
}
ADDED = "This form had added this person before. Nothing of what was sent now was saved."
CALLED = "Say what the person likes to be called."
NUMBER = "Give the number your service knows them by."
TAKEN = "Somebody here already has this number. Search for it instead."
NOT_VALID = "This is no valid NHS number. Check it, or leave it out."
NHS_TAKEN = "Somebody here already has this NHS number. Search for it instead."
YEARS = f"Give a year from 1900 to {timezone.localdate().year}."
FOUR_DIGITS = "Write the year with four digits, such as 1985."
WRONG = [
    ("preferred_name", "", CALLED),
    ("preferred_name", "   ", CALLED),
    ("local_number", "", NUMBER),
    ("local_number", "R1001", TAKEN),
    ("local_number", " R1001 ", TAKEN),
    ("local_number", "r1001", TAKEN),
    ("nhs_number", "943 476 5918", NOT_VALID),
    ("nhs_number", "94347", NOT_VALID),
    ("nhs_number", "not known", NOT_VALID),
    ("nhs_number", "９４３４７６５９１９", NOT_VALID),
    ("nhs_number", "0000000000", NOT_VALID),
    ("nhs_number", "111 111 1111", NOT_VALID),
    ("nhs_number", "987-654-3210", NHS_TAKEN),
    ("year_of_birth", "85", YEARS),
    ("year_of_birth", "1899", YEARS),
    ("year_of_birth", str(timezone.localdate().year + 1), YEARS),
    ("year_of_birth", "9" * 30, YEARS),
    ("year_of_birth", "about 1985", FOUR_DIGITS),
]


def add(client: SignedIn, **typed: str) -> HttpResponse:
    """Send the form."""
    return client.post(reverse("new_person"), typed)


def test_a_name_and_a_number_are_enough(cast: Cast, amara: SignedIn) -> None:
    """The next page opens a conversation with them."""
    response = add(amara, preferred_name="Quixa", local_number="R3003")
    quixa = ServiceUser.objects.get(local_number="R3003")

    assert response.status_code == 302
    assert response.url == reverse("start", args=[quixa.pk])
    assert (quixa.organisation, quixa.preferred_name) == (cast.organisation, "Quixa")
    assert (quixa.nhs_number, quixa.year_of_birth) == ("", None)


def test_everything_that_is_typed_is_kept(cast: Cast, amara: SignedIn) -> None:
    """Each field lands where it belongs; the NHS number loses its spaces."""
    add(amara, **TYPED)
    kept = ServiceUser.objects.values(*TYPED).get(local_number="R3003")

    assert kept == TYPED | {"nhs_number": "9434765919", "year_of_birth": 1985}


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_what_is_wrong_says_what_to_do_and_nothing_is_lost(
    cast: Cast, amara: SignedIn, field: str, value: str, sentence: str
) -> None:
    """One sentence, at its field; every box still holds what was typed; nobody was added."""
    ServiceUserFactory(organisation=cast.organisation, nhs_number="9876543210")
    typed, before = TYPED | {field: value}, row_counts()
    page = page_of(add(amara, **typed), status=422)

    assert errors(page) == {field: sentence}
    assert {name: sent(page)[name] for name in typed} == typed
    assert row_counts() == before


def test_everything_wrong_is_said_at_once(cast: Cast, amara: SignedIn) -> None:
    """Nobody corrects one thing to hear of the next."""
    page = page_of(add(amara, preferred_name="", local_number="", nhs_number="1"), status=422)

    assert errors(page) == {
        "preferred_name": CALLED,
        "local_number": NUMBER,
        "nhs_number": NOT_VALID,
    }


def test_a_number_of_another_organisation_is_free(cast: Cast, amara: SignedIn) -> None:
    """Two organisations never share a row, nor learn of each other's numbers."""
    ServiceUserFactory(
        organisation=cast.other_organisation, local_number="R3003", nhs_number="9434765919"
    )

    assert add(amara, **TYPED).status_code == 302


def test_the_audit_entry_names_nobody(cast: Cast, amara: SignedIn) -> None:
    """It says who added which row, and holds not a word that was typed."""
    add(amara, **TYPED)
    quixa = ServiceUser.objects.get(local_number="R3003")
    entry = AuditEntry.objects.get()
    told = json.dumps([entry.action, entry.record, entry.detail])

    assert (entry.action, entry.record) == ("add_service_user", f"service_user:{quixa.pk}")
    assert (entry.organisation, entry.by) == (cast.organisation, cast.people["amara"])
    assert not [word for word in (*TYPED.values(), "9434765919") if word in told]


@pytest.mark.usefixtures("release")
def test_sent_twice_adds_one_person_and_leads_there(cast: Cast, amara: SignedIn) -> None:
    """Also with other words, which are not saved; the next page says so."""
    form = sent(page_of(amara.get(reverse("new_person")))) | TYPED
    first = add(amara, **form)
    before = row_counts()
    second = add(amara, **form | {"preferred_name": "Quim", "local_number": "R3004"})

    assert second.url == first.url
    assert row_counts() == before
    assert ServiceUser.objects.get(local_number="R3003").preferred_name == "Quixa"
    assert ADDED in main_words(amara.get(second.url))


def test_another_form_with_the_same_numbers_adds_nobody(cast: Cast, amara: SignedIn) -> None:
    """The numbers are taken, and the page says where to look."""
    add(amara, **TYPED)
    form = sent(page_of(amara.get(reverse("new_person")))) | TYPED
    page = page_of(add(amara, **form), status=422)

    assert errors(page) == {"local_number": TAKEN, "nhs_number": NHS_TAKEN}
    assert ServiceUser.objects.filter(local_number="R3003").count() == 1


def test_a_changed_code_adds_nobody(cast: Cast, amara: SignedIn) -> None:
    """The page says that the form is damaged."""
    page = page_of(add(amara, **TYPED, code="changed"), status=422)

    assert errors(page) == {"code": "This form is damaged. Please open the page again."}


def test_the_page_opens_without_a_word_of_error(amara: SignedIn, cast: Cast) -> None:
    """Empty boxes, status 200."""
    page = page_of(amara.get(reverse("new_person")))

    assert errors(page) == {}
    assert {sent(page)[name] for name in TYPED} == {""}


@pytest.mark.parametrize("field", ["local_number", "nhs_number"])
def test_a_number_given_to_somebody_a_moment_ago_is_said_at_its_field(
    cast: Cast, amara: SignedIn, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """The form found it free, the database did not: a sentence, and every word still there."""
    ServiceUserFactory(organisation=cast.organisation, **{field: TYPED[field].replace(" ", "")})
    monkeypatch.setattr(PersonForm, "_is_taken", lambda form, **number: False)
    before = row_counts()
    page = page_of(add(amara, **TYPED), status=422)

    assert errors(page) == {field: TAKEN}
    assert {name: sent(page)[name] for name in TYPED} == TYPED
    assert row_counts() == before
