"""Every word that is kept changed for a payload, and every page read as a browser would.

One try is one turn: each text of each row holds another payload than in the turn before, so that
after as many turns as there are payloads each has stood everywhere.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.template import engines

from tests.attack import escaping, pages, payloads, strings
from tests.attack.pages import WORD
from tests.attack.world import stay_awake
from tests.canaries.fields import our_models, text_fields
from tests.canaries.readers import CARERS, CLINICIAN, MANAGER, PERSON, PHARMACIST, browser
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything
from tests.unguarded import unguarded

READERS = (CLINICIAN, PERSON, CARERS["everything"], PHARMACIST, MANAGER)
LONGEST = 3000
KEPT = import_module("accounts.migrations.0011_retention").TABLES


def every(story: Story) -> list[str]:
    """Return what can be kept in a row at all."""
    found = payloads.every() + strings.every()
    return [each for each in found if len(each) <= LONGEST and _can_be_kept(each)]


def _can_be_kept(text: str) -> bool:
    return "\x00" not in text and not re.search("[\ud800-\udfff]", text)


def attack(story: Story, start: int, number: int) -> Result:
    """Turn, read every page, and take it back."""
    done, texts = Result(), every(story)
    its = {reader: pages.opened(story, reader) for reader in READERS}
    for turn in range(start, start + number):
        with transaction.atomic():
            stay_awake()
            done.counts["texts changed"] += plant(partial(_in_turn, texts, turn))
            forget_everything()
            for reader, addresses in its.items():
                _read(story, reader, addresses, done)
            transaction.set_rollback(True)
        forget_everything()
        done.counts["tries"] += 1
    return done


def _in_turn(texts: list[str], turn: int, number: int) -> str:
    """Return what stands in the place of a word in a turn, by its number."""
    return texts[(number + turn) % len(texts)]


@unguarded()
def plant(text: Callable[[int], str], is_cut: bool = True) -> int:
    """Put a text in the place of each word, as long as its column has room; return how many."""
    count = 0

    def another(_match: re.Match) -> str:
        nonlocal count
        count += 1
        return text(count)

    put = partial(WORD.sub, another)
    for model in our_models():
        if model._meta.db_table in KEPT:
            continue
        longest = {
            each.name: getattr(each, "max_length", None) if is_cut else None
            for each in text_fields(model)
        }
        for row in model.objects.order_by("pk").values("pk", *longest):
            # PostgreSQL keeps nothing that is longer than its column.
            new = {name: _with(put, row[name], most) for name, most in longest.items()}
            if new != {name: row[name] for name in longest}:
                QuerySet(model).filter(pk=row["pk"]).update(**new)
    return count


def _with(put: Any, its: Any, most: int | None = None) -> Any:
    """Return a value of a field, or of a part of one, with other texts in it."""
    if isinstance(its, str):
        return put(its)[:most]
    if isinstance(its, list):
        return [_with(put, each) for each in its]
    return {key: _with(put, each) for key, each in its.items()} if isinstance(its, dict) else its


def _read(story: Story, reader: str, addresses: pages.Pages, done: Result) -> None:
    """Read pages as somebody."""
    client = browser(story, reader)
    client.raise_request_exception = False
    for name, where in addresses.items():
        response = client.get(where)
        done.counts["pages"] += response.status_code == 200
        if response.status_code >= 500:
            done.findings[f"{where} as {reader} answers {response.status_code}"] += 1
        if response.status_code == 200:
            response.getvalue()
            for fault in escaping.faults(response):
                done.findings[f"{name} as {reader}: {fault}"] += 1


@contextmanager
def broken() -> Iterator[None]:
    """Trust every word as if we had written it."""
    ours = engines.all()[0].env
    ours.autoescape = False
    ours.cache.clear()
    try:
        yield
    finally:
        ours.autoescape = True
        ours.cache.clear()
