"""The summary that somebody takes home, made from a frozen decision and from nothing else.

One plain structure, sections of lines, is drawn on the screen, on paper, in large print, in the
PDF and as plain text, so that they cannot say different things.

summary.py           what a summary is, and how it is put together
summary_sections.py  its sections: what was said, what was decided, what happens next
summary_medicines.py the medicines that were looked at, and the conditions of those named
until_now.py         what becomes of the medicine taken until now
no_card.py           that a medicine which was typed by its name has no card
colleague.py         what the next two say alike
record_text.py       one paragraph for a record system, and the summary as plain text
letter.py            a short letter for the family doctor
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from consultations.frozen import Frozen
from consultations.models import Decision
from consultations.presenters.moments import moment_words
from consultations.stages import FINISHED

DECIDED = (
    "kind",
    "preparation",
    "dose",
    "named_kind",
    "named_words",
    "difference_reason",
    "clinician_view",
    "clinician_reason",
    "who_decided",
    "gate_is_confirmed",
    "open_questions",
    "frozen",
)
"""The columns of a decision that are kept as they are in its record."""

TYPED = ("medication_name", "named_medication_name", "until_now", "until_now_how")
"""Those that came later, for names that are not on the cards and for what is taken until now: kept
in it where something stands in them."""


@dataclass(frozen=True)
class Line:
    """One thing said: `lead` stands before the words and says what they are; `more` below."""

    words: str
    lead: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Some lines under a heading; `said` are whole sentences before them, `after` behind.

    `key` is a name in the styles.
    """

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    said: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_numbered: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing under the heading."""
        return not (self.lines or self.said or self.after)


@dataclass(frozen=True)
class Known:
    """What a summary is made of: a decision, its frozen record, its number in the line.

    `replaced_at` is the moment of the decision that took its place, if there is one.
    """

    decision: Decision
    frozen: Frozen
    number: int
    replaced_at: datetime | None = None

    @classmethod
    def of(cls, decisions: Sequence[Decision], number: int) -> "Known":
        """Return what is known of the decision with a number, from 1, in its line."""
        decision = decisions[number - 1]
        later = decisions[number] if number < len(decisions) else None
        frozen = Frozen.read(decision.frozen)
        return cls(decision, frozen, number, later.decided_at if later else None)


@dataclass(frozen=True)
class Summary:
    """Everything that the sheet says, in its order.

    whose     name, initials, year of birth, the word of the conversation
    when      when and where people talked
    mark      that it was replaced, or is a draft; '' for one that stands
    sections  the body
    record    what tells this sheet from every other one
    stamp     the same in one line, for the foot of each page
    """

    title: str
    whose: str
    when: str
    mark: str
    sections: tuple[Section, ...]
    record: tuple[Line, ...]
    stamp: str

    @property
    def parts(self) -> dict[str, list[Section]]:
        """The sections before, with and after what was decided, and the conditions at the end."""
        found: dict[str, list[Section]] = {"said": [], "decided": [], "next": [], "conditions": []}
        name = "said"
        for section in self.sections:
            stands_alone = section.key in ("decided", "conditions")
            found[section.key if stands_alone else name].append(section)
            name = "next" if section.key == "decided" else name
        return found


def british(day: date) -> str:
    """Return a date as "3 November 2026"."""
    return formats.date_format(day, "j F Y")


def moment(at: datetime) -> str:
    """Return a moment as "23 November 2026, 14:05, UK time"."""
    return moment_words(at)


def how_taken(decision: Decision) -> str:
    """Say in which form and how much; '' when neither was said."""
    return ", ".join(filter(None, [decision.preparation, decision.dose]))


def whose(frozen: Frozen) -> str:
    """Say whose it is: name, initials, year of birth, and the conversation's word."""
    parts = [frozen.person.get(key, "") for key in ("name", "initials", "born", "band")]
    return ", ".join(filter(None, parts))


