"""What the forms of the room ask for, and how they read what is typed; no database is needed."""

import datetime
from collections.abc import Iterator
from uuid import UUID

import pytest
from django import forms
from django.utils import timezone

from accounts.models import Clinic, Organisation
from consultations.forms import PersonForm, SearchForm, StartForm
from consultations.forms.start import new_code
from consultations.models import ServiceUser
from consultations.services import CurrentlyTaken, Guest
from medications.models import Card, Medication

MOST_REQUIRED = 8
CLINIC = Clinic(name="Riverside clinic")
SAM = ServiceUser(pk=7, organisation_id=1, preferred_name="Sam", local_number="R1001")
OLANZAPINE = Medication(code="olanzapine", name="Olanzapine")
PLAIN = {
    "clinic": str(CLINIC.code),
    "setting": "clinic",
    "legal_setting": "informal",
    "participation": "full",
}
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def start_form(**typed: str) -> StartForm:
    """Return the form with which a conversation begins, filled in with little but what is given."""
    data = PLAIN | {"code": new_code(SAM)} | typed
    return start_form_for(SAM, data)


def start_form_for(person: ServiceUser, data: dict[str, str] | None = None) -> StartForm:
    """Return the form for somebody, drawn or with what was sent."""
    cards = [Card(medication=OLANZAPINE)]
    return StartForm(data, service_user=person, clinics=[CLINIC], cards=cards)


def shown(*asked: forms.Form) -> Iterator[tuple[str, forms.Field]]:
    """Return the fields of forms that somebody sees."""
    for form in asked:
        yield from ((each.name, each.field) for each in form.visible_fields())


def test_at_most_eight_fields_have_to_be_filled_in() -> None:
    """Over adding a person and opening a conversation; all but two of them have a start."""
    asked = [PersonForm(organisation=Organisation()), start_form()]
    required = {name: field for name, field in shown(*asked) if field.required}

    assert set(required) == {"preferred_name", "local_number", *PLAIN}
    assert len(required) <= MOST_REQUIRED
    empty = {name for name, field in required.items() if field.initial is None}
    assert empty == {"preferred_name", "local_number", "clinic"}
    assert [name for name, _ in required["clinic"].choices] == [str(CLINIC.code)]


def test_each_field_has_a_label_and_a_limit() -> None:
    """A box without a limit takes a book."""
    asked = [SearchForm(), PersonForm(organisation=Organisation()), start_form()]
    fields = dict(shown(*asked))
    unlimited = [
        name
        for name, field in fields.items()
        if type(field) is forms.CharField and not field.max_length
    ]

    assert [name for name, field in fields.items() if not field.label] == []
    assert unlimited == []


def test_a_code_is_new_each_time_and_read_back() -> None:
    """It becomes the address of the conversation."""
    form, other = start_form(), start_form()

    assert form.is_valid()
    assert other.is_valid()
    assert isinstance(form.cleaned_data["code"], UUID)
    assert form.cleaned_data["code"] != other.cleaned_data["code"]


@pytest.mark.parametrize(
    "other",
    [{"pk": 8, "organisation_id": 1}, {"pk": 7, "organisation_id": 2}],
    ids=["another person", "another organisation"],
)
def test_a_code_is_one_persons(other: dict[str, int]) -> None:
    """Sent for somebody else it opens nothing, and the page says so."""
    foreign = new_code(ServiceUser(**other))

    assert start_form(code=foreign).errors["code"] == [
        "This form belongs to another person. Nothing was opened; open the page again."
    ]


def test_a_role_without_a_name_asks_for_the_name() -> None:
    """Nothing typed is left out without a word."""
    assert start_form(other_role="advocate").errors == {"other": ["Write the name as well."]}


def test_an_interpreter_who_is_needed_is_asked_for() -> None:
    """Where the name of somebody else is typed."""
    person = ServiceUser(pk=9, organisation_id=1, interpreter_language="Tigrinya")

    assert start_form_for(person).fields["other"].help_text == (
        "Needed: an interpreter for Tigrinya."
    )
    assert "Needed" not in start_form_for(SAM).fields["other"].help_text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"clinic": "nowhere"}, "Choose one of your clinics."),
        ({"medication": "nowhere"}, "Choose a medicine from the list, or write its name below."),
    ],
)
def test_what_was_not_offered_is_answered_in_our_words(
    typed: dict[str, str], sentence: str
) -> None:
    """Not in those of the framework, which repeat what was sent."""
    assert start_form(**typed).errors == {next(iter(typed)): [sentence]}


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%Y-%m-%d"])
def test_a_date_is_read_as_it_is_written_here(written: str) -> None:
    """Day before month; and as a browser's own picker sends it."""
    form = start_form(participation="not_today", look_again_on=TOMORROW.strftime(written))

    assert form.is_valid(), form.errors
    assert form.details().look_again_on == TOMORROW


@pytest.mark.parametrize(
    ("typed", "guests"),
    [
        ({}, ()),
        ({"carer": "Jo"}, (Guest("Jo", is_carer=True),)),
        ({"other": "Ola", "other_role": "advocate"}, (Guest("Ola", "advocate"),)),
        ({"carer": " Jo ", "other": "Ola"}, (Guest("Jo", is_carer=True), Guest("Ola"))),
        ({"carer": "  "}, ()),
    ],
)
def test_guests_are_a_carer_or_another_one(typed: dict[str, str], guests: tuple[Guest]) -> None:
    """Only who is named is there."""
    form = start_form(**typed)

    assert form.is_valid(), form.errors
    assert form.details().guests == guests


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ({}, ()),
        (
            {"medication": "olanzapine", "dose": "15 mg"},
            (CurrentlyTaken(OLANZAPINE, dose="15 mg"),),
        ),
        ({"medication": "other", "medication_name": "Li"}, (CurrentlyTaken(name="Li"),)),
        ({"medication_name": "Li", "dose": "1"}, (CurrentlyTaken(name="Li", dose="1"),)),
    ],
)
def test_a_medicine_is_one_of_the_cards_or_a_name(
    typed: dict[str, str], taken: tuple[CurrentlyTaken]
) -> None:
    """Never both, and never neither."""
    form = start_form(**typed)

    assert form.is_valid(), form.errors
    assert form.details().taken == taken


@pytest.mark.parametrize("words", ["a\x00b", "x" * 101, "", "\t"])
def test_what_cannot_be_searched_for_is_not(words: str) -> None:
    """A sentence instead of a query that the database would refuse."""
    assert SearchForm({"words": words}).errors
