"""Codes of a conversation guessed, while twenty people come in behind the same address.

Most guesses are given to the service itself, past every limit, as if somebody had a thousand
networks; some go through the page, from one browser after the other. Who has a link comes in all
the same. One try is one guess.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations import seats
from consultations.models import Consultation, Invitation
from consultations.services import joining
from tests.canaries.story import Story
from tests.chaos.kept import Result

PEOPLE = 20
BY_PAGE = 250
"""One guess of so many goes through the page."""
EACH_BROWSER = 8
"""So many guesses before somebody begins with another browser."""


def attack(story: Story, start: int, number: int) -> Result:
    """Guess; let people in in between; count who came in by what."""
    done, chance = Result(), Random(start)
    with transaction.atomic():
        consultation, amara = story.consultation("shared"), story.cast.people["amara"]
        Consultation.objects.filter(pk=consultation.pk).update(stage="open", ended_at=None)
        consultation.refresh_from_db()
        doors = [
            joining.open_carers_door(consultation=consultation, by=amara, name=f"Guest {each}")
            for each in range(PEOPLE)
        ]
        began, browser = timezone.now(), Client()
        every = max(1, number // PEOPLE)
        for guess in range(number):
            if guess % every == 0 and doors:
                _come_in(doors.pop(), amara, done)
            if guess % (BY_PAGE * EACH_BROWSER) == 0:
                browser = Client()
            code = "".join(chance.choices(seats.LETTERS, k=seats.CODE_LENGTH))
            _guess(code, None if guess % BY_PAGE else browser, done)
        for door in doors:
            _come_in(door, amara, done)
        came = Invitation.objects.filter(consultation=consultation, used_at__gte=began).count()
        if came != done.counts["people who came in"]:
            done.findings[f"{came} doors were used, and fewer people came in"] += 1
        transaction.set_rollback(True)
    cache.clear()
    done.counts["tries"] = number
    return done


def _come_in(door: joining.Door, by: object, done: Result) -> None:
    """Open a link, be admitted and sit down, on a tablet of the clinic."""
    tablet = Client()
    said = tablet.post(reverse("join"), {"link": door.link, "code": ""})
    door.invitation.refresh_from_db()
    if said.status_code != 302 or door.invitation.used_at is None:
        done.findings[f"somebody with a link does not come in: {said.status_code}"] += 1
        return
    joining.admit(invitation=door.invitation, by=by)
    if tablet.get(reverse("waiting")).status_code != 302:
        done.findings["somebody who was admitted gets no seat"] += 1
    done.counts["people who came in"] += 1


def _guess(code: str, browser: Client | None, done: Result) -> None:
    """Try a code, by the page when there is a browser."""
    if browser is None:
        if joining.knock(code=code) is not None:
            done.findings["a guess opened a door"] += 1
        return
    said = browser.post(reverse("join"), {"code": code, "link": ""})
    done.counts["guesses by the page"] += 1
    done.counts["of these paused"] += b"Too many codes" in said.content
    if said.status_code != 422:
        done.findings[f"a guess by the page is answered {said.status_code}"] += 1


@contextmanager
def broken() -> Iterator[None]:
    """Let every code that ends in a seven open some door."""
    its = joining.knock

    def loose(*, link: str = "", code: str = "") -> Invitation | None:
        found = its(link=link, code=code)
        if found or not code.endswith("7"):
            return found
        return Invitation.objects.filter(used_at=None, revoked_at=None, kind="join").first()

    joining.knock = loose
    try:
        yield
    finally:
        joining.knock = its
