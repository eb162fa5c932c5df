"""Whose order a change of cards moves, and a page of those somebody may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np
from django.shortcuts import get_object_or_404

from accounts.models import Clinic, Organisation
from consultations.models import Consultation, ImpactRun
from consultations.selectors.bookmarks import PAGE
from consultations.selectors.kept_wishes import KeptWishes, Numbers, kept_wishes_of
from consultations.touching import FIRST_THREE, Both, Rows, Side, both, may_differ
from medications.models import Medication


@dataclass(frozen=True, eq=False)
class Marks:
    """For whom the first place, the first three, and the place of what was decided on move."""

    first: Rows
    first_three: Rows
    chosen: Rows

    @property
    def columns(self) -> tuple[Rows, Rows, Rows]:
        """The three, in the order of `Touched`."""
        return (self.first, self.first_three, self.chosen)

    @property
    def any(self) -> Rows:
        """Return whom any of them touches."""
        return reduce(or_, self.columns)


@dataclass(frozen=True)
class Bearing:
    """How a change bears on one conversation: before it and after it.

    first    who holds the first three places, in their order
    chosen   the medicine decided on, '' for none, and its places, 0 for none
    """

    first: tuple[tuple[str, ...], tuple[str, ...]]
    chosen: str
    places: tuple[int, int]


def marks_of(before: Side, after: Side, kept: KeptWishes) -> Marks:
    """Return whom of some conversations a change touches."""
    rows = may_differ(before, after, kept.table) & kept.have_order
    moved = kept.part(rows)
    found = both(before, after, moved.table)
    chosen = columns_of(moved.medicines, found.codes)
    marks = Marks(*(np.zeros(len(kept.keys), dtype=np.bool_) for _ in range(3)))
    marks.first[rows] = found.first()
    marks.first_three[rows] = found.first(FIRST_THREE)
    marks.chosen[rows] = found.of(chosen)
    return marks


def columns_of(medicines: Numbers, codes: tuple[str, ...]) -> Numbers:
    """Return the column of each medicine among some codes; -1 for none of them."""
    keys = dict(Medication.objects.filter(code__in=codes).values_list("code", "pk"))
    column = np.full(max([*keys.values(), int(medicines.max(initial=0))]) + 1, -1, dtype=np.int64)
    for number, code in enumerate(codes):
        column[keys[code]] = number
    return column[medicines]


def bearings(
    before: Side, after: Side, keys: list[int], effects: tuple[str, ...]
) -> dict[int, Bearing]:
    """Return how a change bears on some conversations, by key."""
    kept = kept_wishes_of(keys, effects)
    found = both(before, after, kept.table)
    chosen = columns_of(kept.medicines, found.codes).tolist()
    return {key: _bearing(found, row, chosen[row]) for row, key in enumerate(kept.keys.tolist())}


def _bearing(found: Both, row: int, chosen: int) -> Bearing:
    """Return how it bears on one row."""
    before, after = (places[row].tolist() for places in found.places)
    return Bearing(
        (found.leading(0, row), found.leading(1, row)),
        found.codes[chosen] if chosen >= 0 else "",
        (before[chosen], after[chosen]) if chosen >= 0 else (0, 0),
    )


def medicine_names(codes: Sequence[str]) -> dict[str, str]:
    """Return names of medicines by code, for those that are in no release yet."""
    return dict(Medication.objects.filter(code__in=codes).values_list("code", "name"))


def run(organisation: Organisation, key: int) -> ImpactRun:
    """Return what is worked out of a change in this organisation, by its key. Raises Http404."""
    rows = ImpactRun.objects.filter(organisation=organisation)
    return get_object_or_404(rows.select_related("release__organisation"), pk=key)


def touched_in(
    run: ImpactRun, clinics: Sequence[Clinic], after: int
) -> tuple[list[Consultation], int]:
    """Return a page of the touched conversations of some clinics, and where the next begins, or 0.

    Only the pieces are read that the page needs, and of each only numbers: it costs the same
    whether ten conversations are touched or a million.
    """
    keys: list[int] = []
    for part in _parts(run, [clinic.pk for clinic in clinics], after):
        keys += part
        if len(keys) > PAGE:
            break
    rows = Consultation.objects.filter(pk__in=keys[:PAGE], clinic__in=clinics)
    rows = rows.filter(service_user__restricted_by=None)
    shown = list(rows.select_related("service_user", "clinic").order_by("pk"))
    return shown, keys[PAGE - 1] if len(keys) > PAGE else 0


def _parts(run: ImpactRun, clinics: Sequence[int], after: int) -> Iterator[list[int]]:
    """Go through the touched keys of some clinics, piece by piece."""
    parts = run.parts.filter(upto__gt=after).order_by("upto")
    for touched in parts.values_list("touched", flat=True).iterator(chunk_size=1):
        rows = np.frombuffer(bytes(touched), dtype=np.int64).reshape(-1, 2)
        rows = rows[np.isin(rows[:, 1], clinics) & (rows[:, 0] > after)]
        yield np.sort(rows[:, 0]).tolist()
