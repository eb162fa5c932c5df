"""Who may open the pages of the room, and where another clinic or organisation begins."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation
from tests.cast import CODE, Cast
from tests.factories import AccountFactory, ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, row_counts

pytestmark = pytest.mark.django_db
SENTENCE = "This page is for these roles of your organisation: clinician."
PERSONS_TOO = "This page is for the person and their clinician."
PAGES = ["day", "people", "new_person", "person", "start", "conversation", "beginning", "matters"]
FORMS = ["new_person", "start", "beginning", "matters"]
NOBODY = 10**6


@pytest.fixture
def addresses(cast: Cast, conversation: Consultation) -> dict[str, str]:
    """Every page of the room, with Sam and the conversation in it."""
    args = {
        "person": [cast.service_user.pk],
        "start": [cast.service_user.pk],
        "conversation": [CODE],
        "beginning": [CODE],
        "matters": [CODE],
    }
    return {name: reverse(name, args=args.get(name)) for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["amara", "ben"])
def test_clinicians_of_the_clinic_come_in(
    cast: Cast, addresses: dict[str, str], name: str, who: str
) -> None:
    """One who began a conversation, and one who goes on with it."""
    assert SignedIn(cast.people[who]).get(addresses[name]).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["dev", "ewa", "femi", "grace"])
def test_another_role_reads_who_may(
    cast: Cast, addresses: dict[str, str], name: str, who: str
) -> None:
    """Pharmacist, manager and administrator get a sentence and no word of a person."""
    words = main_words(SignedIn(cast.people[who]).get(addresses[name]), status=403)

    assert (PERSONS_TOO if name == "matters" else SENTENCE) in words
    assert "Sam" not in words


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("who", ["dev", "femi", "grace"])
def test_another_role_sends_no_form(
    cast: Cast, addresses: dict[str, str], name: str, who: str
) -> None:
    """The rule holds for whatever is sent, not only for what is shown."""
    client = SignedIn(cast.people[who])
    before = row_counts()
    response = client.post(addresses[name], {"preferred_name": "X", "local_number": "X"})

    assert response.status_code == 403
    assert row_counts() == before


@pytest.mark.parametrize("name", PAGES)
def test_an_account_without_a_role_is_refused(addresses: dict[str, str], name: str) -> None:
    """It is nobody anywhere."""
    assert SignedIn(AccountFactory()).get(addresses[name]).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_sign_in(addresses: dict[str, str], client: Client, name: str) -> None:
    """And comes back afterwards."""
    response = client.get(addresses[name])

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={addresses[name]}"


@pytest.mark.parametrize("name", ["day", "person", "conversation"])
def test_pages_to_read_take_nothing(addresses: dict[str, str], amara: SignedIn, name: str) -> None:
    """Other methods are not answered."""
    assert amara.post(addresses[name], {"words": "x"}).status_code == 405


def same(foreign: HttpResponse, unknown: HttpResponse) -> bool:
    """Tell whether two answers are one 404, to the byte."""
    assert foreign.status_code == unknown.status_code == 404
    return foreign.content == unknown.content and foreign.headers == unknown.headers


@pytest.mark.parametrize(
    ("name", "method"), [("person", "get"), ("start", "get"), ("start", "post")]
)
def test_a_foreign_person_is_as_unknown_as_none(
    cast: Cast, amara: SignedIn, name: str, method: str
) -> None:
    """Status, headers and body are the same: nobody learns which numbers exist."""
    elsewhere = ServiceUserFactory(organisation=cast.other_organisation)
    ask = getattr(amara, method)
    foreign = ask(reverse(name, args=[elsewhere.pk]))

    assert same(foreign, ask(reverse(name, args=[NOBODY])))
    assert same(foreign, ask(reverse(name, args=[10**30])))


@pytest.mark.parametrize("who", ["carla", "hugo"])
@pytest.mark.parametrize("name", ["conversation", "beginning", "matters"])
def test_a_conversation_of_other_clinics_is_as_unknown_as_none(
    cast: Cast, conversation: Consultation, name: str, who: str
) -> None:
    """For a colleague of another clinic and for a clinician of another organisation alike."""
    client = SignedIn(cast.people[who])
    foreign = client.get(reverse(name, args=[conversation.code]))

    assert same(foreign, client.get(reverse(name, args=[uuid4()])))


def test_pages_of_the_room_are_kept_nowhere(addresses: dict[str, str], amara: SignedIn) -> None:
    """No browser and no proxy stores them, and no title names anybody."""
    answers = {name: amara.get(address) for name, address in addresses.items()}

    assert {each["Cache-Control"] for each in answers.values()} == {"no-store"}
    assert not [name for name, each in answers.items() if b"Sam" in title(each)]


def title(response: HttpResponse) -> bytes:
    """Return the title of a page, which a browser keeps in its history."""
    return response.content.partition(b"<title>")[2].partition(b"</title>")[0]
