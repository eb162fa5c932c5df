"""What all tests share."""

import pytest
from hypothesis import settings

# A slow machine is no fault of the code: time is measured by `make bench`, never by a test.
settings.register_profile("whole", deadline=None)
settings.load_profile("whole")


def pytest_configure(config: pytest.Config) -> None:
    """Where there is a database, let tests take their rows out of it again."""
    if config.pluginmanager.hasplugin("django"):
        from tests.unguarded import let_tests_empty_the_database

        let_tests_empty_the_database()
