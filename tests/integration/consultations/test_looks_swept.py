"""Every address about somebody, opened by staff, leaves an entry that they looked."""

from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.urls import get_resolver, reverse

from accounts.models import AuditEntry
from consultations import middleware
from consultations.services.looking import TAKEN_HOME, WHOLE_RECORD
from medications.loader import load_library
from medications.models import Release
from tests.canaries.addresses import every_address
from tests.canaries.readers import CLINICIAN, OTHER_CLINICIAN, PERSON, browser
from tests.canaries.story import Story, tell
from tests.cast import make_cast
from tests.integration.accounts.test_rules import addresses
from tests.integration.consultations.test_looks import looks
from tests.integration.medications.conftest import FIXTURES, forget_everything

pytestmark = pytest.mark.django_db
SHOWS_NOBODY = {
    "live": "the version alone",
    "move": "is only sent to",
    "together": "is only sent to",
    "record_json": "is only sent to, which test_whole_record does",
    "record_pdf": "is only sent to, which test_whole_record does",
}
"""Addresses of a person or a conversation that show nothing of them, with the reason."""

ABOUT_SOMEBODY = ("conversations/<uuid:code>", "people/<int:key>/", "live/<uuid:code>/")


@pytest.fixture
def story(db: None) -> Story:
    """Write something at every address."""
    load_library(FIXTURES)
    forget_everything()
    found = tell(make_cast(), Release.objects.get())
    forget_everything()
    return found


def about_somebody() -> set[str]:
    """Return the names of the addresses of a person or a conversation."""
    every = addresses(get_resolver("sdmtool.urls").url_patterns)
    return {name for address, name, _view in every if address.startswith(ABOUT_SOMEBODY)}


def shown_to(reader: str, story: Story, names: set[str]) -> tuple[set[str], set[str]]:
    """Open addresses about somebody; return which were shown, and which of them were noted."""
    client, shown, noted = browser(story, reader), set(), set()
    for name, where in every_address(story):
        if name not in names:
            continue
        cache.clear()
        before = AuditEntry.objects.count()
        response = client.get(where)
        if response.status_code in (200, 422):
            shown.add(name)
            rows = AuditEntry.objects.order_by("-pk")[: AuditEntry.objects.count() - before]
            if any(row.action == "look" and row.detail == {"page": name} for row in rows):
                noted.add(name)
        else:
            assert AuditEntry.objects.count() == before, f"{where} was not shown"
    return shown, noted


def test_every_page_about_somebody_is_noted(story: Story) -> None:
    """Of those that open to a clinician of the team; a carer's own pages open to no clinician.

    Those of an emergency open to clinicians of other clinics (test_emergency.py).
    """
    names = about_somebody()
    shown, noted = shown_to(CLINICIAN, story, names - set(SHOWS_NOBODY))
    assert shown == noted
    not_theirs = {each for each in names if each.startswith(("carer", "emergency_"))} | {"before"}
    assert names - shown == not_theirs | set(SHOWS_NOBODY)


def test_a_page_that_forgets_would_be_found(story: Story) -> None:
    """When the address of summaries is not among those that are noted."""
    record = middleware._record

    def forgetful(match: object) -> str:
        return "" if "summary" in match.route else record(match)

    with patch.object(middleware, "_record", forgetful):
        shown, noted = shown_to(CLINICIAN, story, {"summary", "matters"})
    assert shown - noted == {"summary"}


def test_nothing_is_noted_of_what_is_not_shown(story: Story) -> None:
    """A clinician of another clinic sees the person, and of their conversations none."""
    shown, noted = shown_to(OTHER_CLINICIAN, story, {"summary", "matters", "person"})
    assert "person" in shown
    assert shown == noted


def test_the_persons_own_seat_is_no_staff(story: Story) -> None:
    shown, noted = shown_to(PERSON, story, {"summary", "matters"})
    assert (shown, noted) == ({"summary", "matters"}, set())


def test_pages_for_paper_are_noted_each(story: Story) -> None:
    """Also when the record was looked at a moment ago."""
    client, code = browser(story, CLINICIAN), story.consultation("shared").code
    client.get(reverse("summary", args=[code]))
    for_paper = TAKEN_HOME - WHOLE_RECORD - {"summary_pdf"}
    for name in sorted(for_paper):
        client.get(reverse(name, args=[code, 1]))
        client.get(reverse(name, args=[code, 1]))
    client.get(reverse("summary_pdf", args=[code]))
    mine = looks(record=f"consultation:{code}")
    assert mine == ["summary", *sorted(for_paper), "summary_pdf"]
