"""What was decided and taken last time, offered to the conversation that looks at it again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation, CurrentMedicine, Experience
from medications.models import Medication
from tests.cast import Cast
from tests.factories import (
    CurrentMedicineFactory,
    DecisionFactory,
    ExperienceFactory,
    ServiceUserFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, queries, sent
from tests.integration.consultations.since import THEN, address_since, finished
from tests.integration.medications.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]
OFFERED = "Last time you decided:"


def test_what_was_decided_is_said_and_not_taken_for_taken(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Whether it was begun is for the person to say; also how and in which form it was meant."""
    first = before.decision_rows.get()
    told = {"previous": first, "decided_by": first.decided_by, "kind": "lower_dose"}
    medicine = Medication.objects.get(code="olanzapine")
    DecisionFactory(
        consultation=before, medication=medicine, preparation="tablet", dose="5 mg", **told
    )

    page = page_of(amara.get(address_since(cast, before.code)))

    assert f"{OFFERED} Olanzapine, tablet, 5 mg." in page.main.text
    assert sent(page)["medication"] == ""
    amara.post(address_since(cast, before.code), sent(page))
    assert not CurrentMedicine.objects.exists()


def test_where_and_under_which_rules_goes_on(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Somebody detained is not told that all of it is open."""
    Consultation.objects.filter(pk=before.pk).update(setting="ward", legal_setting="detained")

    form = sent(page_of(amara.get(address_since(cast, before.code))))

    assert (form["setting"], form["legal_setting"]) == ("ward", "detained")


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


def said_then(before: Consultation) -> None:
    """Say in the conversation before what was taken then, and what before that."""
    olanzapine = Medication.objects.get(code="olanzapine")
    told = {"consultation": before, "entered_by": before.decision_rows.get().decided_by}
    CurrentMedicineFactory(medication=olanzapine, dose="15 mg", **told)
    ExperienceFactory(medication=None, name="Zotepine", bad="I was hungry", **told)


def shown(client: SignedIn, address: str) -> list[str]:
    """Return the medicines of earlier conversations on a page of medicines."""
    page = page_of(client.get(address))
    rows = page.select("section:has(a[href*=earlier]) li")
    return [words(each.select_one("h3")) for each in rows]


def experience_of(client: SignedIn, cast: Cast, code: object) -> str:
    """Begin a conversation with nothing taken now; return where its medicines are listed."""
    address = address_since(cast, code)
    nothing = {"medication": "", "medication_name": "", "dose": ""}
    client.post(address, sent(page_of(client.get(address))) | nothing)
    return reverse("experience", args=[Consultation.objects.latest("pk").code])


@pytest.mark.parametrize("looks_again", [True, False])
def test_medicines_of_earlier_conversations_are_taken_over_one_by_one(
    cast: Cast, amara: SignedIn, before: Consultation, looks_again: bool
) -> None:
    """Beside the empty lists, with the words of then; none counts until it is saved here."""
    said_then(before)
    address = experience_of(amara, cast, before.code if looks_again else "")
    page = page_of(amara.get(address))
    assert shown(amara, address) == ["Olanzapine", "Zotepine"]
    first = main_words(amara.get(address.removesuffix("experience/")))
    assert "Said in earlier conversations: Olanzapine, Zotepine" in first
    assert "Taken then, said on 3 November 2026." in page.main.text
    assert "Bad I was hungry Said on 3 November 2026." in words(page.main)
    assert not Experience.objects.exclude(consultation=before).exists()

    link = page.select("main a[href*=earlier]")[1]["href"]
    amara.post(link, sent(page_of(amara.get(link))) | {"bad": "I was very hungry"})

    taken = Experience.objects.exclude(consultation=before).get()
    assert (taken.name, taken.bad) == ("Zotepine", "I was very hungry")
    assert shown(amara, address) == ["Olanzapine"]


def test_what_is_said_here_is_not_offered(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Taken now as it was then; and of each medicine what was said last stands alone."""
    said_then(before)
    earlier = finished(cast, starts_at=THEN - timedelta(days=90))
    ExperienceFactory(consultation=earlier, medication=None, name="zotepine", good="I slept")
    address = experience_of(amara, cast, before.code)
    new = Consultation.objects.latest("pk")
    CurrentMedicineFactory(consultation=new, medication=Medication.objects.get(code="olanzapine"))

    assert shown(amara, address) == ["Zotepine"]
    assert "I slept" not in main_words(amara.get(address))


def test_medicines_of_other_people_clinics_and_later_are_not_offered(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Nor to a conversation that has ended; a made-up address draws an empty form."""
    new = experience_of(amara, cast, "")
    ended = reverse("experience", args=[before.code])
    told = {"medication": None, "name": "Zotepine"}
    elsewhere = finished(cast, clinic=cast.other_clinic)
    other = finished(cast, service_user=ServiceUserFactory(organisation=cast.organisation))
    later = finished(cast, starts_at=timezone.now() + timedelta(days=1))
    rows = [ExperienceFactory(consultation=each, **told) for each in (elsewhere, other, later)]

    assert shown(amara, new) == shown(amara, ended) == []
    for row in rows:
        page = page_of(amara.get(f"{new}before/?earlier=before:{row.pk}"))
        assert sent(page)["name"] == ""


def test_more_earlier_medicines_cost_no_more_queries(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """One and thirty ask as often."""
    said_then(before)
    address = experience_of(amara, cast, "")
    amara.get(address)
    few = queries(lambda: amara.get(address))
    for number in range(30):
        ExperienceFactory(consultation=before, medication=None, name=f"Medicine {number}")

    assert queries(lambda: amara.get(address)) == few
