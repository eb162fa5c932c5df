"""A withdrawn medicine in a comparison: apart before anything else is asked of it."""

from datetime import UTC, datetime

import pytest

from consultations.comparing import Wanted, standing
from tests.unit.consultations.test_comparing import (
    CODES,
    WISHES,
    State,
    card,
    codes,
    profiles,
    state,
)


@pytest.mark.parametrize("is_gating", [True, False])
def test_a_withdrawn_medicine_stands_apart_with_the_place_it_would_have(is_gating: bool) -> None:
    """Before conditions, stock and filters: it is not open to choice whatever else is true."""
    cards = [card(code) for code in CODES]
    gone = card("aaa", is_gating=is_gating)
    gone.organisation_id, gone.published_at = 1, datetime(2026, 11, 28, tzinfo=UTC)
    found = standing(
        profiles(), [gone, *cards[1:]], WISHES, state("aaa", State.NOT_STOCKED), Wanted()
    )

    assert codes(found)["withdrawn"] == ["aaa"]
    assert "aaa" in found.would_stand
    assert "aaa" not in found.results
