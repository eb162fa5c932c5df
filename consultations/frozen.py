"""What a decision rests on, frozen with it: the only thing that a summary is made of.

Plain words and lists, so that the row can be read in twenty years without this program. Keys of
`Decision.frozen` are the fields of `Frozen`; models/decision.py lists those that must be there.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class FrozenWish:
    """One wish: `label` is the checklist's line or, for line 37, own words."""

    code: str
    label: str
    why: str = ""


@dataclass(frozen=True)
class FrozenWishes:
    """What the person said: goals as (heading, words), topics, where they stand, the checklist.

    `marks` are lines that were left out, as (label, "does not apply to me" or "rather not say"),
    never printed on the summary, which others may read.
    """

    goals: list[list[str]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    stances: list[str] = field(default_factory=list)
    avoid: list[FrozenWish] = field(default_factory=list)
    helpful: list[FrozenWish] = field(default_factory=list)
    is_ordered: bool = False
    read_back: str = ""
    typed_by: str = ""
    marks: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class FrozenPlace:
    """One medicine as the comparison showed it.

    group     open, not_placed, gated, withdrawn, unavailable, left_out (presenters/comparison.py)
    place     "1st", "joint 2nd"; '' without one
    levels    [the wish's label, sign, words], one for each wish
    """

    code: str
    name: str
    group: str
    place: str
    sentence: str
    also: str
    levels: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Frozen:
    """Everything, in words.

    person        name, initials, born ("born 1985" or ''), band ("blue maple"); full_name,
                  local_number, nhs_number, each '' when not known, none in the oldest rows
    service       organisation, clinic, contact (whom to ask, with a number)
    setting       where, legal setting, what was open to choice, participation and its reason,
                  when (with zone), taken_now (only where it was said that none is), pregnancy
                  (never printed on the summary, which others may read)
    release       number and date; approval: that cards are not approved here, '' when all are
    rule_version  of the matching rule
    wishes        what the person said
    ranking       every medicine as shown, in the order of the page
    availability  by code: state in words and reason, of medicines withdrawn or not simply available
    notes         local notes by code
    cautions      what always stands beside a medicine's name, by code (the gate included)
    taken_now     medicines taken now, in words
    experience    medicines taken before, in words
    participants  [name, what they are, "here" or "not here"]
    until_now     names of what is taken now and is not what was decided: those that
                  `Decision.until_now` is about
    called        every name of each medicine of `cautions`, by code; none in the oldest rows
    """

    person: dict[str, str]
    service: dict[str, str]
    setting: dict[str, str]
    release: dict[str, Any]
    rule_version: int
    wishes: FrozenWishes
    ranking: list[FrozenPlace] = field(default_factory=list)
    availability: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    cautions: dict[str, list[str]] = field(default_factory=dict)
    taken_now: list[str] = field(default_factory=list)
    experience: list[str] = field(default_factory=list)
    participants: list[list[str]] = field(default_factory=list)
    until_now: list[str] = field(default_factory=list)
    called: dict[str, list[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as `Decision.frozen` keeps it."""
        return asdict(self)

    def digest(self) -> str:
        """Return what follows from every word, to tell whether it is still what was read back.

        Participants are left out: whoever keeps the decision takes part from then on.
        """
        text = json.dumps(replace(self, participants=[]).as_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Frozen":
        """Return it as it was kept. Raises TypeError for a row that is not whole."""
        wishes = dict(kept["wishes"])
        for name in ("avoid", "helpful"):
            wishes[name] = [FrozenWish(**each) for each in wishes[name]]
        ranking = [FrozenPlace(**each) for each in kept["ranking"]]
        return cls(**{**kept, "wishes": FrozenWishes(**wishes), "ranking": ranking})
