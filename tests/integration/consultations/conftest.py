"""The cast, a small release for them to talk over, and browsers in which they signed in."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from consultations.models import Consultation
from medications.loader import load_library
from medications.models import Card, Release
from tests.cast import Cast, begin_conversation, make_cast
from tests.databases import count_rows
from tests.factories import MedicationFactory, ReleaseFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.idling import Clock
from tests.integration.consultations.knocking import JOINING, sit_down
from tests.integration.consultations.reading import page_of, sent
from tests.integration.consultations.since import decided_before
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.conftest import FIXTURES, forget_everything

MEDICINES = {"aripiprazole": "Aripiprazole", "olanzapine": "Olanzapine"}


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """Let no test see what another one kept of a release, or noted."""
    forget_everything()
    cache.clear()
    yield
    forget_everything()


@pytest.fixture(scope="module")
def loaded_library(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the real cards within one transaction, taken back when a file of tests is done."""
    assert re.search("memory|test", str(connection.settings_dict["NAME"])), "not a test database"
    with django_db_blocker.unblock(), transaction.atomic():
        load_library(FIXTURES)
        count_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def library(loaded_library: None, db: None) -> Release:
    """Return the release of the real cards; each test takes back what it writes."""
    return Release.objects.get()


@pytest.fixture
def cast(db: None) -> Cast:
    """Let everybody come in."""
    return make_cast()


@pytest.fixture
def release(cast: Cast) -> Release:
    """Give the organisation two cards, which is all that opening a conversation asks for."""
    release = ReleaseFactory(organisation=cast.organisation, number=1)
    for code, name in MEDICINES.items():
        medication = MedicationFactory(code=code, name=name)
        release.cards.add(Card.objects.create(medication=medication, stage=Card.Stage.PUBLISHED))
    return release


@pytest.fixture
def amara(cast: Cast) -> SignedIn:
    """Return a browser in which the clinician of the clinic has signed in."""
    return SignedIn(cast.people["amara"])


@pytest.fixture
def sam(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Sam has come in and sat down."""
    return sit_down(amara)


@pytest.fixture
def conversation(cast: Cast, release: Release) -> Consultation:
    """Return a conversation with Sam that Amara has opened."""
    return begin_conversation(cast)


@pytest.fixture
def address(cast: Cast, release: Release) -> str:
    """Return the address at which a conversation with Sam is opened."""
    return reverse("start", args=[cast.service_user.pk])


@pytest.fixture
def form(amara: SignedIn, address: str) -> dict[str, str]:
    """Return what a browser sends there when nothing is changed."""
    return sent(page_of(amara.get(address)))


@pytest.fixture
def before(cast: Cast) -> Consultation:
    """Return a conversation with Sam in which something was said and decided."""
    return decided_before(cast)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock of the service."""
    its = Clock()
    monkeypatch.setattr("django.utils.timezone.now", its)
    return its


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation) -> Tab:
    """Return a tab in which Amara has Sam's checklist open."""
    return Tab(amara, conversation)


@pytest.fixture
def tablet(clock: Clock, cast: Cast, conversation: Consultation) -> Client:
    """Return the browser that Ben has handed to Sam."""
    browser = SignedIn(cast.people["ben"])
    assert browser.post(JOINING, {"do": "hand_over"}).status_code == 302
    return browser


@pytest.fixture
def locked(tablet: Client, clock: Clock) -> Client:
    """Return the same once nobody has touched it for five minutes."""
    clock.go_on(300)
    return tablet
