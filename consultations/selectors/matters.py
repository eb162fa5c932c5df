"""What the person has said matters to them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from consultations.models import Consultation, Goal, Participant, Stance, Topic


@dataclass(frozen=True)
class Matters:
    """What the person said; empty words mean that nothing was said.

    goals    by kind of goal: what should get better, a good life
    topics   what to bring up, one by one
    stances  where they stand: no medicine, stop or take less …
    """

    goals: dict[str, str]
    topics: tuple[str, ...]
    stances: tuple[str, ...]


def said_so_far(consultation: Consultation) -> Matters:
    """Return what the person has said up to now."""
    goals, topics, stances = _entries(consultation)
    return Matters(
        dict(goals.values_list("kind", "text")),
        tuple(topics.order_by("pk").values_list("text", flat=True)),
        tuple(stances.order_by("pk").values_list("kind", flat=True)),
    )


def typed_by(consultation: Consultation) -> list[str]:
    """Return the names of those who typed it in for the person, once each."""
    rows = [
        entries.exclude(entered_by__kind=Participant.Kind.SERVICE_USER).values_list(
            "entered_by__name", flat=True
        )
        for entries in _entries(consultation)
    ]
    return sorted({name for names in rows for name in names})


def _entries(consultation: Consultation) -> list[QuerySet]:
    """Return the person's goals, topics and stances."""
    mine = {"consultation": consultation, "voice__kind": Participant.Kind.SERVICE_USER}
    return [model.objects.filter(**mine) for model in (Goal, Topic, Stance)]
