"""The checklist as a sheet for a pen."""

import pytest
from django.test import Client
from django.urls import reverse

from medications.models import Release
from medications.reading_age import reading_grade
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
EASY = 8.5


def test_anybody_can_print_the_37_lines(library: Release, client: Client) -> None:
    """In their groups, each with two boxes, and nobody's answers."""
    page = page_of(client.get(reverse("blank_checklist")))
    lines = [row for row in page.select(".blank tbody tr") if row.select("td")]

    assert len(lines) == 37
    assert {len(row.select(".blank__box")) for row in lines} == {2}
    assert page.select("main input[type=text], main select") == []
    assert "Even number 5 is one that you do not want." in words(page.main)


def test_what_to_do_is_easy_to_read(library: Release, client: Client) -> None:
    page = page_of(client.get(reverse("blank_checklist")))

    assert reading_grade(words(page.select_one(".lead"))) < EASY
