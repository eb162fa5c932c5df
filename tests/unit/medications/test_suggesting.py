"""When a level has to be explained."""

import pytest

from medications.suggesting import needs_reason


@pytest.mark.parametrize(
    ("level", "suggested", "published", "needed"),
    [
        (2, 2, 2, False),
        (2, 2, 1, False),
        (2, 2, None, False),
        (None, None, 3, False),
        (1, 2, 1, True),
        (None, 2, 2, True),
        (0, None, None, True),
        (3, 3, 1, True),
        (0, 0, 2, True),
        (3, 3, 2, False),
    ],
)
def test_another_level_than_suggested_or_a_jump_needs_a_reason(
    level: int | None, suggested: int | None, published: int | None, needed: bool
) -> None:
    assert needs_reason(level, suggested, published) is needed
