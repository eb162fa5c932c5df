"""Reads of the room. So far: what the library says, as the matching rule wants it."""

from functools import lru_cache

from consultations.matching import Profile, Profiles
from medications import selectors as library
from medications.models import Release


def profiles(release: Release) -> Profiles:
    """Return the release's medicines, prepared for ranking; kept for each process and release."""
    return _profiles(release.pk, release)


@lru_cache(maxsize=64)
def _profiles(key: int, release: Release) -> Profiles:
    """Build the profiles once: a release never changes."""
    return Profiles(Profile(code, levels) for code, levels in library.levels(release).items())
