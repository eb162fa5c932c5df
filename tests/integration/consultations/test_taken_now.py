"""What is said when a conversation opens: who else is there, and what is taken now."""

import pytest
from django.urls import reverse

from consultations.models import CurrentMedicine
from consultations.models.consent import SCOPE
from tests.factories import MedicationFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, opened, refused, sent

pytestmark = pytest.mark.django_db


def test_carer_and_interpreter_see_nothing_yet(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """They are recorded as being there; that gives no consent for them."""
    typed = {"carer": "Jo Rivers", "other": "Ola", "other_role": "interpreter"}
    guests = opened(amara.post(address, form | typed)).participant_rows.exclude(
        kind__in=["service_user", "clinician"]
    )

    assert [(each.kind, each.name, each.role) for each in guests] == [
        ("carer", "Jo Rivers", ""),
        ("other", "Ola", "interpreter"),
    ]
    assert not [(each, name) for each in guests for name in SCOPE if getattr(each, name)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"medication": "olanzapine", "dose": "15 mg at night"}, "Olanzapine, 15 mg at night"),
        ({"medication": "olanzapine"}, "Olanzapine"),
        ({"medication": "other", "medication_name": "Zotepine"}, "Zotepine"),
        ({"medication_name": "Zotepine", "dose": "25 mg"}, "Zotepine, 25 mg"),
    ],
)
def test_the_medicine_taken_now_is_kept(
    amara: SignedIn, address: str, form: dict[str, str], typed: dict[str, str], shown: str
) -> None:
    """One of the cards or another by name, as the person's words that the clinician entered."""
    consultation = opened(amara.post(address, form | typed))
    taken = CurrentMedicine.objects.get()

    assert (taken.voice.kind, taken.entered_by.kind) == ("service_user", "clinician")
    assert taken.is_private is False
    assert (taken.medication is None) == ("medication_name" in typed)
    words = main_words(amara.get(reverse("conversation", args=[consultation.code])))
    assert f"Taken now {shown} Taken before" in words


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"medication": "other"}, "medication_name", "Write the name of the other medicine."),
        (
            {"medication": "olanzapine", "medication_name": "Zotepine"},
            "medication_name",
            "Choose from the list or write a name, not both.",
        ),
        ({"dose": "25 mg"}, "medication", "Say which medicine is taken so."),
    ],
)
def test_nothing_said_of_a_medicine_is_left_out_without_a_word(
    amara: SignedIn,
    address: str,
    form: dict[str, str],
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    """What does not fit together is asked about, and stays as it was typed."""
    answer = refused(amara.post(address, form | typed))

    assert errors(answer) == {field: sentence}
    assert sent(answer) == sent(answer) | typed


def test_a_medicine_that_is_not_in_the_release_cannot_be_chosen(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Whatever else the library knows."""
    MedicationFactory(code="elsewhere")

    assert "medication" in errors(refused(amara.post(address, form | {"medication": "elsewhere"})))
