"""What tests of the room ask of a page, of an answer and of the database."""

from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Consultation, Participant
from tests.integration.medications.reading import words

ADDS_ENTRY = f"INSERT INTO {AuditEntry._meta.db_table}"
NOT_SENT = ("submit", "button", "checkbox", "radio")


def page_of(response: HttpResponse, status: int = 200) -> BeautifulSoup:
    """Return the page of an answer that has this status."""
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def main_words(response: HttpResponse, status: int = 200) -> str:
    """Return the visible words of the main part of an answer's page."""
    return words(page_of(response, status).main)


def sent(page: BeautifulSoup) -> dict[str, str]:
    """Return what a browser sends of the page's form as it stands, ticks and choices included."""
    form = page.select_one("main form[method=post]")
    assert form is not None
    fields = {
        each["name"]: each.get("value", "")
        for each in form.select("input[name]")
        if each.get("type") not in NOT_SENT or each.has_attr("checked")
    }
    return fields | {each["name"]: chosen(each) for each in form.select("select")}


def chosen(select: Tag) -> str:
    """Return the choice of a list: the selected one, else the first; '' when there is none."""
    option = select.select_one("option[selected]") or select.select_one("option")
    return option["value"] if option else ""


def errors(page: BeautifulSoup) -> dict[str, str]:
    """Return what the summary of errors says, by the field that it leads to."""
    found = page.select(".nhsuk-error-summary__list a")
    return {each["href"].removeprefix("#id_"): words(each) for each in found}


def links(page: BeautifulSoup) -> list[str]:
    """Return the words of every link of the lists of facts, in order."""
    return [words(each) for each in page.select("main ul.facts a")]


def queries(ask: Callable[[], HttpResponse]) -> int:
    """Count what one good answer asks the database.

    That somebody looked is noted once in five minutes, whatever the page: it is not counted.
    """
    with CaptureQueriesContext(connection) as asked:
        assert ask().status_code == 200
    return len(
        [
            each
            for each in asked.captured_queries
            if not (ADDS_ENTRY in each["sql"] and "'look'" in each["sql"])
        ]
    )


def row_counts() -> dict[str, int]:
    """Count the rows of every table that the service has, but for entries that somebody looked."""
    counts = {model._meta.label: model.objects.count() for model in apps.get_models()}
    looks = AuditEntry.objects.filter(action="look").count()
    return counts | {"accounts.AuditEntry": counts["accounts.AuditEntry"] - looks}


def opened(response: HttpResponse) -> Consultation:
    """Return the conversation to which an answer leads: to what matters, or to its beginning."""
    consultation = Consultation.objects.latest("pk")
    assert response.status_code == 302
    ways = [reverse(name, args=[consultation.code]) for name in ("matters", "conversation")]
    assert response.url in ways
    return consultation


def refused(response: HttpResponse) -> BeautifulSoup:
    """Return the page of a form that was not taken; nothing has been opened."""
    assert not Consultation.objects.exists()
    assert not Participant.objects.exists()
    return page_of(response, status=422)
