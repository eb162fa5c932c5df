"""Made-up conversations in any number, for measuring: nobody in them was ever born.

Rows as plain tuples, in chunks, without a database: the same seed, day and place give the same
rows. What is drawn is like a service of some years: most conversations are over, few are open.
"""

import datetime
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from django.db import models

from consultations.frozen import Frozen, FrozenPlace, FrozenWish, FrozenWishes
from consultations.matching import RULE_VERSION
from consultations.models import (
    Avoidance,
    Consultation,
    Decision,
    HelpfulEffect,
    Participant,
    ServiceUser,
)
from consultations.models.consent import SCOPE
from consultations.stages import FINISHED, Stage

SHARES = {
    Stage.PLANNED: 0.06,
    Stage.OPEN: 0.03,
    Stage.PAUSED: 0.02,
    Stage.DECIDED: 0.79,
    Stage.ENDED: 0.10,
}
"""How many of the conversations stand where."""

DAYS = {
    Stage.PLANNED: (0, 60),
    Stage.OPEN: (-14, 0),
    Stage.PAUSED: (-60, -1),
    Stage.DECIDED: (-1800, -1),
    Stage.ENDED: (-1800, -1),
}
"""When they begin, in days from today."""

FIRST_NAMES = """
Ada Amir Asha Ben Bola Cara Chen Dana Dev Ed Ella Esme Femi Gita Hana Hugo Ida Ines Ivo Jan
Jo Juno Kai Kit Lea Leo Lina Max Maya Mia Nia Noor Omar Pia Ravi Rosa Sam Sol Tara Zoe
"""
SYLLABLES = """
Al Bar Cal Dun Ek For Gar Hol Ing Jar Kel Lam Mor Nor Os Par Ros Sel Tor Wes
a ber da en fo gan he il ka lo mi na or pe ri sa ta un va we
by den field ford ham kin land ley low man more ney ridge son stead ton vale wick wood y
"""
FIRST = FIRST_NAMES.split()
BEGIN, MIDDLE, END = (line.split() for line in SYLLABLES.strip().splitlines())
HOUR, HALF_A_YEAR = datetime.timedelta(hours=1), datetime.timedelta(days=182)
SPREAD = 2_654_435_761
"""An odd factor that sends neighbouring numbers to different names."""

Keys = dict[type[models.Model], int]
Rows = dict[type[models.Model], list[tuple[Any, ...]]]

COLUMNS: Mapping[type[models.Model], str] = {
    ServiceUser: "id organisation_id local_number nhs_number preferred_name given_names "
    "family_name search_local_number search_name search_given_names search_family_name "
    "year_of_birth communication_needs interpreter_language created_at",
    Consultation: "id organisation_id clinic_id service_user_id code stage release_id version "
    "legal_setting setting open_to_choice participation participation_reason starts_at ended_at "
    "look_again_on follows_id started_by_id created_at",
    Participant: "id organisation_id consultation_id kind account_id name role is_present "
    "order_is_kept sees_cards sees_comparison sees_words sees_decision sees_pregnancy "
    "adds_view seat_digest created_at",
    Avoidance: "id organisation_id consultation_id voice_id entered_by_id is_private entered_at "
    "effect_id priority why own_words",
    HelpfulEffect: "id organisation_id consultation_id voice_id entered_by_id is_private "
    "entered_at effect_id own_words",
    Decision: "id organisation_id consultation_id kind medication_id medication_name "
    "preparation dose until_now until_now_how named_kind named_medication_name named_words "
    "difference_reason clinician_view clinician_reason who_decided decided_by_id entered_by_id "
    "gate_is_confirmed open_questions review_on frozen decided_at",
}
"""What is written of each table, in the order in which rows refer to each other."""


class Named(NamedTuple):
    """A record of another room: its key, what it is called, and its code if it has one."""

    key: int
    name: str
    code: str = ""


@dataclass(frozen=True)
class Place:
    """Where the conversations are held.

    clinicians   (clinic, clinician) as keys and names: who holds conversations where
    effects      lines of the checklist
    medicines    medicines that need no conditions confirmed
    """

    organisation: int
    release: int
    clinicians: tuple[tuple[int, Named], ...]
    effects: tuple[Named, ...]
    medicines: tuple[Named, ...]
    now: datetime.datetime


def person_called(number: int) -> tuple[str, str]:
    """Return the preferred and the family name of the person of this number."""
    rest = number * SPREAD % 2**32
    names = []
    for parts in (FIRST, BEGIN, MIDDLE, MIDDLE, END):
        rest, part = divmod(rest, len(parts))
        names.append(parts[part])
    return names[0], "".join(names[1:])


def people(place: Place, numbers: range, first_key: int) -> Rows:
    """Return the people of these numbers."""
    return {ServiceUser: [_person(place, number, first_key + number) for number in numbers]}


def _person(place: Place, number: int, key: int) -> tuple[Any, ...]:
    first, family = person_called(number)
    local = f"SYN-{key:09}"
    keys = (local.lower(), first.lower(), first.lower(), family.lower())
    born = 1940 + number * 7 % 65
    names = (first, first, family)
    return (key, place.organisation, local, "", *names, *keys, born, "", "", place.now)


class Counts(NamedTuple):
    """How many conversations are made in all, with how many people."""

    conversations: int
    people: int


@dataclass(frozen=True)
class Drawn:
    """What chance says of one conversation."""

    stage: Stage
    clinician: int
    person: int
    starts_at: datetime.datetime
    effects: list[int]
    avoids: int
    helps: int
    medicine: int
    code: str


