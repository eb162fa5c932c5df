"""Sends forms as each reader, as they are drawn and empty, and notes which words come back.

Each is taken back afterwards, so that the next one meets the story as it was told.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.canaries.addresses import every_address
from tests.canaries.asking import ROOM, Found, found_in
from tests.canaries.readers import IN_THE_ROOM_ONLY, SEATS, browser
from tests.canaries.story import Story
from tests.integration.medications.conftest import forget_everything
from tests.rights.bodies import Form, forms
from tests.rights.sweep import some

EVERYTHING_OF_ONE = ("/record/json/", "/record/pdf/")
"""Files of all that is kept about one person, for whoever may take them: test_whole_record.py looks
for every word of that person in them, and for any of another one's."""


def send_everything(
    story: Story, readers: Iterable[str], pages: int = 0
) -> tuple[Found, dict[str, int]]:
    """Return what was found, and how many forms were answered with a page, by reader.

    pages   of how many pages the forms are sent as they are drawn, by reader; of all when 0
    """
    found: Found = {}
    answered: dict[str, int] = {}
    for reader in readers:
        client = browser(story, reader)
        client.raise_request_exception = False
        places = _places(story, reader)
        drawn = (each for where in some(places, pages) for each in _drawn(client, where))
        for form in [*((where, {}) for where in places), *drawn]:
            if form[0].endswith(EVERYTHING_OF_ONE):
                continue
            response = _sent(client, form)
            answered[reader] = answered.get(reader, 0) + (response.status_code in (200, 422))
            for each in found_in(story, response):
                found.setdefault((each, reader), f"a form to {form[0]}")
    return found, answered


def _places(story: Story, reader: str) -> list[str]:
    """Return each address once, in the reader's own conversation where it is of one."""
    own = f"/{story.consultation(SEATS.get(reader, 'shared')).code}/"
    kept: dict[str, str] = {}
    for name, where in every_address(story):
        if reader not in IN_THE_ROOM_ONLY or where.startswith(ROOM):
            is_better = name in kept and own in where and own not in kept[name]
            kept[name] = where if is_better else kept.get(name, where)
    return list(kept.values())


def _drawn(client: Client, where: str) -> Iterator[Form]:
    """Return the forms of a page, each with what it would send as it stands."""
    response = client.get(where)
    if response.status_code == 200 and "html" in response.headers["Content-Type"]:
        for action, fields in forms(response):
            yield action, {name: values[:1] for name, values in fields.items()}


def _sent(client: Client, form: Form) -> HttpResponse:
    """Send a form and go where it leads; take back what it did, in the browser too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.post(*form, follow=True)
        transaction.set_rollback(True)
    client.cookies = cookies
    forget_everything()
    return response
