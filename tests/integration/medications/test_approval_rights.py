"""Who may approve: pharmacists here, by a form of ours, for a card that needs it."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from medications.models import Approval, Card, Release
from tests.cast import Cast
from tests.integration.medications.approving import APPROVE, CARD, WITHDRAW, changed, signed_in
from tests.integration.medications.conftest import Read, forget_everything
from tests.integration.medications.reading import banner


@pytest.mark.parametrize("address", [APPROVE, WITHDRAW])
@pytest.mark.parametrize("name", ["amara", "femi", "grace", "hugo"])
def test_other_roles_are_refused_with_a_sentence(cast: Cast, name: str, address: str) -> None:
    response = signed_in(cast.people[name]).post(address)

    assert response.status_code == 403
    assert (
        "This page is for these roles of your organisation: pharmacist."
        in response.content.decode()
    )
    assert not Approval.objects.exists()


@pytest.mark.parametrize("name", ["amara", "femi", "grace"])
def test_other_roles_are_not_shown_the_form(cast: Cast, read: Read, name: str) -> None:
    page = read(CARD, client=signed_in(cast.people[name]))

    assert page.select("form[action*=approval]") == []


@pytest.mark.parametrize("address", [APPROVE, WITHDRAW])
def test_a_visitor_is_asked_to_sign_in(library: Release, address: str) -> None:
    """In another tab: what was sent stays where it is."""
    response = Client().post(address, headers={"origin": "http://testserver"})

    assert response.status_code == 403
    assert reverse("account_login") in response.content.decode()


@pytest.mark.parametrize("address", [APPROVE, WITHDRAW])
def test_opening_the_address_changes_nothing(cast: Cast, address: str) -> None:
    assert signed_in(cast.people["dev"]).get(address).status_code == 405
    assert not Approval.objects.exists()


@pytest.mark.parametrize("address", [APPROVE, WITHDRAW])
def test_a_form_from_elsewhere_is_refused(cast: Cast, address: str) -> None:
    client = signed_in(cast.people["dev"], enforce_csrf_checks=True)

    assert client.post(address, {"has_read": "on"}).status_code == 403
    assert not Approval.objects.exists()


@pytest.mark.parametrize("medicine", ["aspirin", "olanzapin"])
def test_an_unknown_card_is_not_found(cast: Cast, medicine: str) -> None:
    client = signed_in(cast.people["dev"])

    assert client.post(f"/cards/{medicine}/approval/").status_code == 404


def test_a_card_published_here_needs_no_approval(
    cast: Cast, library: Release, olanzapine: Card, read: Read
) -> None:
    own = changed(olanzapine, library)
    Card.objects.filter(pk=own.pk).update(
        organisation=cast.organisation,
        version=1,
        author=cast.people["dev"],
        approver=cast.people["ewa"],
    )
    forget_everything()
    client = signed_in(cast.people["dev"])
    page = read(CARD, client=client)

    assert page.select("form[action*=approval]") == []
    assert banner(page) == ""
    form = {"card": str(own.pk), "key": str(uuid.uuid4()), "has_read": "on"}
    response = client.post(APPROVE, form)
    assert response.status_code == 403
    assert "This card was published here: it needs no approval." in response.content.decode()
