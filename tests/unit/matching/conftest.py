"""Every run of these tests starts without what an earlier one has worked out and kept.

`make mutate` runs them many times in copies of one process; a number kept from before a change to
the code would hide the change.
"""

import pytest

from consultations.matching.reasons import _reason
from consultations.matching.weights import fractions, total_weight, whole_weights


@pytest.fixture(scope="session", autouse=True)
def nothing_kept() -> None:
    """Forget weights and reasons of an earlier run."""
    for kept in (whole_weights, total_weight, fractions, _reason):
        kept.cache_clear()
