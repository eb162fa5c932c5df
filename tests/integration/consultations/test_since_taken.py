"""What was decided and taken last time, offered to the conversation that looks at it again."""

import pytest

from consultations.models import Consultation, CurrentMedicine
from medications.models import Medication
from tests.cast import Cast
from tests.factories import DecisionFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, sent
from tests.integration.consultations.since import address_since

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]
OFFERED = "Filled in from what was decided last time."


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("olanzapine", {"medication": "olanzapine", "medication_name": ""}),
        ("asenapine", {"medication": "other", "medication_name": "Asenapine"}),
    ],
    ids=["on the cards", "no longer on the cards"],
)
def test_what_was_decided_is_offered_as_what_is_taken_now(
    cast: Cast, amara: SignedIn, before: Consultation, code: str, offered: dict[str, str]
) -> None:
    """With its dose and where it comes from, for the clinician to change before it is kept."""
    first = before.decision_rows.get()
    told = {"previous": first, "decided_by": first.decided_by, "kind": "lower_dose"}
    medicine = Medication.objects.get(code=code)
    DecisionFactory(
        consultation=before, medication=medicine, preparation="tablet", dose="5 mg", **told
    )
    page = page_of(amara.get(address_since(cast, before.code)))

    assert sent(page) == sent(page) | offered | {"dose": "tablet, 5 mg"}
    assert OFFERED in page.main.text
    taken = {"medication": "", "medication_name": "", "dose": ""}
    amara.post(address_since(cast, before.code), sent(page) | taken)
    assert not CurrentMedicine.objects.exists()


def test_nothing_is_offered_where_no_medicine_was_decided(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Or where nothing is looked at again."""
    first = before.decision_rows.get()
    DecisionFactory(consultation=before, kind="none", previous=first, decided_by=first.decided_by)
    for code in (before.code, ""):
        page = page_of(amara.get(address_since(cast, code)))
        assert sent(page)["medication"] == ""
        assert OFFERED not in page.main.text
