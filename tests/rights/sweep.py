"""Asks every address as everybody, by every method, with every kind of id."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from consultations.models import Consultation
from tests.attack.world import stay_awake
from tests.canaries import readers
from tests.canaries.story import Story
from tests.integration.medications.conftest import forget_everything
from tests.rights.ids import OTHERS, OWN, Place, places
from tests.rights.matrix import NO, NOT_THEIRS, Address

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
READERS = {
    "nobody": readers.VISITOR,
    "person": readers.PERSON,
    "before": readers.BEFORE,
    "carer": readers.CARERS["everything"],
    "clinician": readers.CLINICIAN,
    "pharmacist": readers.PHARMACIST,
    "manager": readers.MANAGER,
    "administrator": readers.ADMINISTRATOR,
    "clinician of another clinic": readers.OTHER_CLINICIAN,
    "clinician elsewhere": readers.ELSEWHERE,
}
AFTER_THE_END = {
    "person after the end": readers.PERSON,
    "carer after the end": readers.CARERS["everything"],
}
"""Those who ask while Sam's conversation has just ended."""

WHOSE = {"before": "before the visit"}
"""Of which conversation a role is, unless it is Sam's."""

KEEPS_WORDS = frozenset({"draft_caution", "draft_preparation"})
"""A form that is sent to a line which is gone keeps what was typed, whoever took the line out."""

OPENS, REFUSED, NOT_THERE, NO_METHOD = "opens", "is refused", "is not there", "has no such method"
WAYS_IN = ("/account/login/", "/join/", "/conversations/")
"""Where somebody who is refused a page is sent."""


class Cell(NamedTuple):
    """One thing that somebody asks, and what should come of it."""

    role: str
    method: str
    place: Place
    name: str
    expected: str

    def __str__(self) -> str:
        """Return it as a finding says it."""
        return f"{self.method} {self.place.where} ({self.place.kind}) as {self.role}"


def cells(story: Story, table: list[Address]) -> Iterator[Cell]:
    """Return every cell, by the table that was agreed."""
    for address in table:
        for role, agreed in address.cells.items():
            for place in places(story, address, WHOSE.get(role, "shared")):
                if agreed == NOT_THEIRS and place.kind == OTHERS:
                    continue  # they may be theirs
                for method in METHODS:
                    expected = _expected(agreed, method in address.methods, place.kind)
                    yield Cell(role, method, place, address.name, expected)


def _expected(agreed: str, is_method: bool, kind: str) -> str:
    """Return what should come of a cell."""
    if agreed == NO:
        return REFUSED
    if not is_method:
        return NO_METHOD
    return OPENS if kind == OWN and agreed != NOT_THEIRS else NOT_THERE


def some(every: list[Cell], number: int) -> list[Cell]:
    """Return so many cells by chance, the same each time; all of them for 0."""
    return Random(32).sample(every, number) if number else every


def unexpected(story: Story, wanted: list[Cell]) -> Iterator[str]:
    """Ask; yield what is not as it should be. Nothing that is asked is kept."""
    every = READERS | AFTER_THE_END
    browsers = {role: readers.browser(story, reader) for role, reader in every.items()}
    told: dict[tuple[str, str, str], bytes] = {}
    for number, cell in enumerate(wanted):
        if number % 50 == 0:
            cache.clear()
            stay_awake()
        ended = story.consultation("shared") if cell.role in AFTER_THE_END else None
        response = ask(browsers[cell.role], cell.method, cell.place.where, ended=ended)
        if not _is_as_expected(cell, response):
            yield f"{cell} {cell.expected}: answered {response.status_code}"
        elif response.status_code == 404:
            words = told.setdefault((cell.role, cell.method, cell.name), response.content)
            if words != response.content:
                yield f"{cell} is told something else than another one"


def ask(
    browser: Client,
    method: str,
    where: str,
    data: dict | None = None,
    ended: Consultation | None = None,
) -> HttpResponse:
    """Ask, and take back what it wrote; of a conversation that has ended for as long."""
    cookies = deepcopy(browser.cookies)
    browser.raise_request_exception = False
    with transaction.atomic():
        if ended is not None:
            Consultation.objects.filter(pk=ended.pk).update(**just_ended())
        send = getattr(browser, method.lower())
        response = send(where, data or {}) if method in ("GET", "POST", "HEAD") else send(where)
        response.getvalue()
        transaction.set_rollback(True)
    browser.cookies = cookies
    if method not in ("GET", "HEAD", "OPTIONS"):
        forget_everything()
    return response


def just_ended() -> dict[str, object]:
    """Return the columns of a conversation in which something has just been decided."""
    now = timezone.now()
    return {"stage": "decided", "ended_at": now, "look_again_on": timezone.localdate(now)}


def _is_as_expected(cell: Cell, response: HttpResponse) -> bool:
    """Tell whether an answer is what the table says."""
    status = response.status_code
    if cell.expected == REFUSED:
        is_sent = status == 302 and response.headers["Location"].startswith(WAYS_IN)
        return status == 403 or (is_sent and cell.method in ("GET", "HEAD"))
    if cell.expected == NO_METHOD:
        # Pages of django-allauth look at who asks before they look at how; they write nothing then.
        return status == 405 or (_is_allauths(cell) and status in (200, 302, 404, 429))
    if cell.expected == NOT_THERE:
        is_kept = cell.name in KEEPS_WORDS and cell.method == "POST" and status == 422
        # And ask for the password once more before they look whether something is there.
        return status == 404 or is_kept or (_is_allauths(cell) and status == 302)
    return status not in (401, 405) and status < 500 and not _is_to_sign_in(response)


def _is_allauths(cell: Cell) -> bool:
    return cell.name.startswith(("account_", "mfa_", "openid_connect_"))


def _is_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(
        "/account/login/?next="
    )
