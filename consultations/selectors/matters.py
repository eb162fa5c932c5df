"""What the person has said matters to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from consultations.models import Consultation, Goal, Participant, Stance, Topic

TOPICS, STANCES = "topics", "stances"
"""What can be kept from carers beside the goals."""


@dataclass(frozen=True)
class Matters:
    """What the person said; empty words mean that nothing was said.

    goals    by kind of goal: what should get better, a good life
    topics   what to bring up, one by one
    stances  where they stand: no medicine, stop or take less …
    stand    the same in their own words
    private  which of these no carer sees, whatever else is agreed: kinds of goal, TOPICS, STANCES
    """

    goals: dict[str, str]
    topics: tuple[str, ...]
    stances: tuple[str, ...]
    private: tuple[str, ...] = ()
    stand: str = ""


def said_so_far(consultation: Consultation) -> Matters:
    """Return what the person has said up to now."""
    goals, topics, stances = _entries(consultation)
    said = list(goals.values_list("kind", "text", "is_private"))
    brought_up = list(topics.order_by("pk").values_list("text", "is_private"))
    stood = list(stances.order_by("pk").values_list("kind", "own_words", "is_private"))
    kept = [kind for kind, _text, is_private in said if is_private]
    for name, rows in ((TOPICS, brought_up), (STANCES, stood)):
        kept += [name] if any(row[-1] for row in rows) else []
    return Matters(
        {kind: text for kind, text, _is_private in said},
        tuple(text for text, _is_private in brought_up),
        private=tuple(kept),
        **where_they_stand(row[:2] for row in stood),
    )


def where_they_stand(rows: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what was ticked, and what was said besides: two parts of `Matters`, by name.

    `rows` are kinds with the words of OTHER, in the order in which they were said.
    """
    said = dict(rows)
    words = said.pop(Stance.Kind.OTHER, "")
    return {"stances": tuple(said), "stand": words}


def entered(consultation: Consultation) -> tuple[list[str], datetime | None]:
    """Return who typed it in for the person, by name, and when the person did so last themselves.

    The moment is None while they entered nothing.
    """
    names: set[str] = set()
    own: list[datetime] = []
    for entries in _entries(consultation):
        rows = entries.values_list("entered_by__kind", "entered_by__name", "entered_at")
        for kind, name, at in rows:
            if kind == Participant.Kind.SERVICE_USER:
                own.append(at)
            else:
                names.add(name)
    return sorted(names), max(own, default=None)


def typed_by(consultation: Consultation) -> list[str]:
    """Return the names of those who typed it in for the person, once each."""
    return entered(consultation)[0]


def _entries(consultation: Consultation) -> list[QuerySet]:
    """Return the person's goals, topics and stances."""
    mine = {"consultation": consultation, "voice__kind": Participant.Kind.SERVICE_USER}
    return [model.objects.filter(**mine) for model in (Goal, Topic, Stance)]
