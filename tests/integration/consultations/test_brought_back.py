"""After a copy was brought back: nobody is let in unasked, and every page says so.

Whatever was taken back after the copy is open in it again: consent, a seat, a link, an account.
"""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Organisation, Session
from consultations.models import ConsentEvent, Consultation, Invitation, Participant
from consultations.services import VersionConflict, Written, save
from consultations.tickets import Ticket
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import (
    CARER,
    NOT_HERE,
    SHARING,
    agree,
    agreed,
    carer_sits_down,
)
from tests.integration.consultations.inviting import BEFORE, letters, use
from tests.integration.consultations.knocking import MATTERS, sit_down
from tests.integration.consultations.reading import page_of
from tests.integration.medications.reading import words
from tests.integration.medications.test_queries import queries

pytestmark = pytest.mark.django_db
COPY_OF = "2026-11-29T13:24"
SENTENCE = (
    "This service was brought back from a copy of 29 November 2026, 13:24. "
    "A pharmacist has not yet confirmed that the cards are the newest."
)
RESTORED = reverse("restored")


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def bring_back() -> None:
    """Say that the database is a copy."""
    call_command("finish_restore", copy_of=COPY_OF, stdout=StringIO())


def banner(client: Client, address: str) -> str:
    """Return what stands in the strip above a page."""
    strip = page_of(client.get(address)).select_one('.page-banner[aria-label="From a copy"]')
    return words(strip) if strip else ""


def test_nobody_stays_signed_in(cast: Cast, amara: SignedIn) -> None:
    """Whoever was signed in then may have been shut out since."""
    assert amara.get("/my-roles/").status_code == 200
    bring_back()
    assert amara.get("/my-roles/").status_code == 302
    assert not Session.objects.exists()


def test_nobody_stays_in_a_seat(amara: SignedIn, conversation: Consultation) -> None:
    """Neither the person nor a carer."""
    sam, jo = sit_down(amara), carer_sits_down(amara)
    bring_back()
    assert sam.get(MATTERS).url == NOT_HERE
    assert jo.get(CARER).url == NOT_HERE
    held = Participant.objects.exclude(seat_digest="")
    assert held.count() == 2
    assert not held.filter(seat_ended_at=None).exists()


def test_no_link_given_before_opens(amara: SignedIn, conversation: Consultation) -> None:
    """It may have been taken back after the copy."""
    home, link = Client(), letters(amara)
    assert use(home, link).url == BEFORE
    assert home.get(MATTERS).status_code == 200
    bring_back()
    assert home.get(MATTERS).url == NOT_HERE
    assert use(Client(), link).status_code == 422
    open_doors = Invitation.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    assert not open_doors.exists()


def test_no_carer_sees_anything_until_it_is_agreed_again(
    amara: SignedIn, conversation: Consultation, cast: Cast
) -> None:
    """The history says that it was closed, when, and that nobody said so."""
    carer_sits_down(amara)
    agree(amara, "sees_cards", "sees_words")
    assert agreed(conversation) == ["sees_cards", "sees_words"]
    bring_back()
    assert agreed(conversation) == []
    newest = ConsentEvent.objects.order_by("at").last()
    assert newest is not None
    assert not newest.sees_words
    entry = AuditEntry.objects.get(action="close_consent")
    assert entry.detail == {"participant": newest.participant_id}
    again = SignedIn(cast.people["amara"])
    said = words(page_of(again.get(SHARING)).select_one("main"))
    assert "Nothing is shared with Jo. The service was brought back from a copy." in said
    agree(again, "sees_cards")
    assert agreed(conversation) == ["sees_cards"]


def test_who_shared_nothing_has_no_row_of_it(amara: SignedIn, conversation: Consultation) -> None:
    """There was nothing to close."""
    carer_sits_down(amara)
    bring_back()
    assert not ConsentEvent.objects.exists()


def test_a_form_drawn_after_the_copy_overwrites_nothing(
    cast: Cast, conversation: Consultation
) -> None:
    """Its version comes about again, and what is kept then is something else."""
    theirs = Ticket(CODE, conversation.version + 3, uuid4())
    bring_back()
    for _each in range(3):
        conversation.refresh_from_db()
        say(cast, Ticket(CODE, conversation.version, uuid4()))
    with pytest.raises(VersionConflict):
        say(cast, theirs)


def say(cast: Cast, ticket: Ticket) -> None:
    """Save something, whatever it is."""
    by = cast.people["amara"]
    save(ticket=ticket, by=by, what="record_matters", write=lambda writing: Written())


