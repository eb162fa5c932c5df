"""Anything, asked of every address as everybody: no answer is a fault, none takes too long.

Hypothesis makes what is asked: where and by which method, with which query, body and headers, of
words that the other parts know and of its own. One number begins the same requests each time.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as remembered
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings as django
from django.core.cache import cache
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as any_of

from consultations import tickets
from tests.attack import payloads, strings
from tests.attack.world import agreed
from tests.canaries import readers
from tests.canaries.addresses import QUERIES
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything
from tests.rights.ids import OWN, places
from tests.rights.matrix import YES
from tests.rights.sweep import READERS, WHOSE

LONGEST_SECONDS = 5.0
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
OFTEN = ("page", "sort", "order_by", "next", "format", "q", "id", "key", "do", "seen", "fields")
KINDS = (
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain; charset=utf-7",
    "text/html; charset=nowhere",
    "",
)
NAMES = (
    "HTTP_HX_REQUEST",
    "HTTP_LIVE",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_REFERER",
    "HTTP_ORIGIN",
    "HTTP_COOKIE",
    "HTTP_RANGE",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_HOST",
    "HTTP_USER_AGENT",
    "HTTP_AUTHORIZATION",
)


@remembered
def fields() -> list[str]:
    """Return the names of all boxes of our forms, and some that nobody asks for."""
    found, left = set(OFTEN), [BaseForm]
    while left:
        its = left.pop()
        left += its.__subclasses__()
        prefix = f"{its.prefix}-" if getattr(its, "prefix", None) else ""
        found |= {f"{prefix}{name}" for name in getattr(its, "base_fields", {})}
    found |= {each.split("=")[0].strip("?") for its in QUERIES.values() for each in its}
    return sorted(found)


def _tickets(story: Story) -> dict[str, str]:
    """Return a ticket of each conversation, by its code: with it a form is looked at whole."""
    its = (each.consultation for each in story.talks.values())
    return {str(each.code): tickets.issue(each) for each in its}


def _requests(story: Story) -> any_of.SearchStrategy[dict[str, Any]]:
    """Return what makes requests."""
    words = any_of.one_of(
        any_of.sampled_from(_sendable()),
        any_of.integers().map(str),
        any_of.text(max_size=60),
        any_of.dates().map(str),
    )
    sent = any_of.dictionaries(
        any_of.one_of(any_of.sampled_from(fields()), any_of.text(max_size=8)),
        any_of.lists(words, max_size=3),
        max_size=6,
    )
    headers = any_of.dictionaries(any_of.sampled_from(NAMES), words, max_size=2)
    return any_of.sampled_from(_who_where(story)).flatmap(
        lambda pair: any_of.fixed_dictionaries(
            {
                "role": any_of.just(pair[0]),
                "where": any_of.just(pair[1]),
                "more": any_of.one_of(*[any_of.just("")] * 15, words),
                "method": any_of.sampled_from(METHODS),
                "query": sent,
                "body": any_of.one_of(sent, sent, sent, any_of.binary(max_size=200)),
                "ticket": any_of.booleans(),
                "kind": any_of.sampled_from((KINDS[0],) * 9 + KINDS),
                "headers": any_of.one_of(any_of.just({}), headers),
            }
        )
    )


def _who_where(story: Story) -> list[tuple[str, str]]:
    """Return who asks for what while it goes on; what is open to them stands there more often."""
    return [
        (role, place.where)
        for address in agreed()
        for role, cell in address.cells.items()
        if role in READERS
        for place in places(story, address, _whose(role))
        for _again in range(25 if cell == YES and place.kind == OWN else 1)
    ]


def _whose(role: str) -> str:
    return WHOSE.get(role, "shared")


@remembered
def _sendable() -> list[str]:
    found = (*strings.every(), *payloads.every())
    return [each.encode(errors="replace").decode() for each in found if len(each) < 3000]


def attack(story: Story, start: int, number: int) -> Result:
    """Make so many requests, beginning with a number, and ask each."""
    done = Result()
    drawn = _tickets(story)
    clients = {role: readers.browser(story, its) for role, its in READERS.items()}

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_requests(story))
    def asked(its: dict[str, Any]) -> None:
        if done.counts["tries"] < number:
            done.counts["tries"] += 1
            code = its["where"].split("/")[2:3]
            if its["ticket"] and code and code[0] in drawn and isinstance(its["body"], dict):
                its["body"] = {**its["body"], "ticket": [drawn[code[0]]]}
            _ask(clients[its["role"]], its, done)

    asked()
    done.counts["tries"] = number  # some of them twice the same, which hypothesis leaves out
    return done


def _ask(client: Client, its: dict[str, Any], done: Result) -> None:
    """Ask, take back what it wrote, and note a fault or a long wait."""
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    if done.counts["tries"] % 20 == 0:
        cache.clear()
    body = its["body"] if isinstance(its["body"], bytes) else urlencode(its["body"], True).encode()
    where = quote(its["where"] + its["more"], safe="/?=&%") + "?" + urlencode(its["query"], True)
    headers = {name: word.encode().decode("latin-1") for name, word in its["headers"].items()}
    began, worked = time.monotonic(), time.thread_time()
    with transaction.atomic():
        response = client.generic(its["method"], where, body, its["kind"], **headers)
        response.getvalue()
        transaction.set_rollback(True)
    # On a machine that others use too, a minute of the clock says no more than seconds of work.
    took = max(time.thread_time() - worked, (time.monotonic() - began) / 12)
    client.cookies = cookies
    if its["method"] not in ("GET", "HEAD", "OPTIONS"):
        forget_everything()
    done.counts[f"answered {response.status_code // 100}xx"] += 1
    said = f"{its['method']} {where[:200]} {body[:200]!r} {headers} as {its['role']}"
    if response.status_code >= 500:
        done.findings[f"{said}: answered {response.status_code}"] += 1
    if took > LONGEST_SECONDS:
        done.findings[f"{said}: took {took:.1f} s"] += 1


class Trusting:
    """A layer that reads numbers as programs do that trust whoever asks."""

    def __init__(self, get_response: Callable) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> object:
        """Read it, by any name that it may have, and answer."""
        request.first_row = sum(int(request.GET.get(each, 0)) for each in OFTEN)
        return self.get_response(request)


@contextmanager
def broken() -> Iterator[None]:
    """Let every page trust whoever asks."""
    layers = [*django.MIDDLEWARE, "tests.attack.fuzzing.Trusting"]
    with override_settings(MIDDLEWARE=layers):
        yield
