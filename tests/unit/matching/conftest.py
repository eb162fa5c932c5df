"""Every test starts without what an earlier one has worked out and kept.

`make mutate` asks which tests reach a function, and runs them in copies of one process: a number
kept from an earlier test would hide that a test needs it, or that the code for it was changed.
"""

import pytest

from consultations.matching.reasons import _reason
from consultations.matching.weights import fractions, total_weight, whole_weights


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget weights and reasons of earlier tests."""
    for kept in (whole_weights, total_weight, fractions, _reason):
        kept.cache_clear()
