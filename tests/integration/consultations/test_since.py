"""Say what changed since: a new conversation with last time's wishes beside it, none copied."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Avoidance, Consultation, Goal, HelpfulEffect
from tests.cast import Cast
from tests.factories import (
    ClinicFactory,
    ConsultationFactory,
    DecisionFactory,
    EffectFactory,
    MarkFactory,
    MedicationFactory,
    MembershipFactory,
    ServiceUserFactory,
    StanceFactory,
    TopicFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, queries
from tests.integration.consultations.since import THEN, address_since, begin, finished

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]
ASKED_AGAIN = "how would you like to decide today?"


def test_the_persons_page_leads_to_it(cast: Cast, amara: SignedIn, before: Consultation) -> None:
    """To the last finished one; without one there is no such button."""
    finished(cast, starts_at=THEN - datetime.timedelta(days=1))
    finished(cast, decided=False, open=True, starts_at=THEN + datetime.timedelta(days=1))
    page = page_of(amara.get(reverse("person", args=[cast.service_user.pk])))
    link = page.select_one("main a.nhsuk-button")

    assert link.text == "Say what changed since"
    assert link["href"] == address_since(cast, before.code)
    other = ServiceUserFactory(organisation=cast.organisation)
    assert "Say what changed since" not in main_words(amara.get(reverse("person", args=[other.pk])))


def test_it_follows_and_nothing_is_copied(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """The new conversation begins empty, with last time's wishes in sight."""
    response = begin(amara, cast, before.code)
    new = Consultation.objects.latest("pk")

    assert new.follows == before
    for model in (Goal, Avoidance, HelpfulEffect):
        assert not model.objects.filter(consultation=new).exists()
    words = main_words(amara.get(response.url))
    assert "Last time, on 3 November 2026, you said" in words
    assert "Sleeping through" in words
    assert "Most of all you want to avoid weight gain, then tremor." in words
    assert "This would help you: calm." in words


