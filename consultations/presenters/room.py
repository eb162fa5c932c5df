"""What stands around every page of a conversation, on screens and on paper.

The band says whose conversation it is without a whole name: initials, year of birth, and a word
with a colour that this conversation keeps. Two conversations in two tabs look different.
"""

import re
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation, ServiceUser
from consultations.presenters import beforehand
from consultations.presenters.people import since_url
from consultations.stages import FINISHED

WORDS = tuple(
    word
    for line in (
        "acorn amber anchor apple apron arrow basil beacon birch bread bridge brook button candle",
        "canoe cedar chalk cherry clover cobble copper coral cotton daisy ember feather fern field",
        "flint garden ginger harbour hazel heather island ivory jasmine kettle ladder lantern",
        "linen maple marble meadow mint olive orchard paper pebble pepper pine plum quill river",
        "saddle sail sandal shell silver thistle willow",
    )
    for word in line.split()
)
"""Plain words; which one is a conversation's follows from its code."""

COLOURS: tuple[tuple[str, Promise], ...] = (
    ("blue", gettext_lazy("blue")),
    ("green", gettext_lazy("green")),
    ("purple", gettext_lazy("purple")),
    ("brown", gettext_lazy("brown")),
    ("grey", gettext_lazy("grey")),
    ("teal", gettext_lazy("teal")),
)

STEPS: tuple[tuple[str, Promise], ...] = (
    ("conversation", gettext_lazy("Beginning")),
    ("matters", gettext_lazy("What matters")),
    ("checklist", gettext_lazy("Checklist")),
    ("comparison", gettext_lazy("Medicines")),
    ("decision", gettext_lazy("Decide")),
    ("summary", gettext_lazy("Summary")),
)
"""The way through a conversation, by the names of its addresses."""

FOR_CLINICIANS = ("conversation", "decision")
"""Steps that the person takes on their clinician's screen."""

AFTER_THE_END = ("summary",)
"""Steps that are left to the person then."""

CONTACT = gettext_lazy(
    "Ask your clinician or your pharmacist. If you feel very unwell and cannot wait, call 111, "
    "or 999 in an emergency."
)
NOTHING_WRITTEN = gettext_lazy(
    "Nothing was written down about this when the conversation began. Ask your clinician what "
    "you can choose today."
)
"""Where an organisation gave no words: not written is never "nothing is open"."""

URGENT = gettext_lazy("If you feel very unwell and cannot wait, call 111, or 999 in an emergency.")
"""What no wording of a service leaves out."""
"""Whom to ask, until a manager words it for the service (`Organisation.texts["contact"]`)."""


@dataclass(frozen=True)
class Band:
    """Whose conversation this is. `colour` is a name in the styles, `said` the same in words."""

    initials: str
    born: str
    word: str
    colour: str
    said: str


@dataclass(frozen=True)
class Step:
    """One step of the way; `is_here` for the page that is shown."""

    words: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Room:
    """What the frame places. `since_url` is '' as long as the conversation goes on.

    is_persons  whether the person has it open, from a seat: what is for clinicians is left out
    version     of the conversation, as this page shows it
    is_before   whether they do so by a link given before the visit: then nobody is named
    explained   what is told of this step to somebody who is new to it; '' to others
    takes_home  whether it is open from a seat after the end: only what goes home is left
    """

    code: UUID
    band: Band
    person: str
    person_url: str
    steps: list[Step]
    is_beginning: bool
    stage: str
    is_finished: bool
    since_url: str
    contact: str
    open_to_choice: str
    is_persons: bool
    joining_url: str
    version: int
    is_before: bool
    explained: str
    takes_home: bool


def presented_room(consultation: Consultation, step: str) -> Room:
    """Return the frame of a conversation's page."""
    person, is_finished = consultation.service_user, consultation.stage in FINISHED
    is_persons = consultation.seen_by is not None
    is_before = is_seen_before(consultation)
    band = presented_band(person, consultation.code)
    return Room(
        consultation.code,
        replace(band, initials="", born="") if is_before else band,
        "" if is_before else person.preferred_name,
        "" if is_persons else reverse("person", args=[person.pk]),
        _steps(consultation, step),
        step == STEPS[0][0],
        consultation.stage,
        is_finished,
        since_url(person.pk, consultation.code) if is_finished and not is_persons else "",
        contact(consultation.organisation.texts),
        choice_words(consultation),
        is_persons,
        "" if is_persons or is_finished else reverse("joining", args=[consultation.code]),
        consultation.version,
        is_before,
        beforehand.explained(consultation, step),
        is_persons and is_finished,
    )


def is_seen_before(consultation: Consultation) -> bool:
    """Tell whether the person has it open by a link given before the visit."""
    return consultation.seen_by is not None and consultation.seen_by.is_beforehand


def _steps(consultation: Consultation, here: str) -> list[Step]:
    """Return the way of whoever has it open."""
    shown = beforehand.STEPS if is_seen_before(consultation) else STEPS
    if consultation.seen_by is not None:
        shown = tuple(each for each in shown if each[0] not in FOR_CLINICIANS)
        if consultation.stage in FINISHED:
            shown = tuple(each for each in shown if each[0] in AFTER_THE_END)
    return [
        Step(str(words), reverse(name, args=[consultation.code]), name == here)
        for name, words in shown
    ]


def presented_band(person: ServiceUser, code: UUID) -> Band:
    """Return whose conversation it is; word and colour follow from its code."""
    word = WORDS[code.int % len(WORDS)]
    colour, said = COLOURS[code.int // len(WORDS) % len(COLOURS)]
    return Band(
        initials(person),
        _("born %(year)d") % {"year": person.year_of_birth} if person.year_of_birth else "",
        word,
        colour,
        _("%(colour)s %(word)s") % {"colour": said, "word": word},
    )


def initials(person: ServiceUser) -> str:
    """Return the first letters of the names that are known."""
    names = [person.given_names, person.family_name]
    letters = "".join(name[:1].upper() for name in names if name)
    return letters or person.preferred_name[:1].upper()


def choice_words(consultation: Consultation) -> str:
    """Return what was said to be open to choice; that nothing was written down is said too."""
    return consultation.open_to_choice.strip() or str(NOTHING_WRITTEN)


def contact(texts: dict[str, str]) -> str:
    """Return whom to ask, in the service's words or ours; always with the urgent numbers."""
    said = texts.get("contact", "").strip() or str(CONTACT)
    numbers = set(re.findall(r"\d+", said))
    return said if {"111", "999"} <= numbers else f"{said}\n{URGENT}"
