"""To ask (GET, HEAD) changes nothing that is kept, whoever asks for what.

Named apart is what asking may leave behind: that staff looked, and that somebody is still there.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import override_settings

from accounts.models import Clinic
from tests.attack import rows
from tests.attack.world import agreed
from tests.canaries import readers
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.rights.ids import places
from tests.rights.sweep import READERS, WHOSE

LEFT_BEHIND = (
    "accounts_auditentry",  # that staff looked
    # What a change would touch, worked out while its page is open: no record, begun anew each hour.
    "consultations_impactpart",
    "consultations_impactrun",
    "accounts_session",  # a sign-in that goes on is kept for longer
    "accounts_signin",  # when a session was last seen
    "consultations_participant.seat_seen_at",
    "consultations_participant.seat_locked_at",  # when it was first seen that a seat has locked
    "consultations_participant.is_present",
    "consultations_screen",  # which screens are open
)
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
Asked = tuple[str, str, str]


def every(story: Story) -> list[Asked]:
    """Return who asks how for what."""
    return [
        (role, method, place.where)
        for address, role in product(agreed(), READERS)
        for place in places(story, address, WHOSE.get(role, "shared"))
        for method in ("GET", "HEAD")
    ]


def attack(story: Story, start: int, number: int) -> Result:
    """Ask, look what is written meanwhile, and compare every table in the end."""
    done = Result()
    clients = {role: readers.browser(story, its) for role, its in READERS.items()}
    before = rows.state(LEFT_BEHIND)
    wanted = every(story)[start : start + number]
    for role, method, where in wanted:
        clients[role].raise_request_exception = False
        with _written() as tables:
            response = getattr(clients[role], method.lower())(where)
            response.getvalue()
        done.counts[f"answered {response.status_code}"] += 1
        for table in tables - set(LEFT_BEHIND) - {"consultations_participant"}:
            done.findings[f"{method} {where} as {role} writes in {table}"] += 1
    cache.clear()
    for table in rows.changed(before, rows.state(LEFT_BEHIND)):
        done.findings[f"{table} is not what it was"] += 1
    done.counts["tries"] = len(wanted)
    return done


@contextmanager
def _written() -> Iterator[set[str]]:
    """Note the tables that are written meanwhile."""
    found: set[str] = set()

    def note(execute: Callable, sql: str, *rest: object) -> object:
        if match := WRITES.match(sql):
            found.add(match.group(1))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found


class Writes:
    """A layer that counts how often a page was asked for, in a row that is kept."""

    def __init__(self, get_response: Callable) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> object:
        """Write, and answer."""
        Clinic.objects.filter(name="Riverside clinic").update(name="Riverside Clinic")
        return self.get_response(request)


@contextmanager
def broken() -> Iterator[None]:
    """Let every page write."""
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, "tests.attack.unchanged.Writes"]):
        yield
