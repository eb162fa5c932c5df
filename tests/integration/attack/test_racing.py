"""Fifty writers and one form sent by eight, and the same where a version is not looked at.

`make attack PART=racing` does a thousand rounds on PostgreSQL.
"""

import sys

import pytest

from tests.attack import racing
from tests.attack.world import told
from tests.integration.medications.conftest import forget_everything

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_fifty_is_accepted_and_one_of_eight_counts() -> None:
    story = told()
    done = racing.attack(story, 0, 2)
    sys.stdout.write(f"\nracing: {done.words}\n")
    assert not done.findings
    with racing.broken():
        assert racing.attack(story, 2, 1).findings
    forget_everything()
