"""The whole library, loaded once for all tests of this folder, and pages to read it by."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import Organisation
from consultations import selectors as consultation_selectors
from medications import kept
from medications.exchange.rows import card_tables
from medications.exchange.writing import workbook
from medications.loader import load_library
from medications.models import Card, Release
from medications.selectors import versions
from medications.selectors.exchange import labels
from tests.cast import Cast, make_cast
from tests.databases import count_rows

FIXTURES: Path = settings.BASE_DIR / "fixtures"
Read = Callable[..., BeautifulSoup]
Pages = dict[str, BeautifulSoup]


def forget_everything() -> None:
    """Drop what the process keeps of releases: a database that is rolled back reuses keys."""
    kept.forget()
    consultation_selectors.forget()


@pytest.fixture(scope="package")
def loaded_library(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the real files within one transaction, taken back when this folder is done.

    A test that asks for this without asking for the database would get the service's own one.
    """
    assert re.search("memory|test", str(connection.settings_dict["NAME"])), "not a test database"
    with django_db_blocker.unblock(), transaction.atomic():
        load_library(FIXTURES)
        count_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """Let no test see what another one kept."""
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def library(loaded_library: None, db: None) -> Release:
    """Return the release of the library as loaded; each test takes back what it writes."""
    return Release.objects.get()


@pytest.fixture(scope="package")
def card_pages(loaded_library: None, django_db_blocker: DjangoDbBlocker) -> Pages:
    """Return the page of every card by its medicine's code, read once: not to be changed."""
    with django_db_blocker.unblock():
        codes = Release.objects.get().cards.values_list("medication__code", flat=True)
        return {
            code: BeautifulSoup(Client().get(f"/cards/{code}/").content, "html.parser")
            for code in codes
        }


@pytest.fixture
def organisation(library: Release) -> Organisation:
    """Return the only organisation there is."""
    return library.organisation


@pytest.fixture
def cast(library: Release) -> Cast:
    """Let the cast of the tests work in the library's organisation."""
    return make_cast()


@pytest.fixture
def read(library: Release) -> Read:
    """Open a page as a visitor, or as `client`, and read it as a browser does."""

    def open_page(
        address: str, *, client: Client | None = None, status: int = 200
    ) -> BeautifulSoup:
        response = (client or Client()).get(address)
        assert response.status_code == status, address
        return BeautifulSoup(response.content, "html.parser")

    return open_page


@pytest.fixture
def olanzapine(library: Release) -> Card:
    """Return the starter card that is read here."""
    return library.cards.get(medication__code="olanzapine")


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    client = Client()
    client.force_login(cast.people["dev"])
    return client


@pytest.fixture
def file(library: Release) -> bytes:
    """Return three cards as a workbook: the whole library takes its time."""
    cards = library.cards.filter(medication__code__in=["amisulpride", "clozapine", "olanzapine"])
    names = dict(cards.values_list("medication__code", "medication__name"))
    return workbook(card_tables(versions.contents(cards).values(), names, labels(library)))


@pytest.fixture
def ewa(cast: Cast) -> Client:
    """Open the browser of a second pharmacist."""
    client = Client()
    client.force_login(cast.people["ewa"])
    return client
