"""Work out once whom a change touches, in a process of its own, and print what it took.

    python -m tests.benchmarks.impact_once level

"level" changes one level of olanzapine; "withdrawn" takes it away, which touches every order.
"""

import json
import os
import resource
import sys
from dataclasses import replace
from time import perf_counter

import django
import numpy as np
from numpy.typing import NDArray


def main(change: str) -> None:
    """Print the seconds of the page's own service, of the reading alone and of a plain product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sdmtool.settings")
    django.setup()
    from accounts.models import Organisation

    organisation = Organisation.objects.order_by("pk").first()
    before = memory()
    seconds = served(organisation, change)
    peak = memory() - before
    read, product = limits(organisation)
    print(json.dumps({"ours": seconds, "memory": peak, "read": read, "product": product}))


def memory() -> int:
    """Return the most that this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def served(organisation: object, change: str) -> float:
    """Return what the page's service takes, asked again until it is done."""
    from consultations.models import ImpactRun
    from medications.impact import CardChange, ask
    from medications.pages.impact import SECONDS
    from medications.selectors import card, current_release, versions

    ImpactRun.objects.all().delete()
    content = versions.content(card(current_release(organisation), "olanzapine"))
    changed = replace(content, is_withdrawn=change == "withdrawn")
    if change == "level":
        level = replace(content.ratings["weight_gain"], level=1)
        changed = replace(content, ratings={**content.ratings, "weight_gain": level})
    start = perf_counter()
    while not ask(organisation, [CardChange(content, changed)], SECONDS).is_finished:
        pass
    return perf_counter() - start


def limits(organisation: object) -> tuple[float, float]:
    """Return what reading the same rows takes, and a matrix product over the same numbers."""
    from consultations.selectors.kept_wishes import first_key, kept_wishes, last_key
    from consultations.selectors.sides import effects_of, side
    from consultations.services.impact import PIECE
    from medications.selectors import current_release

    release = current_release(organisation)
    effects, profiles = effects_of(release), side(release).profiles
    levels = np.array([[each.levels[effect] or 0 for each in profiles] for effect in effects])
    pieces, read = [], 0.0
    for position in range(first_key(organisation) - 1, last_key(organisation), PIECE):
        start = perf_counter()
        kept = kept_wishes(organisation, position, position + PIECE, effects)
        read += perf_counter() - start
        pieces.append(weights(kept.table.avoid, len(effects)))
    wishes = np.concatenate(pieces)
    plain = levels.astype(np.float32)
    start = perf_counter()
    for _side in ("before", "after"):
        wishes @ plain
    return read, perf_counter() - start


def weights(avoid: NDArray[np.int16], effects: int) -> NDArray[np.float32]:
    """Return a row of weights for each conversation: how much it minds each effect."""
    table = np.zeros((len(avoid), effects + 1), dtype=np.float32)
    for position, weight in enumerate((137, 77, 47, 27, 12)):
        table[np.arange(len(avoid)), avoid[:, position]] = weight
    return table[:, :effects]


if __name__ == "__main__":
    main(sys.argv[1])
