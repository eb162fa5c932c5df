"""What keeps a draft from being submitted, in a sentence for each thing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from medications import selectors, services
from medications.models import Card, Medication, Release
from medications.readiness import what_is_missing
from tests.cast import Cast
from tests.integration.medications.drafting import REVIEW, olanzapine, publish, submit


def test_a_draft_with_a_change_a_reason_and_a_day_lacks_nothing(
    cast: Cast, library: Release
) -> None:
    assert what_is_missing(olanzapine(cast)) == []


@pytest.mark.parametrize("code", ["olanzapine", "clozapine", "pimozide"])
def test_an_untouched_draft_changes_nothing_but_its_levels_need_no_reason(
    cast: Cast, library: Release, code: str
) -> None:
    medication = Medication.objects.get(code=code)
    draft = services.draft_card(release=library, medication=medication, by=cast.people["dev"])

    assert what_is_missing(draft) == [
        "Nothing was changed yet: this draft says what the card in use says.",
        "Set a day in the future on which this card is to be reviewed.",
    ]


def test_another_level_than_the_evidence_suggests_needs_a_reason(
    cast: Cast, library: Release
) -> None:
    draft = olanzapine(cast)
    draft.ratings.filter(effect__code="weight_gain").update(reason=" ")

    with pytest.raises(services.NotReady) as held:
        submit(draft, cast.people["dev"])
    assert held.value.sentences == [
        "Weight gain: say why the level is “++ commoner or moderately severe”; "
        "the evidence suggests “+++ common or more severe”."
    ]


def test_a_level_that_jumps_needs_a_reason_even_when_it_is_the_suggested_one(
    cast: Cast, library: Release
) -> None:
    first = olanzapine(cast, level=0)
    submit(first, cast.people["dev"])
    publish(first, cast.people["ewa"])
    draft = olanzapine(cast)
    draft.ratings.filter(effect__code="weight_gain").update(level=3, basis="comparative", reason="")

    assert what_is_missing(draft) == [
        "Weight gain: say why the level moved from none known to +++ common or more severe."
    ]


def test_a_day_that_is_past_is_named(cast: Cast, library: Release) -> None:
    draft = olanzapine(cast)
    past = timezone.localdate() - timedelta(days=1)
    Card.objects.filter(pk=draft.pk).update(review_on=past)
    draft.refresh_from_db()

    (sentence,) = what_is_missing(draft)
    assert sentence.endswith(f"{past.day} {past:%B %Y} is not.")


def test_an_unchanged_card_that_was_withdrawn_can_come_back(cast: Cast, library: Release) -> None:
    first = olanzapine(cast)
    submit(first, cast.people["dev"])
    publish(first, cast.people["ewa"])
    services.withdraw_card(
        organisation=cast.organisation,
        medication=first.medication,
        reason="Recalled.",
        by=cast.people["dev"],
        key=uuid4(),
    )
    draft = services.draft_card(
        release=selectors.current_release(cast.organisation),
        medication=first.medication,
        by=cast.people["dev"],
    )

    assert draft.review_on == REVIEW
    assert what_is_missing(draft) == []
