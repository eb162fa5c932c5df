"""The clinician's side of a link given before the visit: made, shown once, told of, taken back."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import AuditEntry
from consultations import seats
from consultations.models import Consultation, Invitation
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.inviting import BEFOREHAND, at_home, letters, sheet, use
from tests.integration.consultations.reading import main_words, page_of
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _planned(conversation: Consultation) -> None:
    """Let Amara and Sam meet in three days; wrong links are counted from nought in every test."""
    cache.clear()
    Consultation.objects.update(
        stage="planned", starts_at=timezone.now() + timedelta(days=3, minutes=1)
    )
    conversation.refresh_from_db()


def test_the_sheet_names_nobody_and_the_database_does_not_know_the_link(amara: SignedIn) -> None:
    page = sheet(amara)
    link = words(page.select_one(".door__letters"))

    assert len(link.replace("-", "")) == seats.LONG_LENGTH
    assert page.select_one(".door__square path")["d"].startswith("M4 4h7v1h-7z")
    # The link's own letters are drawn by chance, and may spell a person's initials.
    main = words(page.main).replace(link, "").replace(link.replace("-", ""), "")
    assert "Sam" not in main
    assert "Rivers" not in main
    assert "SR" not in main
    assert not page.select(".band")
    kept = Invitation.objects.get()
    assert kept.token_digest == seats.digest(link.replace("-", ""))
    assert link not in main_words(amara.get(BEFOREHAND))


def test_it_opens_until_the_day_of_the_visit_or_for_two_weeks(
    amara: SignedIn, conversation: Consultation
) -> None:
    letters(amara)
    planned = timezone.localtime(conversation.starts_at).date()
    kept = Invitation.objects.get()
    assert timezone.localtime(kept.expires_at - timedelta(seconds=1)).date() == planned

    Consultation.objects.update(stage="open")
    letters(amara)
    in_two_weeks = timezone.localdate() + timedelta(days=14)
    newest = Invitation.objects.latest("pk")
    assert timezone.localtime(newest.expires_at - timedelta(seconds=1)).date() == in_two_weeks


def test_nobody_who_is_signed_in_takes_the_persons_seat(amara: SignedIn) -> None:
    """The link is kept for the person's own screen."""
    response = use(amara, letters(amara))
    assert "Somebody has signed in here." in main_words(response, status=422)
    assert Invitation.objects.get().used_at is None


def test_only_a_clinician_of_the_clinic_makes_one(cast: Cast) -> None:
    assert SignedIn(cast.people["carla"]).post(BEFOREHAND, {"do": "make"}).status_code == 404
    assert SignedIn(cast.people["dev"]).post(BEFOREHAND, {"do": "make"}).status_code == 403
    assert not Invitation.objects.exists()


def test_nothing_is_made_for_what_has_ended(amara: SignedIn) -> None:
    Consultation.objects.update(
        stage="ended", ended_at=timezone.now(), look_again_on=timezone.localdate()
    )
    response = amara.post(BEFOREHAND, {"do": "make"}, follow=True)
    assert "This conversation has ended." in main_words(response)
    assert not page_of(amara.get(BEFOREHAND)).select("main button[value=make]")
    assert amara.post(BEFOREHAND, {"do": "nothing"}).status_code == 404


def test_each_step_is_audited_without_a_letter_of_the_link(amara: SignedIn, cast: Cast) -> None:
    at_home(amara)
    amara.post(BEFOREHAND, {"do": "take_back"})
    kept = AuditEntry.objects.filter(record=f"consultation:{CODE}").order_by("pk")
    steps = [(each.action, each.by) for each in kept if "link" in each.action]
    assert steps == [
        ("make_link", cast.people["amara"]),
        ("open_link", None),
        ("take_back_link", cast.people["amara"]),
    ]


def test_what_became_of_the_link_is_told(amara: SignedIn) -> None:
    assert "No link was given." in main_words(amara.get(BEFOREHAND))
    letters(amara)
    shown = main_words(amara.get(BEFOREHAND))
    assert "A link is open until the end of " in shown
    assert "It has not been opened yet." in shown
    Invitation.objects.update(expires_at=timezone.now())
    assert "The link ran out at the end of " in main_words(amara.get(BEFOREHAND))
    letters(amara)
    amara.post(BEFOREHAND, {"do": "take_back"})
    shown = main_words(amara.get(BEFOREHAND))
    assert "The link ended on " in shown
    assert "It was not opened." in shown
