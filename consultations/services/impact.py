"""Works out whom a change of cards would touch, a piece at a time, and notes how far it is.

What is noted is no record: anybody who asks goes on where the last one stopped, in whichever
process, and two who do so at once count nothing twice.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from consultations.models import ImpactPart, ImpactRun
from consultations.selectors.kept_wishes import (
    KeptWishes,
    Numbers,
    first_key,
    kept_wishes,
    last_key,
)
from consultations.selectors.sides import changed_cards, effects_of, side, side_with
from consultations.selectors.touched import Marks, marks_of
from medications.impact import CardChange
from medications.selectors import current_release

PIECE = 25_000
"""How many keys are gone through together: some 0.3 s, and what is held in memory at once."""

FRESH = timedelta(hours=1)
"""How long what was worked out is shown again before it is worked out anew."""


def begin_run(organisation: Organisation, changes: Sequence[CardChange]) -> ImpactRun:
    """Return what is worked out of a change so far; begun when it is not yet.

    Notes that are older than a day go.
    """
    release, changed = current_release(organisation), changed_cards(changes)
    apart = sorted(side(release).apart)
    plain = json.dumps([release.pk, changed, apart], sort_keys=True)
    key = hashlib.sha256(plain.encode()).hexdigest()
    here = ImpactRun.objects.filter(organisation=organisation)
    now = timezone.now()
    run = here.filter(key=key, created_at__gt=now - FRESH).order_by("-pk").first()
    if run is not None:
        return run
    here.filter(created_at__lt=now - timedelta(days=1)).delete()
    first = max(first_key(organisation) - 1, 0)
    return ImpactRun.objects.create(
        organisation=organisation,
        release=release,
        key=key,
        changed=changed,
        first=first,
        position=first,
        last=last_key(organisation),
    )


def work_on(run: ImpactRun) -> None:
    """Go through the next piece, unless somebody else does so at the same time."""
    release = run.release
    before, after = side(release), side_with(release, run.changed)
    here, upto = run.position, min(run.position + PIECE, run.last)
    kept = kept_wishes(run.organisation, here, upto, effects_of(release))
    marks = marks_of(before, after, kept)
    counts = _added(run.counts, kept, marks)
    with transaction.atomic():
        mine = ImpactRun.objects.filter(pk=run.pk, position=here)
        if mine.update(position=upto, counts=counts):
            touched = _touched(kept, marks)
            ImpactPart.objects.create(run=run, upto=upto, touched=touched.tobytes())
    run.refresh_from_db(fields=["position", "counts"])


def _added(counts: dict[str, list[int]], kept: KeptWishes, marks: Marks) -> dict[str, list[int]]:
    """Return the counts of each clinic with those of a piece added."""
    added = dict(counts)
    for clinic in np.unique(kept.clinics).tolist():
        here = kept.clinics == clinic
        piece = [int((here & each).sum()) for each in (kept.have_order, *marks.columns)]
        so_far = added.get(str(clinic), [0] * len(piece))
        added[str(clinic)] = [one + other for one, other in zip(so_far, piece, strict=True)]
    return added


def _touched(kept: KeptWishes, marks: Marks) -> Numbers:
    """Return key and clinic of each conversation that is touched."""
    rows = marks.any
    return np.stack([kept.keys[rows], kept.clinics[rows]], axis=1).astype(np.int64)
