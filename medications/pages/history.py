"""What the pages of the history need: versions of one card, and releases, side by side in time."""

from collections.abc import Sequence
from typing import Any

from medications.models import Card, Release
from medications.pages.reading import named_too
from medications.presenters.changes import changes_in_words
from medications.presenters.history import (
    MedicineChanges,
    medicine_changes,
    past_release,
    past_releases,
    past_versions,
)
from medications.presenters.lists import gated
from medications.presenters.medicines import presented_medicine
from medications.presenters.moves import version_name
from medications.selectors import releases as reads
from medications.selectors import versions
from medications.selectors.changes import rows

Context = dict[str, Any]


def card_history(current: Release, found: Sequence[Card]) -> Context:
    """Gather every version of one medicine's card, newest first."""
    medicine = presented_medicine(found[0])
    return {
        "medicine": medicine,
        "versions": past_versions(found),
        "gated": gated([medicine]),
        "named_too": named_too(current, [medicine]),
    }


def compared_versions(current: Release, before: Card, after: Card) -> Context:
    """Gather what one version says differently from another, in words."""
    medicine = presented_medicine(after)
    return {
        "medicine": medicine,
        "before": version_name(before),
        "after": version_name(after),
        "versions": past_versions([after, before]) if after != before else [],
        "changes": _changes(current, [(before, after)])[0].changes,
        "gated": gated([medicine]),
        "named_too": named_too(current, [medicine]),
    }


def releases(current: Release, below: int | None) -> Context:
    """Gather a page of the organisation's releases, newest first."""
    found, more = reads.releases(current.organisation, below)
    return {"releases": past_releases(found), "more": more, "newest": current.number}


def release(current: Release, shown: Release) -> Context:
    """Gather who made one release, why, and what it changed."""
    before = reads.release_before(shown)
    return _between(current, before, shown) | {"is_current": shown.pk == current.pk}


def compared_releases(current: Release, before: Release, after: Release) -> Context:
    """Gather what one release says differently from another, medicine by medicine."""
    return _between(current, before, after)


def _between(current: Release, before: Release | None, after: Release) -> Context:
    """Gather the cards that differ between two releases; the first one is told without them."""
    changed = _changes(current, reads.changed(before, after)) if before else []
    medicines = [each.medicine for each in changed]
    return {
        "before": past_release(before) if before else None,
        "release": past_release(after),
        "changed": changed,
        "gated": gated(medicines),
        "named_too": named_too(current, medicines),
    }


def _changes(current: Release, pairs: Sequence[tuple[Card | None, Card]]) -> list[MedicineChanges]:
    """Return what each pair of versions says differently: as many queries for one as for all."""
    keyed = versions.contents([each for pair in pairs for each in pair if each is not None])
    said = [(keyed[before.pk] if before else None, keyed[after.pk]) for before, after in pairs]
    known = rows(current.organisation, said)
    return [
        medicine_changes(before, after, changes_in_words(*contents, known))
        for (before, after), contents in zip(pairs, said, strict=True)
    ]
