"""What is known of a person is put right: by one clinician after the other, never unseen."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import ServiceUser
from tests.cast import Cast
from tests.factories import ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast: Cast) -> str:
    """Return where Sam is put right."""
    return reverse("change_person", args=[cast.service_user.pk])


def test_what_is_known_is_offered_and_put_right(cast: Cast, amara: SignedIn, address: str) -> None:
    """The audit entry names the fields and none of the words."""
    form = sent(page_of(amara.get(address)))
    assert (form["preferred_name"], form["local_number"]) == ("Sam", "R1001")

    answer = amara.post(address, form | {"preferred_name": "Sammy", "nhs_number": "943 476 5919"})

    assert answer["Location"] == reverse("person", args=[cast.service_user.pk])
    kept = ServiceUser.objects.get(pk=cast.service_user.pk)
    assert (kept.preferred_name, kept.nhs_number) == ("Sammy", "9434765919")
    assert kept.search_name == "sammy"
    entry = AuditEntry.objects.get(action="change_service_user")
    assert entry.detail == {"fields": ["preferred_name", "nhs_number"]}


def test_a_fault_keeps_what_was_typed(amara: SignedIn, address: str, cast: Cast) -> None:
    """And says what to do; their own number is theirs, somebody else's is not."""
    ServiceUserFactory(organisation=cast.organisation, local_number="R2")
    form = sent(page_of(amara.get(address)))

    page = page_of(amara.post(address, form | {"preferred_name": "", "local_number": "r2"}), 422)

    assert "Say what the person likes to be called." in page.text
    assert "Somebody here already has this number." in page.text
    assert sent(page)["local_number"] == "r2"
    assert ServiceUser.objects.get(pk=cast.service_user.pk).preferred_name == "Sam"


def test_two_clinicians_do_not_overwrite_each_other(
    amara: SignedIn, cast: Cast, address: str
) -> None:
    """The second is told, sees what is kept now, and may save again."""
    form = sent(page_of(amara.get(address)))
    ben = SignedIn(cast.people["ben"])
    ben.post(address, sent(page_of(ben.get(address))) | {"communication_needs": "Large print"})

    answer = amara.post(address, form | {"preferred_name": "Sammy"})
    words = main_words(answer, 422)
    assert "Somebody else changed something here in the meantime." in words
    assert "Large print" in words

    assert amara.post(address, sent(page_of(answer, 422))).status_code == 302
    assert ServiceUser.objects.get(pk=cast.service_user.pk).preferred_name == "Sammy"


def test_sent_twice_it_changes_nothing_more(amara: SignedIn, address: str) -> None:
    form = sent(page_of(amara.get(address))) | {"preferred_name": "Sammy"}

    assert [amara.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(action="change_service_user").count() == 1


def test_another_services_person_is_not_there(cast: Cast, address: str) -> None:
    hugo = SignedIn(cast.people["hugo"])

    assert hugo.get(address).status_code == 404
    assert hugo.post(address, {"preferred_name": "Mine"}).status_code == 404
