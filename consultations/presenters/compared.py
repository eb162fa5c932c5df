"""What a comparison is made of, once it is in words: columns, medicines, groups."""

from dataclasses import dataclass

from medications.presenters.effects import PresentedEffect
from medications.presenters.levels import Level
from medications.presenters.medicines import PresentedMedicine


@dataclass(frozen=True)
class Column:
    """One wish: `number` is its place in the order; '' when helpful or not in order."""

    effect: PresentedEffect
    number: str
    is_helpful: bool
    words: str


@dataclass(frozen=True)
class ComparedMedicine:
    """One medicine beside the wishes.

    place       "1st", "joint 2nd"; '' without one
    levels      one for each column
    sentence    one plain sentence why it stands there
    also        +++ outside the wishes, in words; '' when there is none
    more        what holds however weighed, what depends, how often first, what may still change
    taken_now   how it is taken now; '' when it is not
    experience  what the person said of taking it before
    numbers     out of 100, of what was chosen
    forms       the forms it comes in
    apart       why it stands in a group of its own
    """

    medicine: PresentedMedicine
    place: str
    levels: tuple[Level, ...]
    sentence: str
    also: str
    more: tuple[str, ...]
    taken_now: str
    experience: tuple[str, ...]
    numbers: tuple[str, ...]
    forms: str
    apart: str


@dataclass(frozen=True)
class ComparedGroup:
    """Medicines that stand together; `key` is a value of `Apart`."""

    key: str
    heading: str
    note: str
    medicines: tuple[ComparedMedicine, ...]


@dataclass(frozen=True)
class Comparison:
    """The whole comparison; groups without a medicine are left out.

    read_back   the wishes in words: "Most of all you want to avoid …"
    notes       what to know before reading: overlaps, line 37, no order kept yet
    taken_now   what is taken now, on the cards or not
    taken_said  the same in one line, that it is none, or that nothing was said
    is_by_place whether medicines have places
    effects_now side effects felt now, which stand beside what is taken now
    """

    columns: tuple[Column, ...]
    groups: tuple[ComparedGroup, ...]
    read_back: str
    notes: tuple[str, ...]
    taken_now: tuple[str, ...]
    taken_said: str
    is_by_place: bool
    effects_now: tuple[str, ...] = ()
