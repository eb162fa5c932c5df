"""The service to be attacked."""

import pytest

from tests.attack.world import told
from tests.canaries.story import Story


@pytest.fixture
def story(db: None) -> Story:
    """Write something at every address."""
    return told()
