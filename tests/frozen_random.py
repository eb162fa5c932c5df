"""Decisions made up at random, never saved: any words, any number of everything."""

import datetime
import uuid
from random import Random

from consultations.frozen import Frozen, FrozenPlace, FrozenWish, FrozenWishes
from consultations.models import Consultation, Decision, Participant
from consultations.presenters.summary import Known
from medications.models import Medication
from tests.frozen import GATE, frozen

SOME_WORDS = """
sleep weight & <b>bold</b> “quoted” it's café Zoë naïve 100% £5 (maybe) voices—never sister's
driving ++ +++ two/three clozapine Łukasz señor æther fiancé office half-awake; Привет αβγ {{ }} \\n
"""
WORDS = SOME_WORDS.split()
CODES = ("aripiprazole", "amisulpride", "lurasidone", "olanzapine", "clozapine", "pimozide")
GROUPS = ("open", "open", "open", "not_placed", "gated", "withdrawn", "unavailable", "left_out")
MOMENT = datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)
Kind = Decision.Kind


def random_known(seed: int) -> Known:
    """Return what is known of one made-up decision; the same for the same seed."""
    chance = Random(seed)
    kept = Frozen.read(random_frozen(chance).as_json())
    decision = _decision(chance, kept)
    return Known(decision, kept, chance.randint(1, 4), chance.choice([None, MOMENT]))


def said(chance: Random, at_most: int = 12) -> str:
    """Return some words, at times in two lines."""
    words = " ".join(chance.choices(WORDS, k=chance.randint(1, at_most)))
    return f"{words}\n{chance.choice(WORDS)}" if chance.random() < 0.2 else words


def some(chance: Random, at_most: int) -> list[str]:
    """Return some things said, or none."""
    return [said(chance) for _ in range(chance.randint(0, at_most))]


def wishes(chance: Random, at_most: int) -> list[FrozenWish]:
    """Return some wishes, with or without why."""
    return [
        FrozenWish(f"effect_{n}", said(chance, 5), chance.choice(["", said(chance)]))
        for n in range(chance.randint(0, at_most))
    ]


def random_frozen(chance: Random) -> Frozen:
    """Return a made-up record."""
    return frozen(
        wishes=FrozenWishes(
            [[heading, said(chance)] for heading in ("What should get better", "A good day")],
            some(chance, 3),
            some(chance, 2),
            wishes(chance, 5),
            wishes(chance, 3),
            chance.random() < 0.7,
            "",
            chance.choice(["", "Typed by Amara Okafor"]),
        ),
        ranking=[_place(chance, code) for code in chance.sample(CODES, chance.randint(0, 6))],
        availability={"pimozide": [said(chance), said(chance)]} if chance.random() < 0.5 else {},
        notes={chance.choice(CODES): some(chance, 2)},
        cautions={"clozapine": list(GATE)},
        taken_now=some(chance, 2),
        experience=some(chance, 3),
        until_now=["Olanzapine"],
        participants=[[said(chance, 3), "carer", "here"] for _ in range(chance.randint(0, 3))],
    )


def _place(chance: Random, code: str) -> FrozenPlace:
    """Return one made-up medicine of the comparison."""
    place = chance.choice(["", "1st", "joint 2nd", "4th"])
    also = chance.choice(["", "also: +++ drooling"])
    levels = [[said(chance, 3), "++", "commoner or moderately severe"]]
    return FrozenPlace(
        code, code.capitalize(), chance.choice(GROUPS), place, said(chance), also, levels
    )


def _decision(chance: Random, kept: Frozen) -> Decision:
    """Return a made-up decision that rests on a record."""
    kind, named_kind = chance.choice(Kind.values), chance.choice(["", *Kind.values])
    medication, medication_name = _medicine(chance, kind)
    named_medication, named_medication_name = _medicine(chance, named_kind)
    decision = Decision(
        consultation=Consultation(code=uuid.UUID(int=chance.getrandbits(128)), stage="decided"),
        kind=kind,
        medication=medication,
        medication_name=medication_name,
        preparation=chance.choice(["", said(chance, 3)]),
        dose=chance.choice(["", said(chance, 3)]),
        named_kind=named_kind,
        named_medication=named_medication,
        named_medication_name=named_medication_name,
        named_words=chance.choice(["", said(chance)]),
        difference_reason=said(chance),
        clinician_view=chance.choice(["", said(chance)]),
        clinician_reason=chance.choice(["", said(chance, 40)]),
        who_decided=chance.choice(Decision.WhoDecided.values),
        decided_by=Participant(name=said(chance, 2)),
        gate_is_confirmed=chance.random() < 0.2,
        open_questions=chance.choice(["", said(chance, 40)]),
        review_on=datetime.date(2026, 12, chance.randint(1, 31)),
        frozen=kept.as_json(),
        decided_at=MOMENT,
    )
    decision.until_now = chance.choice(["", *Decision.UntilNow.values])
    decision.until_now_how = chance.choice(["", said(chance)]) if decision.until_now else ""
    return decision


def _medicine(chance: Random, kind: str) -> tuple[Medication | None, str]:
    """Return a medicine where a choice may go with one, at times by its name alone."""
    if kind in ("", Kind.NONE, Kind.NOT_TODAY):
        return None, ""
    if chance.random() < 0.3:
        return None, said(chance, 3)
    number = chance.randrange(len(CODES))
    code = CODES[number]
    return Medication(pk=number + 1, code=code, name=code.capitalize()), ""
