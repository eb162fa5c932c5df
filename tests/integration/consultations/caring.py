"""A carer who has joined, and what is agreed with them, as tests of carers need them."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations.models import Consultation, Participant
from consultations.models.consent import SCOPE
from tests.cast import CODE
from tests.integration.consultations.knocking import JOINING, WAITING, knock, press
from tests.integration.consultations.reading import page_of, sent
from tests.integration.medications.reading import words

CARER = reverse("carer", args=[CODE])
SHARING = reverse("sharing", args=[CODE])
NOT_HERE = reverse("not_here")


def jo() -> Participant:
    """Return the carer as kept now."""
    return Participant.objects.get(consultation__code=CODE, kind=Participant.Kind.CARER, name="Jo")


def share_with_jo() -> str:
    """Return where it is agreed what Jo sees."""
    return reverse("share_with", args=[CODE, jo().pk])


def opened_for(amara: Client, **whom: object) -> str:
    """Open a door for a carer; return its code."""
    page = page_of(amara.post(JOINING, whom))
    return words(page.select_one(".door__code")).removeprefix("Code: ")


def carer_sits_down(amara: Client) -> Client:
    """Return a browser in which Jo has come in and sat down."""
    browser = Client()
    knock(browser, opened_for(amara, do="open", key=jo().pk))
    press(amara, "admit")
    assert browser.get(WAITING).url == CARER
    return browser


def agree(browser: Client, *scope: str) -> HttpResponse:
    """Tick what Jo may see, and save."""
    form = sent(page_of(browser.get(share_with_jo()))) | {"scope": list(scope)}
    return browser.post(share_with_jo(), form)


def stop(browser: Client) -> HttpResponse:
    """Press "Stop sharing with Jo"."""
    form = sent(page_of(browser.get(share_with_jo())))
    return browser.post(share_with_jo(), form | {"stop": "1"})


def agreed(conversation: Consultation) -> list[str]:
    """Return what Jo may see, as kept."""
    row = Participant.objects.get(consultation=conversation, kind="carer")
    return [each for each in SCOPE if getattr(row, each)]
