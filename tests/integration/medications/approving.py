"""What the tests of approval share: the card they read, its form, and a newer version of it."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from accounts.models import Account
from medications.models import Card, Release
from tests.integration.medications.conftest import Read

CARD = "/cards/olanzapine/"
APPROVE = "/cards/olanzapine/approval/"
WITHDRAW = "/cards/olanzapine/approval/withdrawal/"


def signed_in(account: Account, **options: bool) -> Client:
    """Open a browser in which somebody has signed in."""
    client = Client(**options)
    client.force_login(account)
    return client


def hidden(page: BeautifulSoup) -> dict[str, str]:
    """Return what the approval form sends along unseen."""
    form = page.select_one(f"form[action='{APPROVE}']")
    assert form is not None
    return {each["name"]: each["value"] for each in form.select("input[type=hidden]")}


def sent(client: Client, read: Read, **changes: str) -> HttpResponse:
    """Open the card, tick, and send the form, some of it changed."""
    page = read(CARD, client=client)
    return client.post(APPROVE, hidden(page) | {"has_read": "on"} | changes)


def changed(olanzapine: Card, release: Release) -> Card:
    """Put a newer version of the card into use."""
    newer = Card.objects.create(
        medication=olanzapine.medication, version=2, stage=Card.Stage.PUBLISHED
    )
    for rating in olanzapine.ratings.all():
        newer.ratings.create(effect=rating.effect, level=rating.level, basis=rating.basis)
    next_release = release.organisation.releases.create(number=release.number + 1)
    next_release.cards.set([*release.cards.exclude(pk=olanzapine.pk), newer])
    return newer
