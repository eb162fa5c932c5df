"""What has to stand on a sheet that goes home, read from the rows, and what a sheet says.

Nothing of the service writes it out: the facts come from the columns, and a sheet is its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Model

from consultations.models import (
    Avoidance,
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

HEADINGS = {
    "what matters to me": "matters",
    "what i most want to avoid, in order": "avoid",
    "what i want to avoid": "avoid",
    "what would help me": "helpful",
    "my medicines": "medicines",
    "what we looked at": "looked at",
    "what we decided": "decided",
    "what each of us thought": "views",
    "where we saw it differently": "differently",
    "what happens next": "next",
    "whom to ask": "ask",
    "who was there, what was open to choice": "setting",
    "what this sheet is not": "limits",
    "conditions of medicines named here": "conditions",
}
BESIDE = (
    *("What should get better:", "A good day:", "Please bring this up for me:", "Where I stood:"),
    *("Nothing was said about this.", "Nothing was picked.", "Why:"),
    *("Taken now:", "Taken before:", "good:", "bad:", "(see its conditions below)"),
)
"""What may stand beside the facts of a section, in our words; and who typed them."""
ALONE = ("matters", "avoid", "helpful", "medicines")
"""Sections in which nothing else stands than facts and those words."""
MARKS = re.compile(r"[-•◦,;.0-9]*")


@dataclass(frozen=True)
class Facts:
    """What has to stand on a sheet, by section and in its order, and who may be named beside it."""

    by_section: dict[str, list[str]]
    names: list[str]


def facts_of(consultation: Consultation, decision: Decision) -> Facts:
    """Read from the rows what has to stand on the sheet."""

    def rows(model: type[Model], *order: str) -> list[Any]:
        own = model.objects.filter(consultation=consultation)
        return list(own.filter(voice__kind="service_user").order_by(*order))

    goals = {each.kind: each.text for each in rows(Goal)}
    stances = sorted(rows(Stance, "pk"), key=lambda each: bool(each.own_words))
    avoid, helpful = rows(Avoidance, "priority"), rows(HelpfulEffect, "pk")
    now, before = rows(CurrentMedicine, "pk"), rows(Experience, "pk")
    people = list(Participant.objects.filter(consultation=consultation).order_by("pk"))
    found = {
        "matters": [
            *(goals.get(kind, "") for kind in ("get_better", "good_life")),
            *(each.text for each in rows(Topic, "pk")),
            *(each.own_words or str(each.get_kind_display()) for each in stances),
        ],
        "avoid": list(chain(*([_label(each), each.why] for each in avoid))),
        "helpful": [_label(each) for each in helpful],
        "medicines": [
            *chain(*([_name(each), each.preparation, each.dose] for each in now)),
            *(["no antipsychotic"] if consultation.takes_none and not now else []),
            *chain(*(_before(each) for each in before)),
        ],
        **_decided(decision),
        "setting": [consultation.participation_reason, consultation.open_to_choice],
    }
    return Facts(
        {name: [each for each in said if each] for name, said in found.items()},
        [each.name for each in people],
    )


def _decided(decision: Decision) -> dict[str, list[str]]:
    """Return what the columns of a decision say."""
    chosen = _name(decision) or str(decision.get_kind_display())
    named = decision.named_medication.name if decision.named_medication else ""
    is_other = decision.named_kind and not _is_as_named(decision)
    day = decision.review_on
    return {
        "decided": [
            *(chosen, decision.preparation, decision.dose),
            *(decision.until_now_how, decision.decided_by.name),
        ],
        "views": [
            *(named or decision.named_medication_name, decision.named_words),
            *(decision.clinician_view, decision.clinician_reason),
        ],
        "differently": [decision.difference_reason] if is_other else [],
        "next": [f"{day.day} {day:%B %Y}", decision.open_questions],
    }


def _is_as_named(decision: Decision) -> bool:
    """Tell whether what was decided is what the person named, or they named no medicine."""
    named = (decision.named_medication_id, decision.named_medication_name)
    decided = (decision.medication_id, decision.medication_name)
    return decision.named_kind == decision.kind and named in ((None, ""), decided)


def _name(row: CurrentMedicine | Experience | Decision) -> str:
    """Return a medicine of the cards, or the one that was typed."""
    typed = row.medication_name if isinstance(row, Decision) else row.name
    return row.medication.name if row.medication else typed


def _before(row: Experience) -> list[str]:
    """Return what was said of a medicine taken before."""
    return [_name(row), row.preparation, row.dose, row.taken_when, row.good, row.bad]


def _label(row: Avoidance | HelpfulEffect) -> str:
    """Return a line of the checklist, or what it is in own words."""
    return row.own_words or row.effect.label


def differences(text: str, facts: Facts, stamp: str) -> Iterator[str]:
    """Yield what a sheet does not say, says elsewhere, or says besides."""
    said = sections(text, stamp)
    for name, expected in facts.by_section.items():
        rest, between = said.get(name, ""), []
        for fact in map(squeezed, expected):
            before, found, after = rest.partition(fact)
            if not found:
                yield f"{name} lacks a fact, or has it in another order"
                break
            between.append(before)
            rest = after
        else:
            if name in ALONE and any(_besides(each, facts) for each in (*between, rest)):
                yield f"{name} says something besides"


def _besides(text: str, facts: Facts) -> bool:
    """Tell whether anything else stands there than our words, marks, and who typed or copied."""
    for each in map(squeezed, BESIDE):
        text = text.replace(each, "")
    for each in map(squeezed, facts.names):
        text = text.replace(each, "")
    text = re.sub(r"(Typedforthepersonby|Copiedfrompaperby)(and)?,*\.?", "", text)
    return MARKS.fullmatch(text) is None


def sections(text: str, stamp: str) -> dict[str, str]:
    """Return what stands under each heading, without white space and the foot of each page."""
    found: dict[str, str] = {}
    name = "head"
    for line in text.splitlines():
        heading = HEADINGS.get(line.lstrip(" 0123456789.◦•").strip().casefold())
        name = heading or name
        found[name] = found.get(name, "") + ("" if heading else squeezed(line))
    foot = re.compile(re.escape(stamp) + r".*?check[0-9a-f]{12}[0-9]+/[0-9]+")
    return {each: foot.sub("", said) for each, said in found.items()}


def squeezed(text: str) -> str:
    """Return a text without white space, where a PDF breaks its lines."""
    return "".join(text.split())
