"""From a draft to a release: who may do what, in which stage, and what the records then say."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from medications import selectors, services
from medications.content import differences
from medications.models import Card, Medication, Release
from medications.selectors import versions
from medications.stages import Move, MoveNotAllowed, Stage
from tests.cast import Cast
from tests.integration.medications.drafting import olanzapine, publish, read, submit


def test_a_draft_says_what_the_card_in_use_says(cast: Cast, library: Release) -> None:
    medication = Medication.objects.get(code="clozapine")
    draft = services.draft_card(release=library, medication=medication, by=cast.people["dev"])

    assert differences(versions.content(draft.based_on), versions.content(draft)) == []
    assert (draft.version, draft.stage, draft.author) == (2, Stage.DRAFT, cast.people["dev"])


def test_one_card_is_in_hand_once(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    with pytest.raises(services.DraftExists) as refused:
        olanzapine(cast, "ewa")
    assert refused.value.draft == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(organisation=cast.organisation, medication=draft.medication, version=9)


def test_a_second_pharmacist_publishes_and_a_release_is_made(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    release = publish(draft, cast.people["ewa"])

    assert (release.number, release.by) == (library.number + 1, cast.people["ewa"])
    assert selectors.levels(release)["olanzapine"]["weight_gain"] == 2
    assert selectors.levels(library)["olanzapine"]["weight_gain"] == 3
    assert release.cards.count() == library.cards.count() == 19
    draft.refresh_from_db()
    assert (draft.stage, draft.approver) == (Stage.PUBLISHED, cast.people["ewa"])
    assert [each.move for each in versions.moves(draft)] == [Move.SUBMIT, Move.PUBLISH]
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    expected = ["draft_card", "submit_card", "publish_card", "publish_release"]
    assert list(actions)[-4:] == expected


def test_the_version_before_is_superseded_but_a_starter_card_is_everyones(
    cast: Cast, library: Release
) -> None:
    first = olanzapine(cast)
    submit(first, cast.people["dev"])
    publish(first, cast.people["ewa"])
    assert first.based_on is not None
    assert Card.objects.get(pk=first.based_on.pk).stage == Stage.PUBLISHED
    second = olanzapine(cast, level=1)
    submit(second, cast.people["dev"])
    publish(second, cast.people["ewa"])

    first.refresh_from_db()
    assert (first.stage, second.version) == (Stage.SUPERSEDED, 3)


def test_nobody_publishes_what_they_wrote(cast: Cast, library: Release) -> None:
    """Not who began it, and not who changed a word of it."""
    draft = olanzapine(cast, "ewa")
    submit(draft, cast.people["dev"])
    for name in ("dev", "ewa"):
        with pytest.raises(PermissionDenied, match="another pharmacist has to do this"):
            publish(draft, cast.people[name])
    assert selectors.current_release(cast.organisation) == library


def test_the_database_refuses_an_author_who_approves(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.filter(pk=draft.pk).update(approver=cast.people["dev"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.filter(pk=draft.pk).update(stage=Stage.PUBLISHED)


@pytest.mark.parametrize("name", ["amara", "femi", "grace", "hugo"])
def test_only_pharmacists_of_the_organisation_touch_its_cards(
    cast: Cast, library: Release, name: str
) -> None:
    draft = olanzapine(cast)
    other, key = cast.people[name], uuid.uuid4()
    with pytest.raises(PermissionDenied):
        olanzapine(cast, name)
    with pytest.raises(PermissionDenied):
        submit(draft, other)
    with pytest.raises(PermissionDenied):
        services.discard_draft(card=draft, words="", by=other, key=key)
    submit(draft, cast.people["dev"])
    with pytest.raises(PermissionDenied):
        publish(draft, other)
    with pytest.raises(PermissionDenied):
        services.withdraw_card(
            organisation=cast.organisation,
            medication=draft.medication,
            reason="Recalled.",
            by=other,
            key=key,
        )


def test_what_was_edited_after_it_was_read_is_not_published(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    seen = read(draft)
    draft.ratings.filter(effect__code="weight_gain").update(level=1)
    with pytest.raises(services.CardChanged, match="edited since you read it"):
        services.publish_card(
            card=draft, read=seen, release=library.pk, by=cast.people["ewa"], key=uuid.uuid4()
        )
    with pytest.raises(services.CardChanged, match="Something was published or changed"):
        publish(draft, cast.people["ewa"])
    draft.refresh_from_db()
    assert draft.stage == Stage.SUBMITTED


def test_what_was_compared_with_an_older_release_is_read_again(
    cast: Cast, library: Release
) -> None:
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    services.withdraw_card(
        organisation=cast.organisation,
        medication=Medication.objects.get(code="pimozide"),
        reason="Recalled.",
        by=cast.people["dev"],
        key=uuid.uuid4(),
    )
    with pytest.raises(services.CardChanged, match="Please read it again"):
        services.publish_card(
            card=draft,
            read=read(draft),
            release=library.pk,
            by=cast.people["ewa"],
            key=uuid.uuid4(),
        )


def test_a_form_sent_twice_counts_once(cast: Cast, library: Release) -> None:
    draft, key = olanzapine(cast), uuid.uuid4()
    submit(draft, cast.people["dev"], key)
    submit(draft, cast.people["dev"], key)
    again = uuid.uuid4()
    first = publish(draft, cast.people["ewa"], again)
    assert publish(draft, cast.people["ewa"], again) == first
    assert Release.objects.filter(organisation=cast.organisation).count() == 2


def test_a_card_needs_a_day_of_review_before_it_is_submitted(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    for day in (None, timezone.localdate()):
        Card.objects.filter(pk=draft.pk).update(review_on=day)
        with pytest.raises(services.NotReady, match="Set a day in the future"):
            submit(draft, cast.people["dev"])
    assert timezone.localdate() + timedelta(days=1) > timezone.localdate()


def test_a_submitted_card_is_sent_back_by_the_second_or_taken_back_by_the_author(
    cast: Cast, library: Release
) -> None:
    draft = olanzapine(cast)
    for who, move in (("ewa", Move.SEND_BACK), ("dev", Move.TAKE_BACK)):
        submit(draft, cast.people["dev"])
        services.answer_submission(
            card=draft, move=move, words="Which table?", by=cast.people[who], key=uuid.uuid4()
        )
        draft.refresh_from_db()
        assert (draft.stage, draft.stage_reason) == (Stage.DRAFT, "Which table?")


def test_a_comment_changes_no_stage_and_stays(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    services.answer_submission(
        card=draft,
        move=Move.COMMENT,
        words="Which table?",
        by=cast.people["ewa"],
        key=uuid.uuid4(),
    )
    draft.refresh_from_db()
    assert draft.stage_reason == "Weight gain from a newer table."
    assert versions.moves(draft).last().words == "Which table?"


def test_a_discarded_draft_lets_another_begin(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    services.discard_draft(card=draft, words="Not now.", by=cast.people["dev"], key=uuid.uuid4())
    with pytest.raises(MoveNotAllowed, match="This version is discarded"):
        submit(draft, cast.people["dev"])
    assert olanzapine(cast).version == draft.version + 1


def test_a_withdrawn_card_stays_in_the_release_with_its_reason(
    cast: Cast, library: Release
) -> None:
    release = services.withdraw_card(
        organisation=cast.organisation,
        medication=Medication.objects.get(code="pimozide"),
        reason="Recalled by the maker.",
        by=cast.people["dev"],
        key=uuid.uuid4(),
    )
    card = selectors.card(release, "pimozide")
    assert (card.stage, card.stage_reason) == (Stage.WITHDRAWN, "Recalled by the maker.")
    assert release.is_safety_change
    assert selectors.levels(release)["pimozide"] == selectors.levels(library)["pimozide"]
    assert selectors.card(library, "pimozide").stage == Stage.PUBLISHED
    with pytest.raises(services.CardChanged, match="withdrawn already"):
        services.withdraw_card(
            organisation=cast.organisation,
            medication=card.medication,
            reason="Again.",
            by=cast.people["ewa"],
            key=uuid.uuid4(),
        )


def test_a_withdrawal_stays_one_in_the_releases_that_held_it(cast: Cast, library: Release) -> None:
    """Reinstated by two people, the card is in use again; what was pinned before still says so."""
    first = olanzapine(cast)
    submit(first, cast.people["dev"])
    publish(first, cast.people["ewa"])
    withdrawn = services.withdraw_card(
        organisation=cast.organisation,
        medication=first.medication,
        reason="Recalled.",
        by=cast.people["dev"],
        key=uuid.uuid4(),
    )
    again = olanzapine(cast)
    submit(again, cast.people["dev"])
    publish(again, cast.people["ewa"])
    selectors.forget()

    then = selectors.card(withdrawn, "olanzapine")
    assert (then.stage, then.is_withdrawal) == (Stage.SUPERSEDED, True)
    assert then.stage_reason == "Recalled."
    assert versions.content(then).is_withdrawn
    now = selectors.card(selectors.current_release(cast.organisation), "olanzapine")
    assert (now.stage, now.is_withdrawal) == (Stage.PUBLISHED, False)


def test_a_card_is_withdrawn_while_a_draft_of_it_is_in_hand(cast: Cast, library: Release) -> None:
    """Nobody's draft stands in the way of safety; it can be published later, as any draft."""
    draft = olanzapine(cast)
    release = services.withdraw_card(
        organisation=cast.organisation,
        medication=draft.medication,
        reason="Recalled.",
        by=cast.people["ewa"],
        key=uuid.uuid4(),
    )
    assert selectors.card(release, "olanzapine").is_withdrawal
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFT
    assert selectors.card(release, "olanzapine").version == draft.version + 1
