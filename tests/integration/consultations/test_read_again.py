"""What is kept is what was read back: when that has changed, it is read back once more."""

from collections.abc import Callable

import pytest

from consultations.models import Consultation, Decision, Participant
from medications.models import Availability, LocalNote, Medication
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab
from tests.integration.consultations.reading import main_words, page_of, sent
from tests.integration.medications.reading import words

CHANGED = "What this rests on has changed since you read it."


def call_another_number(cast: Cast) -> None:
    """Let a manager word whom to ask."""
    cast.organisation.texts = {"contact": "Call 01234 99."}
    cast.organisation.save()


def of_olanzapine(cast: Cast) -> dict[str, object]:
    """Return what a row of the pharmacist about olanzapine has."""
    medicine = Medication.objects.get(code="olanzapine")
    return {"organisation": cast.organisation, "medication": medicine, "by": cast.people["dev"]}


def run_out(cast: Cast) -> None:
    """Let a pharmacist say that it is not to be had."""
    Availability.objects.create(state="not_stocked", reason="Gone", **of_olanzapine(cast))


def note(cast: Cast) -> None:
    """Let a pharmacist note something."""
    LocalNote.objects.create(text="Ordered within two days.", **of_olanzapine(cast))


@pytest.mark.parametrize("change", [call_another_number, run_out, note])
def test_what_changed_meanwhile_is_read_back_once_more(
    change: Callable[[Cast], None], amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    tab = Tab(amara, conversation)
    read = page_of(tab.send(clinician_view="Mine"))
    assert CHANGED not in words(read.main)
    change(cast)

    again = page_of(amara.post(tab.address, sent(read) | {"keep": "yes"}), status=422)

    assert CHANGED in words(again.main)
    assert "What your clinician thinks Mine" in words(again.main)
    assert not Decision.objects.exists()
    assert amara.post(tab.address, sent(again) | {"keep": "yes"}).status_code == 302
    assert Decision.objects.count() == 1


def test_nothing_is_kept_that_was_not_read_back(
    amara: SignedIn, conversation: Consultation
) -> None:
    tab = Tab(amara, conversation)

    assert CHANGED in main_words(tab.send(keep="yes"), status=422)
    assert not Decision.objects.exists()


def test_whoever_takes_part_by_keeping_it_changes_nothing(
    cast: Cast, conversation: Consultation
) -> None:
    ben = cast.people["ben"]
    assert not Participant.objects.filter(consultation=conversation, account=ben).exists()

    assert Tab(SignedIn(ben), conversation).keep().status_code == 302
    assert ["Ben Hughes", "clinician", "here"] in Decision.objects.get().frozen["participants"]
