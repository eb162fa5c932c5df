"""Whose time is over, by which rule, and what managers decide about it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Organisation
from consultations.models import Consultation, Invitation, ServiceUser
from consultations.selectors.retention import kept_back, people_due, years_before
from tests.cast import Cast
from tests.factories import ChangeFactory, ConsultationFactory, InvitationFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.growing_old import (
    LATELY,
    LONG_AGO,
    NOON,
    grow_old,
    run,
    save_then,
)
from tests.integration.consultations.reading import errors, main_words, page_of, sent

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TEN_YEARS_AGO = datetime.date(2016, 11, 29)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def sam(cast: Cast, conversation: Consultation) -> ServiceUser:
    """Return Sam, who talked once, long ago."""
    grow_old(cast.service_user)
    return cast.service_user


def put(person: ServiceUser, **columns: object) -> None:
    """Set columns of a person."""
    ServiceUser.objects.filter(pk=person.pk).update(**columns)


def due(organisation: Organisation) -> list[str]:
    """Return the rules by which somebody's time is over, one for each of them."""
    return [rule for rule, rows in people_due(organisation).items() for _each in rows]


def test_twenty_years_after_the_last_contact(sam: ServiceUser, cast: Cast) -> None:
    """To the day; whatever is the newest counts."""
    assert due(cast.organisation) == ["contact"]
    talk = Consultation.objects.get(service_user=sam)
    for column in ("starts_at", "created_at"):
        Consultation.objects.filter(pk=talk.pk).update(**{column: LATELY})
        assert due(cast.organisation) == []
        Consultation.objects.filter(pk=talk.pk).update(**{column: LONG_AGO})
    ended = {"stage": "ended", "look_again_on": TEN_YEARS_AGO, "ended_at": LATELY}
    Consultation.objects.filter(pk=talk.pk).update(**ended)
    assert due(cast.organisation) == []
    Consultation.objects.filter(pk=talk.pk).update(ended_at=LONG_AGO)
    put(sam, created_at=LATELY)
    assert due(cast.organisation) == []
    put(sam, created_at=LONG_AGO)
    ChangeFactory(consultation=talk)
    assert due(cast.organisation) == []
    save_then(talk, LONG_AGO)
    assert due(cast.organisation) == ["contact"]


def test_ten_years_after_death(sam: ServiceUser, cast: Cast) -> None:
    """To the day, however lately somebody wrote; under one rule only."""
    put(sam, died_on=TEN_YEARS_AGO)
    assert due(cast.organisation) == ["death"]
    put(sam, died_on=TEN_YEARS_AGO + DAY)
    assert due(cast.organisation) == ["contact"]
    grow_old(sam, LATELY)
    assert due(cast.organisation) == []
    put(sam, died_on=TEN_YEARS_AGO)
    assert due(cast.organisation) == ["death"]


def test_29_february_has_its_day_before() -> None:
    assert years_before(datetime.date(2028, 2, 29), 10) == datetime.date(2018, 2, 28)
    assert years_before(datetime.date(2028, 2, 29), 20) == datetime.date(2008, 2, 29)


@pytest.mark.parametrize("state", ["is_held", "restricted_by"])
def test_what_is_on_hold_or_restricted_stays(sam: ServiceUser, cast: Cast, state: str) -> None:
    """It is counted apart, also when it is a draft."""
    InvitationFactory(consultation=sam.consultations.get(), expires_at=LONG_AGO)
    put(sam, **{state: True if state == "is_held" else cast.people["amara"]})
    assert due(cast.organisation) == []
    assert kept_back(cast.organisation) == 1
    assert "kept back, restricted or on hold: 1" in run()
    run("--remove")
    assert ServiceUser.objects.filter(pk=sam.pk).exists()
    assert Invitation.objects.exists()


def test_another_organisations_rules_are_its_own(sam: ServiceUser, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.organisation.pk).update(years_after_contact=21)
    assert due(Organisation.objects.get(pk=cast.organisation.pk)) == []
    assert due(cast.other_organisation) == []


