"""What a page says of whoever is let in: an account that was there, mail that is not set up."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Account
from tests import factories as made
from tests.cast import Cast
from tests.integration.accounts.test_administration import at, grace, let_in, press
from tests.integration.accounts.test_rules import words_of

pytestmark = pytest.mark.django_db
__all__ = ["grace"]
PRINTED = "printed where the service runs"


class TestAnAccountThatIsThere:
    """Two people of one name, or an address typed for another: what was done has to be seen."""

    def test_it_gets_the_role_and_no_link(self, grace: Client, cast: Cast) -> None:
        """Whatever the case of its address; the name that was typed changes nothing."""
        page = words_of(let_in(grace, email="Ben@example.org", role="manager"))
        ben = cast.people["ben"]
        said = f"{ben.name} has an account here already: manager (all clinics) is added."
        assert f"{said} No link is sent: they sign in as before." in page
        assert ben.memberships.count() == 2
        assert not mail.outbox

    def test_a_role_that_it_holds_changes_nothing(self, grace: Client, cast: Cast) -> None:
        """And the page says so."""
        ben = cast.people["ben"]
        held = ben.memberships.get()
        page = words_of(let_in(grace, email=ben.email, clinic=str(held.clinic_id)))
        assert f"{ben.name} is clinician ({cast.clinic.name}) here already. Nothing" in page
        assert "No link is sent" in page
        assert ben.memberships.get() == held

    def test_without_a_password_it_gets_a_link_as_well(self, grace: Client, cast: Cast) -> None:
        """The first one may have been lost; both things are said."""
        let_in(grace)
        page = words_of(let_in(grace, role="manager"))
        assert "Nia Price has an account here already: manager (all clinics) is added." in page
        assert "A link is on its way to nia@example.org" in page
        assert "No link is sent" not in page
        assert len(mail.outbox) == 2


def test_the_list_says_where_each_role_holds(grace: Client, cast: Cast) -> None:
    """Two roles of one name would read as a mistake."""
    account = cast.people["amara"]
    made.MembershipFactory(account=account, organisation=cast.organisation)
    said = f"clinician in all clinics, clinician in {cast.clinic.name}"
    page = words_of(grace.get(reverse("accounts")))
    assert said in page or ", ".join(reversed(said.split(", "))) in page
    assert f"clinician in {cast.clinic.name}" in words_of(grace.get(at(account)))


class TestMailThatIsNotSetUp:
    """Until EMAIL_URL says where mail goes, it is printed where the service runs."""

    @pytest.fixture(autouse=True)
    def no_mail(self, settings: object) -> None:
        """Print mail, as the default is."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    def test_nobody_is_told_to_wait_for_it(
        self, grace: Client, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The page says where the link is, and whom to ask."""
        page = words_of(let_in(grace))
        assert "Mail is not set up here, so none goes to nia@example.org." in page
        assert PRINTED in page
        assert "on its way" not in page
        assert "/account/password/reset/key/" in capsys.readouterr().out

    def test_a_link_that_is_sent_again_says_the_same(self, grace: Client) -> None:
        """On the page of the account."""
        let_in(grace)
        account = Account.objects.get(email="nia@example.org")
        assert "Mail is not set up here, so none goes to nia" in press(grace, account, "link")

    def test_both_pages_say_so_beforehand(self, grace: Client, cast: Cast) -> None:
        """Instead of a promise."""
        for address in (reverse("let_in"), at(cast.people["ben"])):
            page = words_of(grace.get(address))
            assert PRINTED in page
            assert "by mail" not in page


def test_mail_that_is_set_up_is_spoken_of_as_ever(grace: Client, cast: Cast) -> None:
    """On both pages."""
    for address in (reverse("let_in"), at(cast.people["ben"])):
        page = words_of(grace.get(address))
        assert PRINTED not in page
        assert "by mail" in page
