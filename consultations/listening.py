"""What the room answers the library: whom a change of cards would touch, and what a release means.

Registered with `medications.impact` when the service starts.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.selectors import clinics
from consultations.models import ImpactRun
from consultations.permissions import clinician
from consultations.selectors.decision import chosen_lately
from consultations.services.impact import begin_run, work_on
from consultations.services.rounds import begin_round, go_through_rounds
from medications.impact import CardChange, Impact, Touched
from medications.models import Card, Release

SECONDS_AFTER = 2.0
"""How long whoever publishes waits for prompts to be written; `manage.py prompt_reviews` and the
next publication write the rest."""


class Room:
    """The room as the library knows it: a `medications.impact.Listener`."""

    def impact(
        self, organisation: Organisation, changes: Sequence[CardChange]
    ) -> Iterator[float | Impact]:
        """Work out whom a change would touch, from where it was left."""
        run = begin_run(organisation, changes)
        while not run.is_finished:
            work_on(run)
            yield run.fraction
        yield impact_of(run)

    def release_made(
        self, before: Release | None, release: Release, cards: Mapping[str, Card]
    ) -> None:
        """Note that people have to be told, and begin once the release is there."""
        if before is not None:
            begin_round(before, release, sorted(cards))
            transaction.on_commit(lambda: go_through_rounds(SECONDS_AFTER), robust=True)

    def chosen(self, organisation: Organisation) -> Mapping[str, int]:
        """Count what was decided on of late, so that the desk shows first what is needed most."""
        return chosen_lately(organisation)


def impact_of(run: ImpactRun) -> Impact:
    """Return what was worked out, by the names of the clinics."""
    named = {str(each.pk): each.name for each in clinics(run.organisation)}
    rows = [
        Touched(named[key], *counts)
        for key, counts in run.counts.items()
        if counts[0] and key in named
    ]
    rows.sort(key=lambda each: each.clinic)
    totals = [sum(each[column] for each in run.counts.values()) for column in range(4)]
    return Impact(
        _("conversations"),
        Touched("", *totals),
        tuple(rows),
        reverse("touched", args=[run.pk]),
        clinician,
    )
