"""What is pasted is never cut: too much of it is answered with a sentence, and stays in its box."""

import pytest
from django.urls import reverse

from consultations.models import Consultation
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, sent

pytestmark = pytest.mark.django_db
LONGEST = {
    "people": {"words": 100},
    "new_person": {
        "preferred_name": 100,
        "local_number": 40,
        "nhs_number": 20,
        "given_names": 150,
        "family_name": 100,
        "communication_needs": 500,
        "interpreter_language": 60,
    },
    "start": {
        "participation_reason": 500,
        "carer": 100,
        "other": 100,
        "other_role": 80,
        "medication_name": 120,
        "dose": 200,
    },
    "beginning": {"carer": 100, "other": 100, "other_role": 80},
    "matters": {"get_better": 2000, "good_life": 2000, "topics": 2000},
    "word": {"text": 2000},
}
LONGEST["change_person"] = LONGEST["new_person"]


@pytest.mark.parametrize(("name", "boxes"), LONGEST.items(), ids=LONGEST)
@pytest.mark.usefixtures("conversation")
def test_what_is_too_long_stays_with_a_sentence(
    cast: Cast, amara: SignedIn, name: str, boxes: dict[str, int]
) -> None:
    """No browser is told where to cut, and the sentence says by how much it is too long."""
    where = {"start": [cast.service_user.pk], "change_person": [cast.service_user.pk]}
    where |= {"beginning": [CODE], "matters": [CODE], "word": ["contact"]}
    client = SignedIn(cast.people["femi"]) if name == "word" else amara
    address = reverse(name, args=where.get(name))
    drawn = page_of(client.get(address))
    assert drawn.select("[maxlength]") == []
    pasted = {field: "x" * (longest + 1) for field, longest in boxes.items()}
    before = Consultation.objects.get()

    page = page_of(client.post(address, sent(drawn) | pasted), 200 if name == "people" else 422)

    for field, longest in boxes.items():
        box = page.select_one(f"[name={field}]")
        assert (box.get("value") or box.text.strip()) == pasted[field]
        error = page.select_one(f"#id_{field}-error").text
        assert f"({longest + 1} letters; {longest} fit)" in error
    assert Consultation.objects.get().version == before.version
