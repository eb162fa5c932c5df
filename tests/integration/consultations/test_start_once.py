"""A form opens one conversation, of one person; what goes on already is named."""

from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse

from consultations.forms.start import SALT
from consultations.models import Consultation
from consultations.services import StartDetails, start_consultation
from tests.cast import Cast
from tests.factories import (
    ConsultationFactory,
    ServiceUserFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import (
    errors,
    main_words,
    opened,
    page_of,
    refused,
    row_counts,
    sent,
)

pytestmark = pytest.mark.django_db
BEGUN = "This form had opened this conversation before. Nothing of what was sent now was saved"
DAMAGED = "This form is damaged. Please open the page again."


def test_sent_twice_it_opens_one_conversation(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """The second answer leads to the same conversation, and says that nothing was saved."""
    first = opened(amara.post(address, form | {"carer": "Jo"}))
    assert BEGUN not in main_words(amara.get(reverse("conversation", args=[first.code])))
    before = row_counts()
    second = opened(amara.post(address, form | {"carer": "Joe", "medication": "olanzapine"}))

    assert second == first
    assert row_counts() == before
    assert BEGUN in main_words(amara.get(reverse("conversation", args=[first.code])))


def test_opened_anew_the_form_opens_another_one(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Looking again is a new conversation: the code comes with each drawing of the form."""
    opened(amara.post(address, form))
    opened(amara.post(address, sent(page_of(amara.get(address)))))

    assert Consultation.objects.count() == 2


def test_those_that_go_on_are_named_before_another_one_is_opened(
    cast: Cast, amara: SignedIn, address: str
) -> None:
    """Open, paused or planned, in one's own clinics, each with the way there; H18."""
    told = {"organisation": cast.organisation, "clinic": cast.clinic}
    told |= {"service_user": cast.service_user}
    assert "There is a conversation already" not in main_words(amara.get(address))

    going_on = [ConsultationFactory(stage=stage, **told) for stage in ("open", "paused", "planned")]
    ConsultationFactory(decided=True, **told)
    ConsultationFactory(**told | {"clinic": cast.other_clinic})
    ConsultationFactory(
        **told | {"service_user": ServiceUserFactory(organisation=cast.organisation)}
    )
    page = page_of(amara.get(address))

    assert "There is a conversation already" in page.main.text
    assert [each["href"] for each in page.select("main .notice a")] == [
        reverse("conversation", args=[each.code]) for each in reversed(going_on)
    ]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "no code",
        str(uuid4()),
        signing.dumps([uuid4().hex, 1, 1], salt="another form"),
        signing.dumps(["no code", 1, 1], salt=SALT),
        signing.dumps(7, salt=SALT),
    ],
    ids=["none", "words", "unsigned", "of another form", "signed words", "signed number"],
)
def test_a_damaged_code_opens_nothing(
    amara: SignedIn, address: str, form: dict[str, str], code: str
) -> None:
    """And the page says so, with everything typed."""
    answer = refused(amara.post(address, form | {"code": code, "carer": "Jo Rivers"}))

    assert list(errors(answer)) == ["code"]
    assert code == "" or errors(answer)["code"] == DAMAGED
    assert sent(answer)["carer"] == "Jo Rivers"


@pytest.mark.parametrize("is_opened_before", [True, False])
def test_a_code_of_another_persons_form_opens_nothing_and_leads_nowhere(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str], is_opened_before: bool
) -> None:
    """Two tabs, one form sent to the other's address: a sentence, and neither record changes."""
    if is_opened_before:
        amara.post(address, form)
    other = ServiceUserFactory(organisation=cast.organisation)
    before = row_counts()
    answer = amara.post(
        reverse("start", args=[other.pk]), form | {"medication": "olanzapine", "carer": "Jo"}
    )
    page = page_of(answer, status=422)

    assert "This form belongs to another person." in errors(page)["code"]
    assert sent(page)["carer"] == "Jo"
    assert row_counts() == before


def test_the_service_leads_to_no_other_persons_conversation(
    cast: Cast, conversation: Consultation
) -> None:
    """However the code came there."""
    other = ServiceUserFactory(organisation=cast.organisation)

    with pytest.raises(ValueError, match="another person's conversation"):
        start_consultation(
            service_user=other,
            clinic=cast.clinic,
            release=conversation.release,
            details=StartDetails("clinic", "informal", "full"),
            by=cast.people["amara"],
            code=conversation.code,
        )
