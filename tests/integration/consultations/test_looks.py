"""That staff look at a person's record is noted: once in a while, and before they see it."""

from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]


def looks(**of: object) -> list[str]:
    """Return the pages that were noted, in order."""
    rows = AuditEntry.objects.filter(action="look", **of).order_by("pk")
    return [each.detail["page"] for each in rows]


@pytest.fixture
def ben(cast: Cast) -> SignedIn:
    """Return the browser of a colleague."""
    return SignedIn(cast.people["ben"])


@pytest.fixture
def hugo(cast: Cast) -> SignedIn:
    """Return the browser of a clinician of another service."""
    return SignedIn(cast.people["hugo"])


def test_one_record_is_noted_once_in_five_minutes(amara: SignedIn, ben: SignedIn) -> None:
    where = [reverse(name, args=[CODE]) for name in ("conversation", "matters", "decision")]
    for each in where:
        amara.get(each)
    assert looks() == ["conversation"]
    ben.get(where[1])
    assert looks() == ["conversation", "matters"]
    cache.clear()
    amara.get(where[2])
    assert looks() == ["conversation", "matters", "decision"]


def test_an_entry_says_who_and_of_what(amara: SignedIn, cast: Cast) -> None:
    amara.get(reverse("conversation", args=[CODE]))
    amara.get(reverse("person", args=[cast.service_user.pk]))
    rows = AuditEntry.objects.filter(action="look").order_by("pk")
    assert [each.record for each in rows] == [
        f"consultation:{CODE}",
        f"service_user:{cast.service_user.pk}",
    ]
    assert {each.by for each in rows} == {cast.people["amara"]}
    assert {each.organisation for each in rows} == {cast.organisation}


def test_a_form_that_is_not_taken_shows_the_record_too(amara: SignedIn, cast: Cast) -> None:
    where = reverse("change_person", args=[cast.service_user.pk])
    assert amara.post(where, {"preferred_name": ""}).status_code == 422
    assert looks() == ["change_person"]


def test_what_cannot_be_noted_is_not_shown(amara: SignedIn) -> None:
    """And is tried again at the next page."""
    amara.raise_request_exception = False
    where = reverse("conversation", args=[CODE])
    with patch("consultations.services.looking.record_audit", side_effect=OSError):
        assert amara.get(where).status_code == 500
        assert amara.get(where).status_code == 500
    assert amara.get(where).status_code == 200
    assert looks() == ["conversation"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_refusals_are_no_looks(
    client: Client, amara: SignedIn, hugo: SignedIn, cast: Cast, method: str
) -> None:
    def ask(browser: Client, name: str, key: object) -> HttpResponse:
        return getattr(browser, method)(reverse(name, args=[key]))

    for browser_ in (client, hugo):
        ask(browser_, "conversation", CODE)
        ask(browser_, "person", cast.service_user.pk)
    ask(amara, "person", 999_999)
    assert looks() == []
