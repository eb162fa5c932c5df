"""A decision with everything it rests on, as the room freezes it: one that is plain to read."""

import datetime
from typing import Any

from consultations.frozen import Frozen, FrozenPlace, FrozenWish, FrozenWishes
from consultations.models import Consultation, Decision
from medications.models import Medication
from tests.factories import DecisionFactory, MedicationFactory

GATE = (
    "It is only for people who have tried at least two other antipsychotics that did not help.",
    "You must be on the list of (registered with) a monitoring service.",
    "You need a blood test called a full blood count.",
)
BAND = {"name": "Sam", "initials": "SR", "born": "born 1985", "band": "blue maple"}
"""Whose it is, as the oldest rows say it: without numbers."""

AVOID = (
    FrozenWish("weight_gain", "Weight gain", "I was bullied for my weight"),
    FrozenWish("restlessness", "Restlessness"),
    FrozenWish("tremor", "Tremor or shaking"),
)
HELPFUL = (FrozenWish("sleepy_at_night", "Sleepy in the evening or at night"),)


def place(code: str, group: str = "open", place: str = "", also: str = "") -> FrozenPlace:
    """Return one medicine of the comparison."""
    return FrozenPlace(
        code,
        code.capitalize(),
        group,
        place,
        "None known for weight gain; may cause restlessness (+)." if place else "",
        also,
        [["Weight gain", "0", "none known"], ["Restlessness", "+", "uncommon or mild"]],
    )


RANKING = (
    place("aripiprazole", place="1st"),
    place("amisulpride", place="joint 2nd", also="also: +++ raised prolactin"),
    place("lurasidone", place="joint 2nd"),
    place("olanzapine", place="4th", also="also: +++ weight gain"),
    place("haloperidol", place="5th"),
    place("pimozide", group="not_placed"),
    place("clozapine", group="gated"),
    place("asenapine", group="unavailable"),
)


def frozen(**parts: Any) -> Frozen:
    """Return what a decision of Sam's rests on; `parts` take the place of what stands here."""
    plain: dict[str, Any] = {
        "person": BAND
        | {"full_name": "Samuel Rivers", "local_number": "R1001", "nhs_number": "9434765919"},
        "service": {
            "organisation": "Northern service",
            "clinic": "Riverside clinic",
            "contact": "Call Riverside clinic on 01234 567890.",
        },
        "setting": {
            "where": "clinic",
            "legal_setting": "informal",
            "open_to_choice": "All of it is open.",
            "participation": "some parts",
            "participation_reason": "I am tired today",
            "when": "23 November 2026, 14:05, UK time",
        },
        "release": {"number": 3, "date": "3 November 2026"},
        "rule_version": 1,
        "wishes": FrozenWishes(
            [["What should get better", "Sleeping through"], ["A good day", "Seeing my sister"]],
            ["Driving"],
            ["I want to take less"],
            list(AVOID),
            list(HELPFUL),
            True,
            "Most of all you want to avoid weight gain, then restlessness, then tremor.",
            "Typed by Amara Okafor",
            [["Less sex drive", "rather not say"]],
        ),
        "ranking": list(RANKING),
        "availability": {"asenapine": ["Not stocked here", "Ask the pharmacy on 01234 99."]},
        "notes": {"aripiprazole": ["The liquid is ordered within two days."]},
        "cautions": {"clozapine": list(GATE)},
        "taken_now": ["Olanzapine, 15 mg at night"],
        "experience": ["Risperidone, 2019; bad: I was stiff"],
        "participants": [["Sam", "", "here"], ["Amara Okafor", "clinician", "here"]],
    }
    return Frozen(**(plain | parts))


def medicine(code: str) -> Medication:
    """Return a medicine of the library, made when it is not there."""
    found = Medication.objects.filter(code=code).first()
    return found or MedicationFactory(code=code, name=code.capitalize())


def decide(consultation: Consultation, kept: Frozen | None = None, **columns: Any) -> Decision:
    """Let a conversation decide on aripiprazole, or on what the columns say."""
    plain: dict[str, Any] = {
        "kind": "medicine",
        "medication": medicine("aripiprazole"),
        "preparation": "tablet",
        "dose": "10 mg in the morning",
        "named_kind": "medicine",
        "named_medication": medicine("lurasidone"),
        "named_words": "It sounded gentle",
        "difference_reason": "Lurasidone needs a meal, and mornings are hard.",
        "clinician_view": "Aripiprazole for three months",
        "clinician_reason": "It has little effect on weight.",
        "open_questions": "Driving at night",
        "review_on": datetime.date(2026, 12, 21),
        "frozen": (kept or frozen()).as_json(),
    }
    return DecisionFactory(consultation=consultation, **(plain | columns))
