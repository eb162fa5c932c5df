"""A pharmacist stands behind a starter card: here only, once, and never unseen."""

import uuid
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection

from accounts.models import AuditEntry
from medications import services
from medications.models import Approval, Card, Release
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import (
    APPROVE,
    CARD,
    WITHDRAW,
    changed,
    hidden,
    sent,
    signed_in,
)
from tests.integration.medications.conftest import Read
from tests.integration.medications.reading import STARTER, banner, headings, words


def test_a_pharmacist_approves_and_the_sentence_goes(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])

    response = sent(client, read)

    assert (response.status_code, response["Location"]) == (302, CARD)
    page = read(CARD, client=client)
    assert "You have approved this card for your organisation." in words(page)
    assert STARTER not in words(page)
    assert "Approved by Dev Patel, pharmacist, on " in words(page)
    assert page.select_one(f"form[action='{APPROVE}']") is None
    assert STARTER not in words(read(CARD))


def test_other_cards_stay_starter_cards_and_lists_count_them(cast: Cast, read: Read) -> None:
    sent(signed_in(cast.people["dev"]), read)

    assert banner(read("/cards/pimozide/")) == STARTER
    assert banner(read("/cards/")) == f"{STARTER} (18 of the 19 cards here)"
    assert banner(read("/levels/")) == f"{STARTER} (18 of the 19 cards here)"
    assert banner(read("/cards/olanzapine/weight_gain/")) == ""
    both = "/cards/compare/?medicine=olanzapine&medicine=pimozide"
    assert banner(read(both)) == f"{STARTER} (1 of the 2 cards here)"


def test_an_approved_card_does_not_hide_others_behind_its_count(cast: Cast, read: Read) -> None:
    """Two cards, both approved, on a page of a release that holds 17 others."""
    for code in ("olanzapine", "pimozide"):
        card = Card.objects.get(medication__code=code)
        services.approve_card(
            release=cast.organisation.releases.get(),
            card=card,
            read=card.pk,
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )

    assert banner(read("/cards/compare/?medicine=olanzapine&medicine=pimozide")) == ""


def test_the_approval_holds_in_this_organisation_only(
    cast: Cast, library: Release, read: Read
) -> None:
    elsewhere = cast.other_organisation.releases.create(number=1)
    elsewhere.cards.set(library.cards.all())
    sent(signed_in(cast.people["dev"]), read)

    assert banner(read(CARD, client=signed_in(cast.people["amara"]))) == ""
    hugo = signed_in(cast.people["hugo"])
    assert banner(read(CARD, client=hugo)) == STARTER
    assert banner(read("/cards/", client=hugo)) == f"{STARTER} (19 of the 19 cards here)"


def test_a_pharmacist_of_another_organisation_approves_theirs_and_not_ours(
    cast: Cast, library: Release, read: Read
) -> None:
    elsewhere = cast.other_organisation.releases.create(number=1)
    elsewhere.cards.set(library.cards.all())
    MembershipFactory(
        account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
    )
    sent(signed_in(cast.people["hugo"]), read)

    assert [each.organisation for each in Approval.objects.all()] == [cast.other_organisation]
    assert banner(read(CARD)) == STARTER


def test_an_approval_is_audited(cast: Cast, read: Read) -> None:
    sent(signed_in(cast.people["dev"]), read)

    entry = AuditEntry.objects.get(action="approve_card")
    assert (entry.record, entry.by, entry.organisation) == (
        "card:olanzapine:1",
        cast.people["dev"],
        cast.organisation,
    )
    assert entry.detail == {}


def lose_the_audit(execute: Callable, sql: str, *others: object) -> object:
    """Let every statement through but the one that adds an audit entry."""
    if "INSERT" in sql and AuditEntry._meta.db_table in sql:
        raise OperationalError
    return execute(sql, *others)


def test_without_its_audit_entry_there_is_no_approval(cast: Cast, olanzapine: Card) -> None:
    with connection.execute_wrapper(lose_the_audit), pytest.raises(OperationalError):
        services.approve_card(
            release=cast.organisation.releases.get(),
            card=olanzapine,
            read=olanzapine.pk,
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )

    assert not Approval.objects.exists()


