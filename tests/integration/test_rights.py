"""What docs/rights.md says is what the service does."""

import os
import sys
from importlib import import_module
from uuid import UUID

import pytest
from django.core import signing

from accounts.permissions import anyone
from accounts.views import front
from consultations import permissions, tickets
from consultations.models import Consultation
from medications.loader import load_library
from medications.models import Release
from tests.canaries.readers import CLINICIAN, PERSON, PHARMACIST, browser
from tests.canaries.story import Story, tell
from tests.cast import make_cast
from tests.integration.medications.conftest import FIXTURES, forget_everything
from tests.rights import bodies, matrix, sweep
from tests.rights.ids import places

pytestmark = pytest.mark.sweep

FEW = 400
"""Cells that are tried in each run of the tests; `python -m tests.rights sweep` tries all."""

FEW_FORMS = 15

WHAT_TO_DO = (
    "docs/rights.md is not what the addresses and their rules are. If the change is meant, write "
    "the page anew with `.venv/bin/python -m tests.rights` and let somebody read what changed."
)


@pytest.fixture
def story(db: None) -> Story:
    """Write something at every address."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    # That they have ended is not to be what keeps others from writing in them.
    codes = [found.consultation(each).code for each in ("of another clinic", "elsewhere")]
    goes_on = {"stage": "open", "ended_at": None, "look_again_on": None}
    Consultation.objects.filter(code__in=codes).update(**goes_on)
    forget_everything()
    return found


def agreed() -> list[matrix.Address]:
    """Return the addresses with what the page says of them."""
    its = matrix.agreed(matrix.PAGE.read_text(encoding="utf-8"))
    return [
        each._replace(methods=its[each.pattern][0], cells=its[each.pattern][1])
        for each in matrix.table()
    ]


def test_the_page_is_what_the_rules_are() -> None:
    assert matrix.PAGE.read_text(encoding="utf-8") == matrix.page(), WHAT_TO_DO


def test_every_cell_is_as_agreed(story: Story) -> None:
    """A few of them, or every cell when that is asked for."""
    every = list(sweep.cells(story, agreed()))
    wanted = sweep.some(every, 0 if os.environ.get("EVERY_CELL") else FEW)
    found = list(sweep.unexpected(story, wanted))
    sys.stdout.write(f"\n{len(wanted)} cells of {len(every)}: {len(found)} unexpected\n")
    sys.stdout.writelines(f"{each}\n" for each in found)
    assert found == []
    assert len(every) >= 10_000


def test_a_rule_that_opens_further_is_found(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sweep, and by the page; so is a reader that looks in no clinic."""
    every = [each for each in sweep.cells(story, agreed()) if each.name in ("team", "summary")]
    assert list(sweep.unexpected(story, every)) == []
    monkeypatch.setattr(front.team, "rule", anyone)
    everyones = Consultation.objects.select_related("service_user", "clinic", "release")
    reads = import_module("consultations.selectors.conversations")
    monkeypatch.setattr(reads, "conversations", lambda account, organisation: everyones)
    found = list(sweep.unexpected(story, every))
    assert any("/team/ (own) as nobody is refused: answered 200" in each for each in found)
    assert any("(others') as clinician is not there: answered 200" in each for each in found)
    assert matrix.PAGE.read_text(encoding="utf-8") != matrix.page()


WHO_SENDS = {"clinician": CLINICIAN, "person": PERSON, "pharmacist": PHARMACIST}


def sent_by(story: Story, role: str) -> list[tuple[str, bodies.Form, dict]]:
    """Return every form that somebody can open, each with one of its ids swapped."""
    client, found = browser(story, WHO_SENDS[role]), []
    for address in agreed():
        if address.cells[role] != matrix.YES or "GET" not in address.methods:
            continue
        own = next(places(story, address))
        response = client.get(own.where)
        if response.status_code == 200 and "html" in response.headers["Content-Type"]:
            for form in bodies.forms(response):
                found += [(name, form, sent) for name, sent in bodies.swapped(story, form)]
    return found


@pytest.mark.parametrize("role", WHO_SENDS)
def test_ids_in_a_form_reach_nobody_elses_rows(story: Story, role: str) -> None:
    """Each swapped for one of another service, of another clinic, and of nobody."""
    every = sent_by(story, role)
    wanted = sweep.some(every, 0 if os.environ.get("EVERY_CELL") else min(FEW_FORMS, len(every)))
    client, found = browser(story, WHO_SENDS[role]), []
    for name, form, sent in wanted:
        said = bodies.send(client, story, form, sent)
        found += [f"{name} of {form[0]} as {role}: {said}"] if said else []
    sys.stdout.write(f"\n{len(wanted)} forms of {len(every)} as {role}: {len(found)} unexpected\n")
    assert found == []


def test_a_ticket_that_opens_another_conversation_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When neither the ticket nor the door of writing asks whose conversation it is."""
    every = [each for each in sent_by(story, "clinician") if each[0] == "ticket"]
    wanted = [each for each in every if "/matters/" in each[1][0]]
    read = tickets.read

    def read_any(text: str, _code: UUID) -> tickets.Ticket:
        return read(text, UUID(signing.loads(text, salt=tickets.SALT)[0]))

    monkeypatch.setattr(tickets, "read", read_any)
    monkeypatch.setattr(permissions, "_organisation_of", lambda by, its: its.organisation)
    client = browser(story, CLINICIAN)
    found = {bodies.send(client, story, form, sent) for _name, form, sent in wanted}
    assert "changed what is another's" in found
