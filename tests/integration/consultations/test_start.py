"""Opening a conversation: little is asked; in one's own clinic, on today's cards."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Consultation, CurrentMedicine
from consultations.stages import Stage
from medications.models import Release
from tests.cast import Cast
from tests.factories import (
    ClinicFactory,
    MembershipFactory,
    ReleaseFactory,
    ServiceUserFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import (
    errors,
    main_words,
    opened,
    page_of,
    queries,
    refused,
    sent,
)

pytestmark = pytest.mark.django_db
PINNED = 7
NOT_TODAY = {"participation": "not_today", "look_again_on": "2099-01-31"}
WORDS = {
    "participation_reason": "tired today",
    "carer": "Jo Rivers",
    "other": "Ola",
    "other_role": "interpreter",
    "medication_name": "Lithium",
    "dose": "400 mg at night",
}


def test_nothing_has_to_be_filled_in(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """The form as it is drawn opens a conversation, and leads to what matters at once."""
    answer = amara.post(address, form)
    consultation = opened(answer)

    assert answer.url == reverse("matters", args=[consultation.code])
    assert (consultation.stage, consultation.version) == (Stage.OPEN, 1)
    assert (consultation.organisation, consultation.clinic) == (cast.organisation, cast.clinic)
    assert consultation.service_user == cast.service_user
    assert consultation.started_by == cast.people["amara"]
    here = consultation.participant_rows.values_list("kind", "name", "account")
    assert list(here) == [
        ("service_user", "Sam", None),
        ("clinician", "Amara Okafor", cast.people["amara"].pk),
    ]
    assert not CurrentMedicine.objects.exists()


def test_the_page_shows_who_where_and_what_is_open(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """What was chosen stands on the first page of the conversation, in words."""
    chosen = {"setting": "ward", "legal_setting": "detained", "participation": "some_parts"}
    answer = amara.get(
        reverse(
            "conversation",
            args=[
                opened(amara.post(address, form | chosen | {"participation_reason": "tired"})).code
            ],
        )
    )
    words = main_words(answer)

    assert "A conversation with Sam" in words
    assert "Where ward" in words
    assert "Who is here Sam, Amara Okafor (clinician)" in words
    assert "How much today some parts, in the person's words: “tired”" in words
    assert "Taken now nothing was said yet" in words
    assert "Legal setting detained" in words


@pytest.mark.parametrize(
    ("typed", "is_here"),
    [({}, True), ({"is_present": ""}, False), (NOT_TODAY, False)],
    ids=["as drawn", "tick taken away", "not today"],
)
def test_whether_the_person_is_here_is_kept_and_said(
    amara: SignedIn, address: str, form: dict[str, str], typed: dict[str, str], is_here: bool
) -> None:
    """The tick is there when the page is opened; whoever said "not today" is not counted in."""
    answer = amara.get(
        reverse("conversation", args=[opened(amara.post(address, form | typed)).code])
    )
    person = Consultation.objects.get().participant_rows.get(kind="service_user")

    assert person.is_present == is_here
    assert ("Who is here Sam, Amara" in main_words(answer)) == is_here
    assert ("Sam is not here." in main_words(answer)) == (not is_here)


def test_with_an_error_everything_typed_stays(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Every box and every choice, and the code, so that it still opens one conversation."""
    typed = (
        form
        | WORDS
        | {
            "setting": "home",
            "legal_setting": "detained",
            "participation": "not_today",
            "medication": "other",
        }
    )
    answer = refused(amara.post(address, typed))

    assert list(errors(answer)) == ["look_again_on"]
    kept = {name: value for name, value in sent(answer).items() if name in typed}
    assert kept | {"csrfmiddlewaretoken": ""} == typed | {"csrfmiddlewaretoken": ""}


def test_what_helps_in_talking_stands_on_the_first_page(
    cast: Cast, amara: SignedIn, address: str
) -> None:
    """Where the conversation is opened, and once it is open."""
    cast.service_user.communication_needs = "large print"
    cast.service_user.interpreter_language = "Tigrinya"
    cast.service_user.save()
    page = page_of(amara.get(address))
    assert "large print" in page.main.text
    assert "Needed: an interpreter for Tigrinya." in page.main.text

    words = main_words(
        amara.get(reverse("conversation", args=[opened(amara.post(address, sent(page))).code]))
    )

    assert "What helps in talking large print; Interpreter needed: Tigrinya" in words


def test_the_clinic_of_others_cannot_be_chosen(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Swapped in the body: a colleague's, another organisation's, one that never was."""
    elsewhere = ClinicFactory(organisation=cast.other_organisation)

    for code in (cast.other_clinic.code, elsewhere.code, uuid4(), ""):
        assert list(errors(refused(amara.post(address, form | {"clinic": str(code)})))) == [
            "clinic"
        ]


def test_ones_clinics_are_offered_and_no_other(cast: Cast, amara: SignedIn, address: str) -> None:
    """A clinician of all clinics chooses among them."""
    everywhere = SignedIn(MembershipFactory(organisation=cast.organisation).account)
    offered = {
        client: [
            each.get_text(strip=True)
            for each in page_of(client.get(address)).select("#id_clinic option")
        ]
        for client in (amara, everywhere)
    }

    assert offered == {
        amara: ["Riverside clinic"],
        everywhere: ["Hilltop clinic", "Riverside clinic"],
    }


def test_a_conversation_keeps_the_cards_it_began_with(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """A release published later is for those that begin later."""
    first = opened(amara.post(address, form))
    newer = ReleaseFactory(organisation=cast.organisation, number=2)
    second = opened(amara.post(address, sent(page_of(amara.get(address)))))
    first.refresh_from_db()

    assert (first.release.number, second.release) == (1, newer)


def test_before_there_are_cards_no_conversation_opens(
    cast: Cast, amara: SignedIn, address: str
) -> None:
    """The page is not found, like every page that reads cards."""
    Release.objects.all().delete()

    assert amara.get(address).status_code == 404


def test_the_audit_entry_holds_no_word_of_the_conversation(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """It says who opened which, and how much was wanted on the day."""
    typed = form | WORDS | {"participation": "some_parts", "legal_setting": "detained"}
    consultation = opened(amara.post(address, typed))
    entry = AuditEntry.objects.get(action="start_consultation")

    assert entry.record == f"consultation:{consultation.code}"
    assert (entry.organisation, entry.by) == (cast.organisation, cast.people["amara"])
    assert entry.detail == {"participation": "some_parts"}


def test_the_page_asks_a_pinned_number_of_times(
    cast: Cast, amara: SignedIn, address: str, release: Release
) -> None:
    """However many cards and people there are."""
    first = queries(lambda: amara.get(address))
    for _number in range(20):
        ServiceUserFactory(organisation=cast.organisation)

    assert queries(lambda: amara.get(address)) < first
    assert queries(lambda: amara.get(address)) == PINNED
