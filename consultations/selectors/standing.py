"""Which decisions still stand, and who is to look at one again since a card has changed."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Clinic
from consultations.models import Consultation, Decision, ReviewPrompt, ReviewRound
from consultations.selectors.bookmarks import PAGE
from consultations.stages import Stage
from medications.models import Release

State = ReviewPrompt.State


def not_looked_at_since(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Keep finished conversations that nothing has followed.

    Something has once a conversation looks at one again, or something was decided with the
    person since, however that conversation began. A person's conversations are few, and an index
    holds them.
    """
    followed = Consultation.objects.filter(follows=OuterRef("pk"))
    decided = Consultation.objects.filter(
        service_user=OuterRef("service_user"),
        stage=Stage.DECIDED,
        ended_at__gt=OuterRef("ended_at"),
    )
    return rows.filter(~Exists(followed), ~Exists(decided))


def standing_decisions(keys: Sequence[int]) -> QuerySet[Decision]:
    """Return the decisions that still stand of some conversations, with clinic and person."""
    rows = Consultation.objects.filter(pk__in=keys, stage=Stage.DECIDED)
    standing = not_looked_at_since(rows).values("pk")
    return Decision.objects.filter(consultation__in=standing, next=None).defer("frozen")


def unfinished_rounds() -> QuerySet[ReviewRound]:
    """Return the releases of which not everybody is told yet, oldest first."""
    rows = ReviewRound.objects.filter(position__lt=F("last")).order_by("pk")
    return rows.select_related("before__organisation", "release__organisation")


def waiting_prompts(clinics: Sequence[Clinic], after: int = 0) -> tuple[list[ReviewPrompt], int]:
    """Return a page of what waits in some clinics, oldest first, and where the next begins, or 0.

    A page of each clinic from the index that holds it, then the first of those together.
    """
    mine = ReviewPrompt.objects.filter(
        state=State.WAITING, pk__gt=after, consultation__service_user__restricted_by=None
    )
    parts = [mine.filter(clinic=each).order_by("pk")[: PAGE + 1].values("pk") for each in clinics]
    keys = reduce(or_, (Q(pk__in=each) for each in parts), Q(pk=None))
    rows = ReviewPrompt.objects.filter(keys).select_related(
        "consultation__service_user", "clinic", "release", "decision__decided_by"
    )
    found = list(rows.defer("decision__frozen").order_by("pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0


def prompts_of(consultation: Consultation) -> list[ReviewPrompt]:
    """Return the newest prompts of a conversation, newest first."""
    rows = ReviewPrompt.objects.filter(consultation=consultation)
    return list(rows.select_related("release", "answered_by").order_by("-pk")[:PAGE])


def prompt(consultation: Consultation, key: int) -> ReviewPrompt:
    """Return one prompt of a conversation that was looked up for somebody. Raises Http404."""
    rows = ReviewPrompt.objects.filter(consultation=consultation)
    return get_object_or_404(
        rows.select_related("release__organisation", "decision__medication", "answered_by"), pk=key
    )


def round_of(release: Release) -> ReviewRound:
    """Return which release a release took the place of, and which cards changed."""
    rows = ReviewRound.objects.select_related("before__organisation", "release__organisation")
    return rows.get(release=release)