def test_what_was_never_begun_goes_after_ninety_days(
    cast: Cast, conversation: Consultation
) -> None:
    """Unless anything was saved in it, it waits for a later day, or is younger."""
    then = NOON - datetime.timedelta(days=91)
    here = {
        "organisation": cast.organisation,
        "clinic": cast.clinic,
        "release": conversation.release,
        "service_user": cast.service_user,
        "starts_at": then,
    }
    draft, said, later, young = ConsultationFactory.create_batch(4, **here)
    ChangeFactory(consultation=said)
    rows = Consultation.objects.filter(pk__in=[draft.pk, said.pk, later.pk])
    rows.update(created_at=then)
    Consultation.objects.filter(pk=later.pk).update(look_again_on=NOON.date())
    assert "planned and never begun: 1" in run()
    run("--remove")
    left = set(Consultation.objects.values_list("pk", flat=True))
    assert left == {conversation.pk, said.pk, later.pk, young.pk}
    assert ServiceUser.objects.filter(pk=cast.service_user.pk).exists()


def test_codes_that_led_nowhere_go(cast: Cast, conversation: Consultation) -> None:
    """Never used, or knocked with and never let in; what was used stays, and what is young."""
    here, then = {"consultation": conversation}, NOON - datetime.timedelta(days=91)
    InvitationFactory(expires_at=then, **here)
    InvitationFactory(expires_at=then, used_at=then, **here)
    stays = [
        InvitationFactory(expires_at=then, used_at=then, kind="long_lived", **here),
        InvitationFactory(expires_at=NOON, **here),
    ]
    assert "codes and links never used: 2" in run()
    run("--remove")
    assert list(Invitation.objects.order_by("pk")) == stays
    assert AuditEntry.objects.get(action="remove_invitations").detail == {"rows": 2}


def test_a_manager_reads_counts_and_sets_the_years(sam: ServiceUser, cast: Cast) -> None:
    """With an entry that says what it is now; nobody is named."""
    femi, page = SignedIn(cast.people["femi"]), reverse("retention")
    words = main_words(femi.get(page))
    assert "Records, so long after the last contact 1" in words
    assert not {"Sam", "R1001"} & set(words.split())
    form = sent(page_of(femi.get(page)))
    assert (form["years_after_contact"], form["years_after_death"]) == ("20", "10")
    assert femi.post(page, form | {"years_after_contact": "25"})["Location"] == page
    assert "Records, so long after the last contact 0" in main_words(femi.get(page))
    entry = AuditEntry.objects.get(action="set_retention")
    assert (entry.by, entry.detail) == (cast.people["femi"], {"years_after_contact": 25})
    femi.post(page, form | {"years_after_contact": "25"})
    assert AuditEntry.objects.filter(action="set_retention").count() == 1


def test_years_stay_within_bounds(cast: Cast) -> None:
    """On the page with a sentence, and in the database."""
    femi, page = SignedIn(cast.people["femi"]), reverse("retention")
    typed = {"years_after_contact": "7", "years_after_death": "51", "days_for_drafts": "x"}
    found = errors(page_of(femi.post(page, typed), 422))
    assert found["years_after_contact"] == "Give a whole number from 8 to 50."
    assert set(found) == set(typed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.update(years_after_death=1)


def test_only_managers_decide(cast: Cast) -> None:
    for who in ("amara", "dev", "grace"):
        assert SignedIn(cast.people[who]).get(reverse("retention")).status_code == 403


def test_whatever_is_kept_back_is_listed_by_number(sam: ServiceUser, cast: Cast) -> None:
    put(sam, is_held=True)
    page = page_of(SignedIn(cast.people["femi"]).get(reverse("retention")))
    link = page.select_one("main ul.facts a")
    assert link["href"] == reverse("keeping", args=[sam.pk])
    assert link.text == f"Record {sam.pk}: on hold"


def test_the_day_of_death_is_put_right_with_the_rest(cast: Cast, amara: SignedIn) -> None:
    """It may be no day to come, and the form of a colleague who has not seen it meets it."""
    address = reverse("change_person", args=[cast.service_user.pk])
    form = sent(page_of(amara.get(address)))
    to_come = page_of(amara.post(address, form | {"died_on": "2026-11-30"}), 422)
    assert errors(to_come)["died_on"] == "This day is still to come."
    assert amara.post(address, form | {"died_on": "2026-11-20"}).status_code == 302
    person = ServiceUser.objects.get(pk=cast.service_user.pk)
    assert person.died_on == datetime.date(2026, 11, 20)
    assert sent(page_of(amara.get(address)))["died_on"] == "2026-11-20"
    assert amara.post(address, form | {"preferred_name": "Sammy"}).status_code == 422
    entry = AuditEntry.objects.get(action="change_service_user")
    assert entry.detail == {"fields": ["died_on"]}
