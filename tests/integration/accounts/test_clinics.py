"""An administrator opens a clinic; where there is none, each page says who can."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Clinic, Organisation
from accounts.services import team
from tests import factories as made
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.accounts.test_administration import last
from tests.integration.accounts.test_rules import words_of
from tests.integration.accounts.test_sign_in import errors_of

pytestmark = pytest.mark.django_db
NONE = "There is no clinic yet"


@pytest.fixture
def organisation() -> Organisation:
    """Return an organisation without a clinic."""
    return made.OrganisationFactory()


def browser_of(organisation: Organisation, **role: bool) -> Client:
    """Return the browser of somebody of the organisation who has this role."""
    return SignedIn(made.MembershipFactory(organisation=organisation, **role).account)


@pytest.fixture
def administrator(organisation: Organisation) -> Client:
    """Return the browser of its administrator."""
    return browser_of(organisation, administrator=True)


def open_clinic(client: Client, name: str) -> HttpResponse:
    """Send the form."""
    return client.post(reverse("accounts"), {"name": name}, follow=True)


class TestOpening:
    """A name is enough."""

    def test_it_is_there_at_once(self, administrator: Client, organisation: Organisation) -> None:
        """On the list, in the choice of where somebody works, and in the audit."""
        response = open_clinic(administrator, "  River clinic ")
        assert response.redirect_chain == [(reverse("accounts"), 302)]
        assert "River clinic is open." in words_of(response)
        clinic = Clinic.objects.get()
        assert (clinic.name, clinic.organisation) == ("River clinic", organisation)
        page = BeautifulSoup(administrator.get(reverse("let_in")).content, "html.parser")
        assert page.find("option", string="River clinic")
        record, by, detail = last("open_clinic")
        assert (record, detail) == (f"clinic:{clinic.pk}", {})
        assert by == organisation.memberships.get().account.email

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("", "Enter the name of the clinic"),
            ("x" * 201, "Enter a name of 200 letters at most"),
            ("RIVER clinic", "There is a clinic of this name already."),
        ],
    )
    def test_what_cannot_be_is_said(
        self, administrator: Client, organisation: Organisation, name: str, sentence: str
    ) -> None:
        """And nothing is opened."""
        made.ClinicFactory(organisation=organisation, name="River clinic")
        assert sentence in errors_of(open_clinic(administrator, name))
        assert Clinic.objects.count() == 1

    def test_a_name_of_another_service_is_free(self, administrator: Client) -> None:
        """What they call theirs is not known here."""
        made.ClinicFactory(name="River clinic")
        open_clinic(administrator, "River clinic")
        assert Clinic.objects.filter(name="River clinic").count() == 2

    @pytest.mark.parametrize("who", ["amara", "dev", "femi", "hugo"])
    def test_nobody_else_opens_one(self, cast: Cast, who: str) -> None:
        """Not even a manager."""
        before = Clinic.objects.count()
        assert open_clinic(SignedIn(cast.people[who]), "Lake").status_code == 403
        assert Clinic.objects.count() == before

    def test_a_role_that_was_taken_in_the_meantime_does_nothing(
        self, administrator: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The service asks itself."""
        monkeypatch.setattr(team.selectors, "has_role", lambda *_: False)
        assert open_clinic(administrator, "Lake").status_code == 403


class TestWithoutAny:
    """Each page where a clinic is missed says who opens one, and where."""

    @pytest.mark.parametrize("name", ["team", "let_in"])
    def test_an_administrator_is_led_there(self, administrator: Client, name: str) -> None:
        """From both pages."""
        page = BeautifulSoup(administrator.get(reverse(name)).content, "html.parser")
        assert NONE in page.get_text()
        assert page.find("a", href=f"{reverse('accounts')}#clinics")

    def test_the_page_itself_says_what_for(self, administrator: Client) -> None:
        """Until there is one."""
        assert NONE in words_of(administrator.get(reverse("accounts")))
        open_clinic(administrator, "Lake")
        for name in ("accounts", "team", "let_in"):
            assert NONE not in words_of(administrator.get(reverse(name)))

    def test_a_manager_reads_who_can(self, organisation: Organisation) -> None:
        """The page of accounts is not theirs."""
        words = words_of(browser_of(organisation, manager=True).get(reverse("team")))
        assert "An administrator of your organisation opens one" in words

    def test_a_clinician_reads_whom_to_ask(self, organisation: Organisation) -> None:
        """Before filling in a form that cannot be sent."""
        made.ReleaseFactory(organisation=organisation)
        clinician = browser_of(organisation)
        person = made.ServiceUserFactory(organisation=organisation)
        address = reverse("start", args=[person.pk])
        assert "Ask an administrator of your organisation" in words_of(clinician.get(address))
        made.ClinicFactory(organisation=organisation)
        assert NONE not in words_of(clinician.get(address))
