"""The service with something written at every address, to be attacked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.test.runner import DiscoverRunner
from django.utils import timezone

from accounts.models import Session
from consultations.models import Consultation, Participant
from medications.loader import load_library
from medications.models import Release
from tests.canaries.story import Story, tell
from tests.cast import make_cast
from tests.integration.medications.conftest import FIXTURES, forget_everything
from tests.rights import matrix


def told() -> Story:
    """Write something at every address; other services' conversations go on too."""
    cache.clear()
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    codes = [found.consultation(each).code for each in ("of another clinic", "elsewhere")]
    goes_on = {"stage": "open", "ended_at": None, "look_again_on": None}
    Consultation.objects.filter(code__in=codes).update(**goes_on)
    forget_everything()
    return found


def stay_awake() -> None:
    """Let everybody have done something just now: screens lock while an attack goes on."""
    now = timezone.now()
    Participant.objects.exclude(seat_seen_at=None).update(seat_seen_at=now)
    Session.objects.update(seen_at=now)


@contextmanager
def database() -> Iterator[None]:
    """Lend a database of the tests, outside of them; it is gone afterwards."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    its = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(its)
        runner.teardown_test_environment()


@contextmanager
def swapped(where: object, name: str, its: object) -> Iterator[None]:
    """Put something else in the place of a part of the service, to break it on purpose."""
    was = getattr(where, name)
    setattr(where, name, its)
    try:
        yield
    finally:
        setattr(where, name, was)


def agreed() -> list[matrix.Address]:
    """Return the addresses with what docs/rights.md says of them."""
    its = matrix.agreed(matrix.PAGE.read_text(encoding="utf-8"))
    return [
        each._replace(methods=its[each.pattern][0], cells=its[each.pattern][1])
        for each in matrix.table()
    ]
