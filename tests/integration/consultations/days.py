"""The clinician's day as tests read it: its lists, who stands in them, and how they came there."""

import datetime

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation
from tests.cast import Cast
from tests.factories import ConsultationFactory, ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

OPEN, PAUSED, PLANNED, REVIEW, TODAY = HEADINGS = (
    "Open now",
    "Paused, to go on another day",
    "Planned, to be offered again",
    "To look at again",
    "Decided or ended today",
)


def sections(client: SignedIn) -> dict[str, BeautifulSoup]:
    """Return the lists of the day by their headings, in order."""
    page = page_of(client.get(reverse("day")))
    return {words(each.h2): each for each in page.select("main section")}


def people(section: BeautifulSoup) -> list[str]:
    """Return the people of a list, in order."""
    return [words(each.a).partition(",")[0] for each in section.select("li")]


def told(cast: Cast, name: str, **fields: object) -> Consultation:
    """Write a conversation of the clinic with somebody of this name."""
    person = ServiceUserFactory(organisation=cast.organisation, preferred_name=name)
    place = {"organisation": cast.organisation, "clinic": cast.clinic, "service_user": person}
    return ConsultationFactory(**(place | fields))


def on(days: int) -> datetime.date:
    """Return the day that many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)