def test_the_same_form_sent_twice_counts_once(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    form = hidden(read(CARD, client=client)) | {"has_read": "on"}

    answers = [client.post(APPROVE, form) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert Approval.objects.count() == 1
    assert AuditEntry.objects.filter(action="approve_card").count() == 1


def test_a_card_that_a_colleague_approved_stays_theirs(cast: Cast, read: Read) -> None:
    first, second = (signed_in(cast.people[name]) for name in ("dev", "ewa"))
    form = hidden(read(CARD, client=second)) | {"has_read": "on"}
    sent(first, read)
    second.post(APPROVE, form)

    assert [each.by for each in Approval.objects.all()] == [cast.people["dev"]]


def test_without_the_tick_the_card_comes_back_with_the_question(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    response = client.post(APPROVE, hidden(read(CARD, client=client)))
    page = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 422
    assert "Tick the box to say that you have checked this card." in words(page)
    assert "There is a problem" in headings(page)
    assert banner(page) == STARTER
    assert not Approval.objects.exists()


def test_a_card_that_changed_meanwhile_is_not_approved_unread(
    cast: Cast, library: Release, olanzapine: Card, read: Read
) -> None:
    client = signed_in(cast.people["dev"])
    form = hidden(read(CARD, client=client)) | {"has_read": "on"}
    newer = changed(olanzapine, library)

    response = client.post(APPROVE, form)

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "This card has changed since you read it. Please read it again." in words(page)
    assert page.select_one("input[name=has_read]").has_attr("checked")
    assert not Approval.objects.exists()
    assert hidden(page)["card"] == str(newer.pk)
    assert hidden(page)["key"] != form["key"]


def test_the_form_that_came_back_can_be_sent(
    cast: Cast, library: Release, olanzapine: Card, read: Read
) -> None:
    client = signed_in(cast.people["dev"])
    form = hidden(read(CARD, client=client)) | {"has_read": "on"}
    newer = changed(olanzapine, library)
    again = BeautifulSoup(client.post(APPROVE, form).content, "html.parser")

    assert client.post(APPROVE, hidden(again) | {"has_read": "on"}).status_code == 302
    assert [each.card for each in Approval.objects.all()] == [newer]


@pytest.mark.parametrize("wrong", [{"card": ""}, {"card": "x"}, {"key": ""}, {"key": "1"}])
def test_a_form_that_was_tampered_with_approves_nothing(
    cast: Cast, read: Read, wrong: dict[str, str]
) -> None:
    assert sent(signed_in(cast.people["dev"]), read, **wrong).status_code == 422
    assert not Approval.objects.exists()


def test_an_approval_is_taken_back_and_kept(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    sent(client, read)
    response = signed_in(cast.people["ewa"]).post(WITHDRAW)

    assert (response.status_code, response["Location"]) == (302, CARD)
    approval = Approval.objects.get()
    assert approval.withdrawn_by == cast.people["ewa"]
    assert approval.withdrawn_at is not None
    assert banner(read(CARD)) == STARTER
    entry = AuditEntry.objects.get(action="withdraw_approval")
    assert (entry.record, entry.by) == ("card:olanzapine:1", cast.people["ewa"])


def test_after_taking_it_back_the_card_can_be_approved_again(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    sent(client, read)
    client.post(WITHDRAW)
    sent(client, read)

    assert Approval.objects.filter(withdrawn_at=None).count() == 1
    assert Approval.objects.count() == 2
    assert banner(read(CARD)) == ""


def test_an_old_form_does_not_bring_back_what_was_taken_back(cast: Cast, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    form = hidden(read(CARD, client=client)) | {"has_read": "on"}
    client.post(APPROVE, form)
    client.post(WITHDRAW)

    response = client.post(APPROVE, form)

    assert response.status_code == 422
    assert "This form was sent before. Please read the card again." in response.content.decode()
    assert not Approval.objects.filter(withdrawn_at=None).exists()


def test_a_form_of_one_card_approves_no_other(cast: Cast, library: Release, read: Read) -> None:
    client = signed_in(cast.people["dev"])
    form = hidden(read(CARD, client=client)) | {"has_read": "on"}
    client.post(APPROVE, form)
    other = library.cards.get(medication__code="pimozide")

    response = client.post("/cards/pimozide/approval/", form | {"card": str(other.pk)})

    assert response.status_code == 422
    assert banner(read("/cards/pimozide/")) == STARTER


def test_taking_back_what_nobody_approved_changes_nothing(cast: Cast) -> None:
    assert signed_in(cast.people["dev"]).post(WITHDRAW).status_code == 302
    assert not AuditEntry.objects.filter(action="withdraw_approval").exists()
