"""What a carer may see of a conversation: built from what is agreed, and from nothing else.

`seen` reads the scope as it stands in the database at that moment, so that whatever is withdrawn
is gone from the next page. The preview for the person names a scope instead. A field that is not
read here does not exist for a carer: a new one stays unseen until somebody adds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.models import Restoration
from consultations.checklist import Checklist
from consultations.models import (
    Avoidance,
    ConsentEvent,
    Consultation,
    CurrentMedicine,
    Decision,
    Experience,
    Goal,
    HelpfulEffect,
    Participant,
    Stance,
    Topic,
)
from consultations.models.consent import SCOPE, Scope
from consultations.selectors.matters import Matters, where_they_stand
from consultations.selectors.medicines import BEFORE, NOW, SaidMedicine, answered
from consultations.selectors.newer import with_news
from consultations.selectors.seats import OF_A_CONVERSATION
from consultations.selectors.summaries import decisions
from consultations.selectors.voices import list_of

Kind = Participant.Kind


@dataclass(frozen=True)
class Seen:
    """Everything that one carer sees; None and empty are what they do not.

    person     what the person is called, once anything is agreed
    checklist  what the person picked; with their words only where these are agreed too
    matters    what the person wrote before the checklist
    medicines  taken now and before, in the person's words
    decisions  what was decided, first to newest; what else a decision keeps is not for carers
    pregnancy  the answers, by question
    notes      what this carer wrote, oldest first
    """

    scope: Scope
    person: str
    checklist: Checklist | None
    matters: Matters | None
    medicines: tuple[SaidMedicine, ...]
    decisions: tuple[Decision, ...]
    pregnancy: dict[str, str] | None
    notes: tuple[Topic, ...]


def carers_conversation(seat: Participant, code: UUID) -> Consultation:
    """Return the conversation in which a carer sits. Raises Http404 for any other."""
    if seat.consultation.code != code:
        raise Http404
    return conversation_of(seat)


def conversation_of(carer: Participant) -> Consultation:
    """Return a carer's conversation, marked as open from their seat."""
    rows = with_news(Consultation.objects.select_related(*OF_A_CONVERSATION))
    found = rows.get(pk=carer.consultation_id)
    found.seen_by = carer
    return found


def carer(consultation: Consultation, key: int) -> Participant:
    """Return one carer of a conversation. Raises Http404."""
    rows = Participant.objects.filter(consultation=consultation, kind=Kind.CARER, pk=key)
    found = rows.select_related("consultation", "organisation").first()
    if found is None:
        raise Http404
    return found


def scope_of(carer: Participant) -> Scope:
    """Return what is agreed now; of whoever is no carer, nothing."""
    rows = Participant.objects.filter(pk=carer.pk, kind=Kind.CARER).values(*SCOPE)
    return Scope(**(rows.first() or {}))


def seen(carer: Participant, scope: Scope | None = None) -> Seen:
    """Return what a carer sees now, or would see with another scope."""
    agreed = scope_of(carer) if scope is None else scope
    people = Participant.objects.filter(consultation=carer.consultation_id, kind=Kind.SERVICE_USER)
    person = people.select_related("consultation__service_user").get()
    theirs = {"voice": person, "is_private": False}
    return Seen(
        agreed,
        person.consultation.service_user.preferred_name if agreed.names else "",
        _checklist(person, theirs, agreed),
        _matters(theirs) if agreed.sees_words else None,
        tuple(_medicines(theirs)) if agreed.sees_words else (),
        tuple(decisions(carer.consultation)) if agreed.sees_decision else (),
        answered(carer.consultation) if agreed.sees_pregnancy else None,
        tuple(notes(carer)),
    )


def own_order(carer: Participant) -> tuple[Seen, Checklist]:
    """Return what a carer sees, and their own list to look at the comparison by.

    Raises Http404 unless the comparison is shared with them and they have made a list.
    """
    its, own = seen(carer), list_of(carer)
    if not (its.scope.sees_comparison and own.avoid):
        raise Http404
    return its, own


def can_differ(agreed: Scope) -> bool:
    """Tell whether a carer may see where their list and the person's differ.

    It tells what was picked, which is agreed with the comparison; why, which is agreed with the
    words; and it is beside a list of their own.
    """
    return agreed.sees_comparison and agreed.sees_words and agreed.adds_view


def own_beside_persons(carer: Participant) -> tuple[Seen, Checklist]:
    """Return what a carer sees of the person's list, and the carer's own.

    Raises Http404 unless the person agreed to all that such a page tells (see `can_differ`).
    """
    its = seen(carer)
    if not can_differ(its.scope):
        raise Http404
    return its, list_of(carer)


def notes(carer: Participant) -> list[Topic]:
    """Return what a carer wrote."""
    rows = Topic.objects.filter(consultation=carer.consultation_id, voice=carer)
    return list(rows.order_by("pk"))


def consent_of(carer: Participant) -> list[ConsentEvent]:
    """Return what was agreed when, newest first, with who said it.

    `is_restoration` tells that nobody said so: it was closed when a copy was brought back.
    """
    same = Restoration.objects.filter(organisation=OuterRef("organisation"), at=OuterRef("at"))
    rows = ConsentEvent.objects.filter(participant=carer).select_related("said_by")
    rows = rows.annotate(is_restoration=Exists(same))
    return list(rows.order_by("-at", "-pk"))


def _checklist(person: Participant, theirs: dict[str, Any], agreed: Scope) -> Checklist | None:
    """Return what was picked; the lines of own words are words, and no line left out is told."""
    if not (agreed.sees_comparison or agreed.sees_words):
        return None
    avoid = list(Avoidance.objects.filter(**theirs).select_related("effect").order_by("priority"))
    help_rows = HelpfulEffect.objects.filter(**theirs).select_related("effect")
    helpful = list(help_rows.order_by("pk"))
    codes = tuple(each.effect.code for each in avoid), tuple(each.effect.code for each in helpful)
    if not agreed.sees_words:
        return Checklist(*codes, is_ordered=person.order_is_kept)
    why = {each.effect.code: each.why for each in avoid if each.why}
    own = [each.own_words for each in avoid] + [each.own_words for each in helpful]
    own_words = next(filter(None, own), "")
    return Checklist(*codes, {}, why, own_words, person.order_is_kept)


def _matters(theirs: dict[str, Any]) -> Matters:
    """Return what the person wrote before the checklist."""
    goals = Goal.objects.filter(**theirs).values_list("kind", "text")
    topics = Topic.objects.filter(**theirs).order_by("pk").values_list("text", flat=True)
    stood = Stance.objects.filter(**theirs).order_by("pk").values_list("kind", "own_words")
    return Matters(dict(goals), tuple(topics), **where_they_stand(stood))


def _medicines(theirs: dict[str, Any]) -> Iterator[SaidMedicine]:
    """Yield what the person said of medicines taken now and before."""
    for kind, model in ((NOW, CurrentMedicine), (BEFORE, Experience)):
        for row in model.objects.filter(**theirs).select_related("medication").order_by("pk"):
            its = row.medication
            code, name = (its.code, its.name) if its else ("", row.name)
            when, good, bad = (getattr(row, each, "") for each in ("taken_when", "good", "bad"))
            how = row.preparation, row.dose
            yield SaidMedicine(kind, row.pk, code, name, *how, when, good, bad, entered_by="")
