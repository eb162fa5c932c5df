"""What matters to the person, before any list: kept in their own words."""

from dataclasses import asdict

from accounts.models import Account
from consultations.models import Consultation, Goal, Participant, Stance, Topic
from consultations.selectors.matters import STANCES, TOPICS, Matters, said_so_far
from consultations.services.saving import Writing, Written, save
from consultations.tickets import Ticket


def record_matters(*, ticket: Ticket, by: Account | Participant, matters: Matters) -> Consultation:
    """Save what matters to the person; the record says who typed it (see saving)."""

    def write(writing: Writing) -> Written:
        before = said_so_far(writing.consultation)
        common = writing.common
        by_whom = {"entered_by": writing.by}
        _write_goals(common, by_whom, matters.goals)
        _write_topics(common, by_whom, matters.topics)
        _write_stances(common, by_whom, matters)
        _keep_private(common, matters.private)
        return Written(asdict(before), asdict(matters))

    return save(ticket=ticket, by=by, what="record_matters", write=write)


def _write_goals(common: dict, by_whom: dict, goals: dict[str, str]) -> None:
    """Keep what did not change as it was entered; write what did."""
    for kind, text in goals.items():
        rows = Goal.objects.filter(**common, kind=kind)
        if not text:
            rows.delete()
        elif not rows.filter(text=text).exists():
            rows.delete()
            Goal.objects.create(**common, **by_whom, kind=kind, text=text)


def _write_topics(common: dict, by_whom: dict, topics: tuple[str, ...]) -> None:
    """Add new topics and take out those no longer wanted; one that was answered stays."""
    rows = Topic.objects.filter(**common)
    rows.filter(answered_at=None).exclude(text__in=topics).delete()
    known = set(rows.values_list("text", flat=True))
    for text in dict.fromkeys(topics):
        if text not in known:
            Topic.objects.create(**common, **by_whom, text=text)


def _write_stances(common: dict, by_whom: dict, matters: Matters) -> None:
    """Keep where the person stood as it was entered; write what is new."""
    stood = dict.fromkeys(matters.stances, "")
    if matters.stand:
        stood[Stance.Kind.OTHER] = matters.stand
    for row in Stance.objects.filter(**common):
        if stood.get(row.kind) == row.own_words:
            del stood[row.kind]
        else:
            row.delete()
    for kind, words in stood.items():
        Stance.objects.create(**common, **by_whom, kind=kind, own_words=words)


def _keep_private(common: dict, private: tuple[str, ...]) -> None:
    """Keep from carers what the person ticked, and nothing else."""
    for kind in Goal.Kind.values:
        Goal.objects.filter(**common, kind=kind).update(is_private=kind in private)
    Topic.objects.filter(**common).update(is_private=TOPICS in private)
    Stance.objects.filter(**common).update(is_private=STANCES in private)