def draw(place: Place, numbers: range, asked: Counts, seed: tuple[int, int]) -> Iterator[Drawn]:
    """Draw the conversations of these numbers, roughly in the order in which they took place."""
    count = len(numbers)
    chance = np.random.default_rng(seed)
    stages = chance.choice(len(SHARES), count, p=list(SHARES.values()))
    effects = chance.random((count, len(place.effects))).argpartition(7, axis=1)[:, :7].tolist()
    chosen = {
        name: chance.integers(below, size=count).tolist()
        for name, below in {
            "clinician": len(place.clinicians),
            "person": asked.people,
            "avoids": 6,
            "helps": 3,
            "medicine": len(place.medicines),
        }.items()
    }
    within = (np.array(numbers) + chance.random(count)) / asked.conversations
    moments, codes = within.tolist(), chance.bytes(16 * count)
    for row, number in enumerate(stages.tolist()):
        stage = tuple(SHARES)[number]
        low, high = DAYS[stage]
        after = datetime.timedelta(minutes=round((low + (high - low) * moments[row]) * 24 * 60))
        yield Drawn(
            stage=stage,
            starts_at=place.now + after,
            effects=[] if stage == Stage.PLANNED else effects[row],
            code=uuid.UUID(bytes=codes[16 * row : 16 * row + 16], version=4).hex,
            **{name: drawn[row] for name, drawn in chosen.items()},
        )


def conversation(place: Place, drawn: Drawn, keys: Keys, last: dict[int, int]) -> Rows:
    """Return every row of one conversation.

    keys   the next ones of each table; counted up
    last   by person, the newest conversation that is over, which the next one looks at again
    """
    _clinic, clinician = place.clinicians[drawn.clinician]
    here = (place.organisation, keys[Consultation])
    voice, writer = keys[Participant], keys[Participant] + 1
    says_nothing = drawn.stage == Stage.PLANNED
    avoid = [] if says_nothing else [place.effects[each] for each in drawn.effects[: drawn.avoids]]
    helpful = (
        [] if says_nothing else [place.effects[each] for each in drawn.effects[5:][: drawn.helps]]
    )
    entry = (*here, voice, writer, False, drawn.starts_at)
    person = ("service_user", None, person_called(drawn.person)[0])
    rows: Rows = {
        Consultation: [_consultation(place, drawn, keys, last.get(drawn.person))],
        Participant: [
            _participant(voice, here, person, bool(avoid), drawn),
            _participant(writer, here, ("clinician", clinician.key, clinician.name), False, drawn),
        ],
        Avoidance: [
            (keys[Avoidance] + row, *entry, effect.key, row + 1, "", "")
            for row, effect in enumerate(avoid)
        ],
        HelpfulEffect: [
            (keys[HelpfulEffect] + row, *entry, effect.key, "")
            for row, effect in enumerate(helpful)
        ],
    }
    if drawn.stage == Stage.DECIDED:
        rows[Decision] = [_decision(place, drawn, (keys[Decision], *here, writer), avoid, helpful)]
    if drawn.stage in FINISHED:
        last[drawn.person] = keys[Consultation]
    for model, added in rows.items():
        keys[model] += len(added)
    return rows


def _consultation(place: Place, drawn: Drawn, keys: Keys, follows: int | None) -> tuple:
    """Return the conversation itself; a planned one was put off."""
    clinic, clinician = place.clinicians[drawn.clinician]
    is_over, is_planned = drawn.stage in FINISHED, drawn.stage == Stage.PLANNED
    look_again = drawn.starts_at.date() if is_planned else _look_again(drawn) if is_over else None
    return (
        *(keys[Consultation], place.organisation, clinic, keys[ServiceUser] + drawn.person),
        *(drawn.code, str(drawn.stage), place.release, 1, "informal", "clinic", ""),
        *("not_today" if is_planned else "full", ""),
        *(drawn.starts_at, drawn.starts_at + HOUR if is_over else None),
        *(look_again, follows, clinician.key, drawn.starts_at),
    )


def _participant(
    key: int, here: tuple, who: tuple[str, int | None, str], has_order: bool, drawn: Drawn
) -> tuple:
    """Return somebody who takes part: the person or the clinician, who need no consent."""
    return (key, *here, *who, "", True, has_order, *[False] * len(SCOPE), "", drawn.starts_at)


def _decision(
    place: Place, drawn: Drawn, keys: tuple, avoid: list[Named], helpful: list[Named]
) -> tuple:
    """Return what was decided, frozen in small."""
    key, organisation, consultation, writer = keys
    medicine = place.medicines[drawn.medicine]
    frozen = Frozen(
        person={"name": person_called(drawn.person)[0], "initials": "", "born": "", "band": ""},
        service={"organisation": "", "clinic": "", "contact": ""},
        setting={},
        release={"number": 0, "date": ""},
        rule_version=RULE_VERSION,
        wishes=FrozenWishes(
            avoid=[FrozenWish(each.code, each.name) for each in avoid],
            helpful=[FrozenWish(each.code, each.name) for each in helpful],
            is_ordered=bool(avoid),
        ),
        ranking=[FrozenPlace(medicine.code, medicine.name, "open", "1st", "", "")],
    )
    return (
        *(key, organisation, consultation, "medicine", medicine.key, *[""] * 11),
        *("together", writer, writer, False, "", _look_again(drawn)),
        *(json.dumps(frozen, default=vars), drawn.starts_at + HOUR),
    )


def _look_again(drawn: Drawn) -> datetime.date:
    """Return half a year later."""
    return (drawn.starts_at + HALF_A_YEAR).date()
