"""What the library says, as the matching rule wants it."""

from functools import lru_cache

from consultations.matching import Profile, Profiles
from medications import selectors as library
from medications.models import Release


@lru_cache(maxsize=library.KEPT_RELEASES)
def profiles(release: Release) -> Profiles:
    """Return the release's medicines, prepared for ranking.

    Kept for each process and release, which never changes.
    """
    return Profiles(Profile(code, levels) for code, levels in library.levels(release).items())


def forget() -> None:
    """Drop what was kept (between tests, whose databases reuse keys)."""
    profiles.cache_clear()
