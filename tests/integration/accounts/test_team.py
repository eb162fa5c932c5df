"""The team's pages: who may see them, and where another service begins."""

from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests import factories as made
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_rules import words_of

pytestmark = pytest.mark.django_db
SENTENCE = "This page is for these roles of your organisation: manager, administrator."


@pytest.fixture(params=["team", "clinic"])
def address(request: pytest.FixtureRequest, cast: Cast) -> str:
    """Each of the two pages."""
    return reverse(request.param, args=[cast.clinic.code] if request.param == "clinic" else [])


@pytest.mark.parametrize("who", ["femi", "grace"])
def test_it_opens_for_those_who_run_the_service(cast: Cast, address: str, who: str) -> None:
    """Manager and administrator see who works here, and nobody from elsewhere."""
    response = SignedIn(cast.people[who]).get(address)
    assert response.status_code == 200
    assert cast.people["amara"].name in words_of(response)
    assert cast.people["hugo"].name not in words_of(response)


@pytest.mark.parametrize("who", ["amara", "ben", "carla", "dev", "hugo"])
def test_another_role_reads_who_may(cast: Cast, address: str, who: str) -> None:
    """Clinicians and pharmacists get a sentence, not a blank refusal."""
    response = SignedIn(cast.people[who]).get(address)
    assert response.status_code == 403
    assert SENTENCE in words_of(response)


def test_a_role_elsewhere_opens_nothing_here(cast: Cast) -> None:
    """The manager of one service is nobody in the next."""
    elsewhere = made.MembershipFactory(organisation=cast.other_organisation, manager=True).account
    assert cast.people["amara"].name not in words_of(SignedIn(elsewhere).get(reverse("team")))
    foreign = SignedIn(elsewhere).get(reverse("clinic", args=[cast.clinic.code]))
    assert foreign.status_code == 404


def test_an_account_without_a_role_opens_nothing(cast: Cast, address: str) -> None:
    """It is nobody anywhere."""
    assert SignedIn(made.AccountFactory()).get(address).status_code == 403


def test_before_there_is_any_service_it_is_refused() -> None:
    """Not a fault: an account can exist before the library is loaded."""
    assert SignedIn(made.AccountFactory()).get(reverse("team")).status_code == 403


def test_a_visitor_is_sent_to_sign_in(cast: Cast, address: str, client: Client) -> None:
    """And comes back here afterwards."""
    response = client.get(address)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address}"


def test_a_foreign_clinic_is_as_unknown_as_none(cast: Cast) -> None:
    """Status, headers and body are the same to the byte: nobody learns which ids exist."""
    client = SignedIn(cast.people["femi"])
    elsewhere = made.ClinicFactory(organisation=cast.other_organisation)
    foreign = client.get(reverse("clinic", args=[elsewhere.code]))
    unknown = client.get(reverse("clinic", args=[uuid4()]))
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content
    assert foreign.headers == unknown.headers


def test_a_clinic_shows_those_who_work_in_it(cast: Cast) -> None:
    """In this clinic or in all of them, not in the next one."""
    page = reverse("clinic", args=[cast.clinic.code])
    words = words_of(SignedIn(cast.people["femi"]).get(page))
    shown = {who for who, account in cast.people.items() if account.name in words}
    assert shown >= {"amara", "ben", "dev", "ewa", "femi", "grace"}
    assert shown.isdisjoint({"carla", "hugo"})


def test_somebody_who_left_is_not_shown(cast: Cast, address: str) -> None:
    """A disabled account is nobody's colleague."""
    ben = cast.people["ben"]
    ben.is_active = False
    ben.save()
    assert ben.name not in words_of(SignedIn(cast.people["femi"]).get(address))


def test_it_is_read_only(cast: Cast, address: str) -> None:
    """Other methods are not answered."""
    assert SignedIn(cast.people["femi"]).post(address).status_code == 405


def test_my_roles_are_my_own(cast: Cast) -> None:
    """One line for each role of whoever is signed in."""
    made.MembershipFactory(
        account=cast.people["dev"], organisation=cast.organisation, clinic=cast.clinic
    )
    page = SignedIn(cast.people["dev"]).get(reverse("my_roles"))
    lines = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    assert [line.get_text(" ", strip=True) for line in lines] == [
        f"Clinician {cast.clinic.name} {cast.organisation.name}",
        f"Pharmacist All clinics {cast.organisation.name}",
    ]
