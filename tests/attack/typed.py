"""Every word that trips programs over, and every payload, typed into every box of every form.

A try sends one of them in all boxes of a form, and then in one of them alone, so that a box is not
spared because another one is stricter. What is taken is looked for on the page it leads to and on
the one that it came from; nothing is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.attack import escaping, payloads, shown, strings
from tests.attack.forms import Form, browsers
from tests.attack.forms import every as every_form
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything

Try = tuple[Form, str]


def texts() -> list[str]:
    """Return what is typed, the two kinds in turns."""
    found = (payloads.every(), strings.every())
    pairs = [each for pair in zip(*found, strict=False) for each in pair]
    return pairs + found[1][len(found[0]) :]


def every(story: Story) -> list[Try]:
    """Return each text with each form that has a box; whole rounds of forms, text by text."""
    forms = [each for each in every_form(story) if each.boxes]
    return [(form, text) for text in texts() for form in forms]


def attack(story: Story, start: int, number: int) -> Result:
    """Type, and read what comes back."""
    done, clients = Result(), browsers(story)
    wanted = every(story)[start : start + number]
    for count, (form, text) in enumerate(wanted):
        if count % 10 == 0:
            cache.clear()
        alone = form.boxes[count % len(form.boxes)]
        for boxes in {form.boxes, (alone,)}:
            _type(clients[form.role], form, boxes, text, done)
    done.counts["tries"] = len(wanted)
    return done


def _type(client: Client, form: Form, boxes: tuple[str, ...], text: str, done: Result) -> None:
    """Send a form with a text in some of its boxes; note what is wrong with the answers."""
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    sent = form.sent | {name: [text] * len(form.sent[name]) for name in boxes}
    with transaction.atomic():
        response = getattr(client, form.method)(form.where, _sendable(sent))
        done.counts["boxes typed into"] += len(boxes)
        done.counts["taken" if response.status_code in (200, 204, 302) else "not taken"] += 1
        for answer in _answers(client, form, response):
            for fault in _faults(answer):
                done.findings[f"{form.where} as {form.role}, {text[:40]!a}: {fault}"] += 1
        transaction.set_rollback(True)
    client.cookies = cookies
    forget_everything()


def _sendable(sent: dict[str, list[str]]) -> MultiValueDict:
    """Return what is sent; half of a letter is sent as the browser would, as a question mark."""
    return MultiValueDict(
        {
            name: [each.encode(errors="replace").decode() for each in values]
            for name, values in sent.items()
        }
    )


def _answers(client: Client, form: Form, response: HttpResponse) -> Iterator[HttpResponse]:
    """Return the answer and, when something was taken, where it may be read."""
    yield response
    if response.status_code == 302:
        yield client.get(response.headers["Location"])
        yield client.get(form.page)


def _faults(response: HttpResponse) -> Iterator[str]:
    """Return what is wrong with an answer."""
    response.getvalue()
    if response.status_code >= 500:
        yield f"answered {response.status_code}"
    yield from escaping.faults(response)


@contextmanager
def broken() -> Iterator[None]:
    """Trust every word as if we had written it."""
    with shown.broken():
        yield
