"""Decisions by chance: every kind, on the cards or by name, as named or another, told or not."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from consultations.models import CurrentMedicine, Decision
from consultations.pages.freezing import freeze
from consultations.services.decision import DecisionDetails, record_decision
from consultations.until_now import contradicts, left_over
from medications import selectors as library
from tests.attack.talks import Talk

Kind = Decision.Kind


def decide(talk: Talk, on: str = "") -> Decision:
    """Decide anything that can be decided; `on` is a medicine's code, to decide on that one."""
    details = _details(talk, on)
    ticket = talk.ticket()
    record_decision(
        ticket=ticket,
        by=talk.amara,
        details=details,
        freeze=freeze,
        shown=freeze(talk.consultation).digest(),
    )
    talk.consultation.refresh_from_db()
    return Decision.objects.filter(consultation=talk.consultation).latest("pk")


def _details(talk: Talk, on: str) -> DecisionDetails:
    """Return what is typed."""
    chance = talk.chance
    kind = Kind.MEDICINE.value if on else chance.choice(Kind.values)
    code, name = (on, "") if on else _named(talk, kind, kind == Kind.MEDICINE)
    named_kind = chance.choice(["", *Kind.values])
    named, named_name = _named(talk, named_kind, False)
    words: dict[str, Any] = {
        "preparation": talk.perhaps(3),
        "dose": talk.perhaps(3),
        "named_words": talk.perhaps() if named_kind else "",
        "clinician_view": talk.perhaps(),
        "clinician_reason": talk.perhaps(30),
        "open_questions": talk.perhaps(30),
        "difference_reason": talk.said(),
    }
    details = DecisionDetails(
        kind=kind,
        review_on=timezone.localdate() + datetime.timedelta(days=chance.randint(0, 400)),
        who_decided=chance.choice(Decision.WhoDecided.values),
        decided_by=chance.choice([None, talk.ben.pk]),
        medication=code,
        medication_name=name,
        named_kind=named_kind,
        named_medication=named,
        named_medication_name=named_name,
        gate_is_confirmed=True,
        **words,
    )
    return _with_until_now(talk, details)


def _named(talk: Talk, kind: str, is_needed: bool) -> tuple[str, str]:
    """Return a medicine of the cards, or one by name, where one can go with a choice."""
    if kind in ("", Kind.NONE, Kind.NOT_TODAY) or (not is_needed and talk.chance.random() < 0.3):
        return "", ""
    if talk.chance.random() < 0.2:
        return "", talk.chance.choice(["Lithium", "the blue one", "Ōmega & <co>"])
    return talk.chance.choice(talk.codes), ""


def _with_until_now(talk: Talk, details: DecisionDetails) -> DecisionDetails:
    """Return the same with what becomes of what is taken now, where that can be answered."""
    cards = {
        each.medication.code: each.medication for each in library.cards(talk.consultation.release)
    }
    decided = cards[details.medication].name if details.medication else details.medication_name
    listed = CurrentMedicine.objects.filter(consultation=talk.consultation).order_by("pk")
    taken = [each.medication.name if each.medication else each.name for each in listed]
    answer = talk.chance.choice(["", *Decision.UntilNow.values])
    how = talk.perhaps(5) if answer else ""
    names = left_over(details.kind, decided, taken)
    if contradicts(details.kind, decided, names, answer, how):
        return details
    return replace(details, until_now=answer, until_now_how=how)