def test_everything_that_was_said_last_time_is_in_sight(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """What to bring up, where the person stood, whys, what was left out, open questions."""
    TopicFactory(consultation=before, text="Driving")
    StanceFactory(consultation=before, kind="less")
    Avoidance.objects.filter(consultation=before, priority=1).update(why="my mother has diabetes")
    MarkFactory(consultation=before, effect=EffectFactory(code="sex", label="Sex"))
    MarkFactory(
        consultation=before,
        effect=EffectFactory(code="periods", label="Periods"),
        kind="rather_not_say",
    )
    first = before.decision_rows.get()
    DecisionFactory(
        consultation=before, previous=first, decided_by=first.decided_by, open_questions="The dose"
    )
    words = main_words(amara.get(begin(amara, cast, before.code).url))

    assert "Please bring this up for me: Driving" in words
    assert "Where I stand now: stop or take less" in words
    assert "Weight gain, why: my mother has diabetes" in words
    assert "Left out: Sex: does not apply to me; Periods: rather not say" in words
    assert "Still to be talked about: The dose" in words
    assert ASKED_AGAIN not in words


@pytest.mark.parametrize("way", ["wished", "decided"])
def test_whether_the_clinician_decides_is_asked_again(
    cast: Cast, amara: SignedIn, before: Consultation, way: str
) -> None:
    """Whether it was the person's wish or what came of it: it held for that time alone; R6."""
    if way == "wished":
        StanceFactory(consultation=before, kind="clinician_decides")
    else:
        first = before.decision_rows.get()
        told = {"previous": first, "decided_by": first.decided_by, "kind": "clinician_decides"}
        DecisionFactory(consultation=before, **told)

    assert ASKED_AGAIN in main_words(amara.get(begin(amara, cast, before.code).url))


def test_what_was_decided_stands_with_its_conditions(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """On the new conversation's page and on the person's."""
    first = begin(amara, cast, before.code).url
    for address in (first, reverse("person", args=[cast.service_user.pk])):
        page = page_of(amara.get(address))
        conditions = page.select_one("main .medicine-conditions").get_text()
        assert "Not licensed for schizophrenia in the UK." in conditions
        words = page.main.get_text(" ")
        assert "5 mg at night" in words
        assert "With Ben Hughes. To be looked at again on 3 May 2027." in words


def test_the_start_page_says_what_is_meant(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """And an ordinary start says nothing of it."""
    sentence = "This looks again at what was said on 3 November 2026."

    assert sentence in main_words(amara.get(address_since(cast, before.code)))
    assert sentence not in main_words(amara.get(address_since(cast, "")))


def test_an_ordinary_start_follows_nothing(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """Nothing is looked back at unless somebody asks for it."""
    response = begin(amara, cast, "")

    assert Consultation.objects.latest("pk").follows is None
    assert "Last time" not in main_words(amara.get(response.url))


@pytest.mark.parametrize("code", ["nowhere", "1", "5a3d7c1e-0b52-4f0e-9d6b-000000000000"])
def test_an_unknown_code_is_not_there(cast: Cast, amara: SignedIn, code: str) -> None:
    """To read or to begin with."""
    assert amara.get(address_since(cast, code)).status_code == 404
    assert amara.post(address_since(cast, code)).status_code == 404


def test_only_a_finished_conversation_of_the_person_in_ones_clinics(
    cast: Cast, amara: SignedIn
) -> None:
    """Going on, somebody else's, another clinic's and another organisation's are alike unknown."""
    elsewhere = cast.other_organisation
    for found in (
        finished(cast, decided=False, open=True),
        finished(cast, service_user=ServiceUserFactory(organisation=cast.organisation)),
        finished(cast, clinic=cast.other_clinic),
        ConsultationFactory(organisation=elsewhere, decided=True),
    ):
        assert amara.get(address_since(cast, found.code)).status_code == 404


def test_of_several_decisions_the_newest_is_told(
    cast: Cast, amara: SignedIn, before: Consultation
) -> None:
    """A change of mind is a new decision."""
    first = before.decision_rows.get()
    DecisionFactory(consultation=before, kind="none", previous=first, decided_by=first.decided_by)
    words = main_words(amara.get(reverse("person", args=[cast.service_user.pk])))

    assert "We decided: no medicine." in words
    assert "Asenapine" not in words


@pytest.mark.parametrize("clinics", [1, 5])
def test_forty_conversations_ask_no_more_often_than_one(
    cast: Cast, amara: SignedIn, before: Consultation, clinics: int
) -> None:
    """With decisions, in one clinic or in five."""
    page = reverse("person", args=[cast.service_user.pk])
    amara.get(page)  # what is kept of a release is read once
    one = queries(lambda: amara.get(page))
    for number in range(40):
        DecisionFactory(
            consultation=finished(cast, release=before.release),
            medicine=True,
            medication=MedicationFactory(code=f"m{number}"),
        )
    for _ in range(clinics - 1):
        clinic = ClinicFactory(organisation=cast.organisation)
        MembershipFactory(
            account=cast.people["amara"], organisation=cast.organisation, clinic=clinic
        )

    assert queries(lambda: amara.get(page)) == one


def test_pages_of_a_person_lose_and_repeat_nothing(cast: Cast, amara: SignedIn) -> None:
    """Newest first, also when several began at one moment and one is added in between."""
    made = [
        finished(cast, starts_at=THEN + datetime.timedelta(minutes=number // 3))
        for number in range(45)
    ]
    address: str | None = reverse("person", args=[cast.service_user.pk])
    seen: list[str] = []
    while address:
        page = page_of(amara.get(address))
        seen += [each["href"] for each in page.select("main ul.past > li > a")]
        following = page.select_one("main nav a")
        address = following["href"] if following and "Next" in following.text else None
        finished(cast, starts_at=timezone.now())

    assert seen == [reverse("conversation", args=[each.code]) for each in reversed(made)]


def test_a_changed_bookmark_opens_no_page(cast: Cast, amara: SignedIn) -> None:
    """As any other address that leads nowhere."""
    page = reverse("person", args=[cast.service_user.pk])

    assert amara.get(f"{page}?after=1").status_code == 404
