"""Swaps every id that a form sends for somebody else's, and looks at whose rows change."""

import hashlib
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client

from consultations import tickets
from tests.canaries.story import Story
from tests.rights.ids import NOBODY
from tests.rights.sweep import forget_everything

NUMBER = re.compile(r"\d+")
UUID_LIKE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
Form = tuple[str, dict[str, list[str]]]
"""Where a form is sent, and what it sends as it stands."""


def forms(response: HttpResponse) -> Iterator[Form]:
    """Return the forms of a page that write something."""
    where = response.wsgi_request.path
    page = BeautifulSoup(response.content, "html.parser")
    for each in page.select("form[method=post]"):
        sent: dict[str, list[str]] = {}
        for name, value in _sent(each):
            sent.setdefault(name, []).append(value)
        yield each.get("action") or where, sent


def _sent(form: Tag) -> Iterator[tuple[str, str]]:
    """Return each field of a form once with every value that it offers."""
    for each in form.select("input[name], button[name], textarea[name]"):
        yield each["name"], each.get("value", "") or each.get_text()
    for select in form.select("select[name]"):
        yield from ((select["name"], option.get("value", "")) for option in select.select("option"))


def swapped(story: Story, form: Form) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return a form with each id that it sends swapped: of which field, and what is then sent."""
    away = story.consultation("elsewhere")
    foreign = {
        "number": [str(each) for each in (*_keys(story), NOBODY["int"])],
        "code": [str(away.code), str(NOBODY["uuid"])],
        "ticket": [tickets.issue(away), tickets.issue(story.consultation("of another clinic"))],
    }
    _where, sent = form
    first = {name: [values[0]] for name, values in sent.items()}
    for name, values in sent.items():
        kind = "ticket" if name == "ticket" else _kind(values)
        for value in foreign.get(kind, ()):
            yield name, first | {name: [value]}


def _keys(story: Story) -> list[int]:
    """Return keys of rows of another service."""
    away = story.consultation("elsewhere")
    person = away.participant_rows.values_list("pk", flat=True)[0]
    return [away.pk, away.clinic_id, away.service_user_id, away.release_id, person]


def _kind(values: list[str]) -> str:
    """Tell what kind of id a field sends, by what it offers; "" for none."""
    if any(UUID_LIKE.fullmatch(each) for each in values):
        return "code"
    return "number" if any(NUMBER.fullmatch(each) for each in values) else ""


def send(browser: Client, story: Story, form: Form, sent: dict[str, list[str]]) -> str:
    """Send a form; return what it did that it should not have, "" for nothing. Take it back."""
    before, crossing = theirs(story), crossings()
    browser.raise_request_exception = False
    with transaction.atomic():
        status = browser.post(form[0], sent).status_code
        after, crossing_now = theirs(story), crossings()
        transaction.set_rollback(True)
    forget_everything()
    if status >= 500:
        return f"answered {status}"
    if before != after:
        return "changed what is another's"
    return "" if crossing_now <= crossing else "joined a row to another's"


def theirs(story: Story) -> str:
    """Return a digest of all that belongs to the other service, and to the other clinic's talk."""
    found = hashlib.sha256()
    talk = story.consultation("of another clinic").pk
    for model in apps.get_models():
        names = {each.name for each in model._meta.concrete_fields}
        rows = model.objects.none() if not names & {"organisation", "consultation"} else None
        if rows is None and "organisation" in names:
            rows = model.objects.filter(organisation=story.cast.other_organisation)
            found.update(repr(list(rows.order_by("pk").values_list())).encode())
        if "consultation" in names:
            rows = model.objects.filter(consultation=talk)
            found.update(repr(list(rows.order_by("pk").values_list())).encode())
    return found.hexdigest()


def crossings() -> set[tuple[str, int]]:
    """Return the rows of one service that point at a row of another one."""
    found = set()
    for model in apps.get_models():
        if "organisation" not in {each.name for each in model._meta.concrete_fields}:
            continue
        for field in model._meta.concrete_fields:
            to = field.related_model if isinstance(field, models.ForeignKey) else None
            if to and "organisation" in {each.name for each in to._meta.concrete_fields}:
                other = f"{field.name}__organisation"
                rows = model.objects.exclude(**{other: models.F("organisation")})
                rows = rows.exclude(**{f"{other}__isnull": True})
                found |= {
                    (f"{model._meta.label}.{field.name}", pk)
                    for pk in rows.values_list("pk", flat=True)
                }
    return found