def identified(frozen: Frozen) -> str:
    """Say whose it is so that another service finds them: whole name, numbers, year of birth.

    The oldest rows have no numbers: they say what the sheet says.
    """
    person = frozen.person
    if not person.get("local_number"):
        return whose(frozen)
    name, full = person.get("name", ""), person.get("full_name", "")
    digits = person.get("nhs_number", "")
    spaced = " ".join(filter(None, [digits[:3], digits[3:6], digits[6:]]))
    parts = [
        _("%(full)s, called %(name)s") % {"full": full, "name": name} if full else name,
        _("local number %(number)s") % {"number": person["local_number"]},
        _("NHS number %(number)s") % {"number": spaced} if spaced else "",
        person.get("born", ""),
    ]
    return ", ".join(filter(None, parts))


def when(frozen: Frozen) -> str:
    """Say when and where people talked."""
    where = [frozen.setting.get("when", ""), frozen.setting.get("where", "")]
    here = [frozen.service.get("clinic", ""), frozen.service.get("organisation", "")]
    return ", ".join(filter(None, where + here))


def mark(known: Known) -> str:
    """Say that a newer decision took its place, or that the conversation still goes on."""
    if known.replaced_at is not None:
        return _("Replaced on %(moment)s by a newer decision.") % {
            "moment": moment(known.replaced_at)
        }
    if known.decision.consultation.stage not in FINISHED:
        return _("Draft: this conversation still goes on.")
    return ""


def record(known: Known) -> tuple[Line, ...]:
    """Return what tells this sheet from every other one (H08)."""
    release = known.frozen.release
    cards = _("release %(number)s") % {"number": release.get("number", "")}
    dated = f"{cards}, {release['date']}" if release.get("date") else cards
    return (
        Line(str(known.decision.consultation.code), _("Conversation")),
        Line(str(known.number), _("Decision")),
        Line(dated, _("Cards")),
        Line(str(known.frozen.rule_version), _("Rule version")),
        Line(moment(known.decision.decided_at), _("Decided")),
        Line(check(known), _("Check")),
    )


def stamp(known: Known) -> str:
    """Return the record in one line."""
    words = {
        "code": known.decision.consultation.code,
        "number": known.number,
        "moment": moment(known.decision.decided_at),
        "check": check(known),
    }
    return _("%(code)s, decision %(number)s, %(moment)s, check %(check)s") % words


def check(known: Known) -> str:
    """Return twelve letters and digits that follow from every word of the record."""
    text = json.dumps(whole_record(known), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def was_entered_for(decision: Decision) -> bool:
    """Tell whether somebody entered it for the clinician who decided."""
    return decision.entered_by_id != decision.decided_by_id


def whole_record(known: Known) -> dict[str, Any]:
    """Return the record as plain values, the same on every database.

    Names stand in it where two clinicians do, or where a medicine was typed, and what becomes of
    another medicine where that was asked; older sheets keep their check.
    """
    decision = known.decision
    medication, named = decision.medication, decision.named_medication
    names = {name: typed for name in TYPED if (typed := getattr(decision, name))}
    if was_entered_for(decision):
        names |= {"decided_by": decision.decided_by.name, "entered_by": decision.entered_by.name}
    return (
        names
        | {name: getattr(decision, name) for name in DECIDED}
        | {
            "code": str(decision.consultation.code),
            "number": known.number,
            "medication": medication.code if medication else "",
            "named_medication": named.code if named else "",
            "review_on": str(decision.review_on),
            "decided_at": decision.decided_at.astimezone(UTC).isoformat(),
        }
    )


IN_ORDER: dict[type, tuple[str, ...]] = {
    Line: ("lead", "words", "more"),
    Section: ("heading", "said", "lines", "after"),
    Summary: ("title", "whose", "when", "mark", "sections", "record"),
}
"""What each part says, in the order in which it is drawn."""


def words_of(said: object) -> Iterator[str]:
    """Return everything that a summary, a section or a line says, in order."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for each in said:
            yield from words_of(each)
    else:
        for name in IN_ORDER[type(said)]:
            yield from words_of(getattr(said, name))


def unapproved(frozen: Frozen) -> str:
    """Say that nobody here had approved the cards; '' when somebody had."""
    said = frozen.release.get("approval", "")
    return f"{said}." if said else ""


def taken_then(frozen: Frozen) -> list[str]:
    """Return what was taken then, or that it was said to be none; empty when nothing was said."""
    none = frozen.setting.get("taken_now", "")
    return frozen.taken_now or ([none] if none else [])
