"""Two conversations in two tabs never mix: each form writes to its own, or to none.

A few forms are swapped in each run; `python -m tests.rights tabs` swaps two hundred.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from random import Random
from uuid import UUID

import pytest
from django.apps import apps
from django.core import signing
from django.db import models, transaction
from django.test import Client

from consultations import tickets
from consultations.models import Consultation
from medications.loader import load_library
from medications.models import Release
from tests.canaries.readers import CLINICIAN, browser
from tests.canaries.story import Story, tell
from tests.cast import make_cast
from tests.integration.medications.conftest import FIXTURES, forget_everything
from tests.rights import bodies, matrix
from tests.rights.ids import is_in_talk, places

pytestmark = pytest.mark.sweep

ORDERS = int(os.environ.get("TWO_TABS", "30"))
WITHOUT_A_TICKET = {
    "beforehand": "makes or ends the link of the conversation in its address, and sends nothing",
    "experience": "holds a list whose buttons have gone",
    "joining": "lets somebody in by the key of a door, which is of one conversation alone",
    "together": "asks all to look at a card that is named",
    "letter": "is typed for paper, and kept nowhere",
}
"""Forms of a conversation that carry none, by where they are sent, with the reason."""

Swap = tuple[str, str, dict[str, list[str]]]
"""What is swapped, where it is sent, and what is sent."""


@pytest.fixture
def story(db: None) -> Story:
    """Write something at every address; both conversations go on, in one clinic."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    goes_on = {"stage": "open", "ended_at": None, "look_again_on": None}
    codes = [found.consultation(each).code for each in ("shared", "another's")]
    Consultation.objects.filter(code__in=codes).update(**goes_on)
    forget_everything()
    return found


def forms_of(story: Story, client: Client, whose: str) -> Iterator[tuple[str, bodies.Form]]:
    """Return every form of one conversation, with the name of its page."""
    for address in matrix.table():
        if not is_in_talk(address) or "GET" not in address.methods:
            continue
        response = client.get(next(places(story, address, whose)).where)
        if response.status_code == 200 and "html" in response.headers["Content-Type"]:
            for where, sent in bodies.forms(response):
                if str(story.consultation(whose).code) in where:
                    yield address.name, (where, sent)


def orders(story: Story, client: Client) -> list[Swap]:
    """Return every way in which forms of two tabs can be mixed, by form and by field."""
    names = ("shared", "another's")
    codes = [str(story.consultation(each).code) for each in names]
    tabs = [list(forms_of(story, client, each)) for each in names]
    found: list[Swap] = []
    for mine, other in ((0, 1), (1, 0)):
        theirs = {(name, *sorted(sent)): sent for name, (_where, sent) in tabs[other]}
        for name, (where, sent) in tabs[mine]:
            if "ticket" not in sent:
                continue
            first = {field: [values[0]] for field, values in sent.items()}
            there = where.replace(codes[mine], codes[other])
            found.append((f"{name}: a form sent to the other tab's address", there, first))
            ticket = [tickets.issue(story.consultation(names[other]))]
            found.append((f"{name}: the other's ticket", where, first | {"ticket": ticket}))
            same = theirs.get((name, *sorted(sent)), {})
            for field in same:
                mixed = first | {field: [same[field][0]]}
                if field not in ("ticket", "csrfmiddlewaretoken"):
                    found.append((f"{name}: the other's {field}", there, mixed))
    return found


def digest(story: Story) -> str:
    """Return a digest of everything that both conversations hold."""
    found = hashlib.sha256()
    keys = [story.consultation(each).pk for each in ("shared", "another's")]
    talks = Consultation.objects.filter(pk__in=keys)
    found.update(repr(list(talks.order_by("pk").values_list())).encode())
    for model in apps.get_models():
        fields = {each.name: each for each in model._meta.concrete_fields}
        if isinstance(fields.get("consultation"), models.ForeignKey):
            rows = model.objects.filter(consultation__in=keys).order_by("pk")
            found.update(repr(list(rows.values_list())).encode())
    return found.hexdigest()


def mixed_up(story: Story, client: Client, wanted: list[Swap]) -> list[str]:
    """Send swapped forms one after another; return those that wrote something, or broke."""
    found = []
    for what, where, sent in wanted:
        before = digest(story)
        with transaction.atomic():
            status = client.post(where, sent).status_code
            after = digest(story)
            transaction.set_rollback(True)
        forget_everything()
        if before != after or status >= 500:
            found.append(f"{what} at {where}: answered {status}")
    return found


def test_forms_of_two_tabs_are_swapped_and_nothing_is_written(story: Story) -> None:
    client = browser(story, CLINICIAN)
    client.raise_request_exception = False
    every = orders(story, client)
    assert len({what.partition(":")[0] for what, _where, _sent in every}) > 8
    wanted = (
        Random(200).sample(every, ORDERS)
        if len(every) >= ORDERS
        else [every[each % len(every)] for each in range(ORDERS)]
    )
    found = mixed_up(story, client, wanted)
    sys.stdout.write(f"\n{len(wanted)} swaps of {len(every)}: {len(found)} wrote\n")
    assert found == []


def test_every_form_of_a_conversation_carries_its_ticket(story: Story) -> None:
    """Or where it is sent stands in the list, with the reason."""
    client = browser(story, CLINICIAN)
    forms = (form for _name, form in forms_of(story, client, "shared"))
    bare = {where.rstrip("/").rpartition("/")[2] for where, sent in forms if "ticket" not in sent}
    assert bare == set(WITHOUT_A_TICKET)


def test_a_service_that_believes_any_ticket_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep finds it: the form of one conversation is then written to the other."""
    read = tickets.read

    def read_any(text: str, code: UUID) -> tickets.Ticket:
        return read(text, UUID(signing.loads(text, salt=tickets.SALT)[0]))

    client = browser(story, CLINICIAN)
    client.raise_request_exception = False
    every = [each for each in orders(story, client) if each[0].startswith("matters")]
    monkeypatch.setattr(tickets, "read", read_any)
    assert mixed_up(story, client, every)