def test_every_page_says_so(amara: SignedIn, conversation: Consultation, cast: Cast) -> None:
    """For visitors, at sign-in, for whoever works here and in a conversation."""
    bring_back()
    visitor, clinician = Client(), SignedIn(cast.people["amara"])
    for address in ("/", "/cards/", "/account/login/", "/learn/", "/rights/", "/join/"):
        assert banner(visitor, address) == SENTENCE, address
    for address in ("/", "/conversations/", f"/conversations/{CODE}/checklist/", "/my-roles/"):
        assert banner(clinician, address) == SENTENCE, address
    assert banner(sit_down(clinician), MATTERS) == SENTENCE


def test_a_pharmacist_confirms_it_away(
    amara: SignedIn, conversation: Consultation, cast: Cast
) -> None:
    """From a page that they find in the notice, and that lists releases and cards with dates."""
    bring_back()
    dev = SignedIn(cast.people["dev"])
    assert banner(dev, "/desk/") == f"{SENTENCE} Look at the cards and confirm"
    page = page_of(dev.get(RESTORED))
    said = words(page.select_one("main"))
    assert "from a copy of 29 November 2026, 13:24. Nobody has looked." in said
    assert "Release 1 (in use)" in said
    assert said.count("Version 1, of ") == 19
    assert page.select_one("main form button")
    assert dev.post(RESTORED).url == RESTORED
    assert banner(dev, "/desk/") == banner(Client(), "/") == ""
    after = page_of(dev.get(RESTORED))
    assert "Dev Patel looked on" in words(after.select_one("main"))
    assert not after.select_one("main form")
    entry = AuditEntry.objects.get(action="confirm_restored")
    assert (entry.by, entry.organisation) == (cast.people["dev"], cast.organisation)
    dev.post(RESTORED)
    assert AuditEntry.objects.filter(action="confirm_restored").count() == 1


def test_nobody_else_confirms(release: Release, cast: Cast) -> None:
    """Not a clinician, not an administrator, and nobody for another organisation."""
    bring_back()
    for each in ("amara", "femi", "grace"):
        assert SignedIn(cast.people[each]).post(RESTORED).status_code == 403
    SignedIn(cast.people["dev"]).post(RESTORED)
    theirs = Organisation.objects.get(pk=cast.other_organisation.pk)
    assert theirs.unconfirmed_copy_of is not None
    assert banner(SignedIn(cast.people["hugo"]), "/my-roles/") == SENTENCE


def test_no_page_asks_more_for_it(amara: SignedIn, conversation: Consultation, cast: Cast) -> None:
    """The row of the organisation has been read already."""
    clinician = SignedIn(cast.people["amara"])
    addresses = ("/", "/cards/", f"/conversations/{CODE}/checklist/", "/my-roles/")
    for each in addresses:
        clinician.get(each)
    before = [queries(clinician, each) for each in addresses]
    bring_back()
    clinician = SignedIn(cast.people["amara"])
    for each in addresses:
        clinician.get(each)
    assert [queries(clinician, each) for each in addresses] == before


def test_the_moment_is_read_where_restore_noted_it(cast: Cast, tmp_path: Path) -> None:
    """And the note is taken away, so that the service starts."""
    noted = tmp_path / "restored"
    moment = timezone.now() - timedelta(hours=3)
    noted.write_text(moment.isoformat())
    with override_settings(RESTORED_FILE=noted):
        call_command("finish_restore", stdout=StringIO())
        assert not noted.exists()
    cast.organisation.refresh_from_db()
    assert cast.organisation.unconfirmed_copy_of == moment


def test_a_second_time_it_says_that_it_is_finished(cast: Cast, tmp_path: Path) -> None:
    """Nobody is signed out for it; where nothing was brought back at all, it says that."""
    noted = tmp_path / "restored"
    with override_settings(RESTORED_FILE=noted):
        with pytest.raises(CommandError, match="Nothing was brought back here: give --copy-of"):
            call_command("finish_restore", stdout=StringIO())
        noted.write_text(COPY_OF)
        call_command("finish_restore", stdout=StringIO())
        SignedIn(cast.people["amara"])
        with pytest.raises(CommandError) as told:
            call_command("finish_restore", stdout=StringIO())
    assert str(told.value).startswith("finish_restore has run already, on ")
    assert "for the copy of 29 November 2026, 13:24: nothing is left to do." in str(told.value)
    assert told.value.returncode == 2
    assert Session.objects.exists()


def test_a_moment_that_is_none_changes_nothing(cast: Cast) -> None:
    """Nobody is signed out for a slip of the pen."""
    SignedIn(cast.people["amara"])
    with pytest.raises(CommandError, match="2026-11-29T13:24"):
        call_command("finish_restore", copy_of="yesterday", stdout=StringIO())
    assert Session.objects.exists()
