"""The page on which a service looks through its own audit, and the file of it."""

import csv
import datetime
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import auditing
from accounts.models import AuditEntry
from accounts.services import record_audit
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn

pytestmark = pytest.mark.django_db
AUDIT, FILE = reverse("audit"), reverse("export_audit")
ASKED = 6


@pytest.fixture
def femi(cast: Cast) -> SignedIn:
    """Return the manager's browser, after a few things were done here and one elsewhere."""
    here = {"organisation": cast.organisation}
    record_audit(action="look", record="card:1", by=cast.people["amara"], **here)
    record_audit(action="look", record="card:2", by=cast.people["ben"], **here)
    record_audit(action="withdraw", record="card:1", **here)
    record_audit(action="look", record="card:9", organisation=cast.other_organisation)
    return SignedIn(cast.people["femi"])


def shown(response: HttpResponse) -> list[tuple[str, ...]]:
    """Return who, what and which record stand on the page, from the top."""
    rows = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [tuple(cell.get_text(strip=True) for cell in row.select("td")) for row in rows]


def test_everything_of_the_service_stands_there(femi: SignedIn) -> None:
    """Newest first; nothing of another service."""
    assert shown(femi.get(AUDIT)) == [
        ("No account", "withdraw", "card:1, number 2"),
        ("Ben Hughes", "look", "card:2, number 1"),
        ("Amara Okafor", "look", "card:1, number 1"),
    ]


@pytest.mark.parametrize(
    ("asked", "records"),
    [
        ({"by": "amara"}, ["card:1"]),
        ({"action": "look"}, ["card:2", "card:1"]),
        ({"record": "card:1"}, ["card:1", "card:1"]),
        ({"action": "look", "record": "card:2"}, ["card:2"]),
        ({"since": 1}, []),
        ({"until": -1}, []),
        ({"since": 0, "until": 0}, ["card:1", "card:2", "card:1"]),
    ],
)
def test_it_is_narrowed(
    femi: SignedIn, cast: Cast, asked: dict[str, object], records: list[str]
) -> None:
    """By who, what, which record and days; a day ends at midnight in the UK."""
    said = dict(asked)
    if "by" in said:
        said["by"] = cast.people[said["by"]].pk
    today = timezone.localdate(timezone=auditing.UK)
    for name in {"since", "until"} & set(said):
        said[name] = str(today + datetime.timedelta(days=said[name]))
    assert [each[2].split(",")[0] for each in shown(femi.get(AUDIT, said))] == records


def test_what_cannot_be_read_is_said(femi: SignedIn, cast: Cast) -> None:
    assert femi.get(AUDIT, {"since": "yesterday"}).status_code == 422
    assert femi.get(AUDIT, {"by": cast.people["hugo"].pk}).status_code == 422
    assert femi.get(AUDIT, {"after": "x"}).status_code == 200


def test_pages_follow_each_other(femi: SignedIn) -> None:
    where, seen = AUDIT, []
    with patch.object(auditing, "PAGE", 2):
        while where:
            response = femi.get(where)
            seen += shown(response)
            page = BeautifulSoup(response.content, "html.parser")
            onward = page.find("a", string="Earlier entries")
            where = AUDIT + onward["href"] if onward else ""
    assert len(seen) == len(set(seen)) == 3


def test_a_page_asks_a_pinned_number_of_times(
    femi: SignedIn, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(ASKED):
        femi.get(AUDIT)


def file_of(femi: SignedIn, **asked: str) -> list[list[str]]:
    """Return the rows of the file."""
    response = femi.post(FILE, asked)
    assert response.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    return list(csv.reader(response.getvalue().decode().splitlines()))


def test_the_file_holds_the_same_entries(femi: SignedIn) -> None:
    """And that it was taken is an entry, which says by what it was narrowed, not by which words."""
    rows = file_of(femi, action="look")
    assert [row[1:6] for row in rows[1:]] == [
        ["Ben Hughes", "ben@example.org", "look", "card:2", "1"],
        ["Amara Okafor", "amara@example.org", "look", "card:1", "1"],
    ]
    entry = AuditEntry.objects.get(action="export_audit")
    assert (entry.by.name, entry.detail) == ("Femi Adeyemi", {"narrowed": ["action"]})


def test_a_file_of_what_cannot_be_read_is_none(femi: SignedIn) -> None:
    assert femi.post(FILE, {"since": "yesterday"}).status_code == 422
    assert not AuditEntry.objects.filter(action="export_audit").exists()


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_is_a_formula(femi: SignedIn, cast: Cast, name: str) -> None:
    amara = cast.people["amara"]
    amara.name = name
    amara.save()
    assert f"'{name}" in [row[1] for row in file_of(femi)]


@pytest.mark.parametrize("who", ["amara", "dev", "hugo"])
def test_it_is_for_those_who_run_the_service(cast: Cast, client: Client, who: str) -> None:
    """An administrator may too: nothing clinical stands in it."""
    assert SignedIn(cast.people[who]).get(AUDIT).status_code == 403
    assert SignedIn(cast.people[who]).post(FILE).status_code == 403
    assert client.get(AUDIT).status_code == 302
    assert SignedIn(cast.people["grace"]).get(AUDIT).status_code == 200
    assert not AuditEntry.objects.filter(action="export_audit").exists()


def test_the_team_page_leads_there(femi: SignedIn) -> None:
    page = BeautifulSoup(femi.get(reverse("team")).content, "html.parser")
    assert AUDIT in [each["href"] for each in page.select("main a")]
