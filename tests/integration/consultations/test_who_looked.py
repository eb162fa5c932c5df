"""The page on which a person can be shown who looked at what is kept about them."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.services import record_audit
from consultations.models import Consultation
from consultations.selectors.bookmarks import PAGE
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import main_words, page_of, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
ASKED = 7


@pytest.fixture
def page(cast: Cast) -> str:
    """Return where Sam's page of looks is."""
    return reverse("looks", args=[cast.service_user.pk])


def lines(browser: Client, where: str) -> list[list[str]]:
    """Return what stands in the table: when, who, role, what."""
    rows = page_of(browser.get(where)).select("tbody tr")
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows]


def test_it_says_who_when_and_what(amara: SignedIn, cast: Cast, page: str) -> None:
    """Newest first, of the person and of their conversations, by name and role."""
    SignedIn(cast.people["ben"]).get(reverse("conversation", args=[CODE]))
    SignedIn(cast.people["carla"]).get(reverse("person", args=[cast.service_user.pk]))
    SignedIn(cast.people["ben"]).get(reverse("person", args=[cast.service_user.pk]))
    found = lines(amara, page)
    assert [each[1:] for each in found] == [
        ["Ben Hughes", "Clinician", "Looked at the details"],
        ["Carla Rossi", "Clinician", "Looked at the details"],
        ["Ben Hughes", "Clinician", "Looked at a conversation"],
        ["Amara Okafor", "Clinician", "Wrote in a conversation"],
    ]
    assert all("UK" in each[0] for each in found)


def test_prints_and_readers_without_an_account_are_told_apart(
    amara: SignedIn, cast: Cast, page: str
) -> None:
    shared = {"record": f"consultation:{CODE}", "organisation": cast.organisation}
    record_audit(action="look", by=cast.people["ben"], detail={"page": "summary_pdf"}, **shared)
    record_audit(action="carer_reads", detail={"page": "card"}, **shared)
    record_audit(action="record_matters", detail={"participant": 1}, **shared)
    found = [each[1:] for each in lines(amara, page)][:3]
    assert found == [
        ["Somebody on a screen of the conversation", "", "Wrote in a conversation"],
        ["A carer", "", "Looked at a conversation"],
        ["Ben Hughes", "Clinician", "Printed or saved what was decided"],
    ]


def test_nothing_of_somebody_else_stands_there(amara: SignedIn, cast: Cast, page: str) -> None:
    """Neither of another person nor of another service with the same number."""
    record_audit(action="look", record="service_user:999", organisation=cast.organisation)
    record_audit(
        action="look",
        record=f"service_user:{cast.service_user.pk}",
        organisation=cast.other_organisation,
    )
    assert len(lines(amara, page)) == 1


def test_pages_follow_each_other(amara: SignedIn, cast: Cast, page: str) -> None:
    """As many questions for many as for few, and each entry once."""
    few = queries(lambda: amara.get(page))
    for _number in range(2 * PAGE):
        record_audit(
            action="look",
            record=f"service_user:{cast.service_user.pk}",
            organisation=cast.organisation,
            by=cast.people["ben"],
        )
    assert queries(lambda: amara.get(page)) == few == ASKED
    cache.clear()
    where, seen = page, 0
    while where:
        found = page_of(amara.get(where))
        seen += len(found.select("tbody tr"))
        onward = found.find("a", string=lambda words: words and words.startswith("Next"))
        following = [a["href"] for a in found.select("nav a") if "after=" in a["href"]]
        where = following[0] if following else ""
        assert onward is None or where
    assert seen >= 2 * PAGE + 1


def test_a_person_elsewhere_is_not_there(cast: Cast, page: str, client: Client) -> None:
    hugo = SignedIn(cast.people["hugo"])
    assert hugo.get(page).status_code == 404
    assert client.get(page).status_code == 302
    assert SignedIn(cast.people["femi"]).get(page).status_code == 403


def test_a_persons_page_leads_there(amara: SignedIn, cast: Cast, page: str) -> None:
    links = page_of(amara.get(reverse("person", args=[cast.service_user.pk]))).select("main a")
    assert page in [each["href"] for each in links]
    assert "Who has looked at what is kept about Sam" in main_words(amara.get(page))


def test_looking_here_is_a_look(amara: SignedIn, page: str, conversation: Consultation) -> None:
    amara.get(page)
    entry = AuditEntry.objects.get(action="look")
    assert (entry.record, entry.detail) == (
        f"service_user:{conversation.service_user_id}",
        {"page": "looks"},
    )
