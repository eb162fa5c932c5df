"""Which medicines are open to choice now, how those compare, and what stands apart and why.

Medicines with gating conditions, withdrawn or not available ones and those a filter leaves out
are never dropped: they stand apart and say where they would stand. By the independence law of
docs/matching.md that is a recount: taking a medicine out never reorders the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from consultations.checklist import Checklist
from consultations.matching import (
    Dependence,
    Profiles,
    Ranking,
    Result,
    Share,
    dependence,
    rank,
    results,
    shares,
)
from consultations.matching.results import joint_places
from consultations.matching.wishes import Wishes
from medications.models import Availability, Card, Preparation

Form = Preparation.Form


class Apart(StrEnum):
    """Why a medicine stands in a group of its own; OPEN for those open to choice now."""

    OPEN = "open"
    NOT_PLACED = "not_placed"
    GATED = "gated"
    WITHDRAWN = "withdrawn"
    UNAVAILABLE = "unavailable"
    PERHAPS = "perhaps"
    LEFT_OUT = "left_out"


RANKED = (Apart.OPEN, Apart.PERHAPS, Apart.LEFT_OUT)
"""Those that are ranked among themselves: a filter moves no place."""


class Missing(StrEnum):
    """What keeps a medicine from answering a filter.

    form       others of its forms were found, and not this one
    forms      which forms it comes in is not known
    once       none of these forms is taken once a day
    how_often  how often is not known, which is not a no
    """

    FORM = "form"
    FORMS = "forms"
    ONCE = "once"
    HOW_OFTEN = "how_often"


NOT_KNOWN = (Missing.FORMS, Missing.HOW_OFTEN)


FORMS: Mapping[str, tuple[str, ...]] = {
    "tablet": (
        Form.TABLET,
        Form.ORODISPERSIBLE_TABLET,
        Form.SUBLINGUAL_TABLET,
        Form.PROLONGED_RELEASE_TABLET,
        Form.CAPSULE,
    ),
    "liquid": (Form.LIQUID,),
    "injection": (Form.LONG_ACTING_INJECTION, Form.SHORT_ACTING_INJECTION),
}
"""What a filter asks for, by the forms that answer it."""

ONCE_A_DAY = ("once a day", "once daily", "once or twice a day", "once at bedtime")
"""How the sources say that once a day can do."""


@dataclass(frozen=True)
class Wanted:
    """A filter: it sorts medicines apart, never away. Empty words and False ask for nothing."""

    form: str = ""
    once_a_day: bool = False
    available: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.form or self.once_a_day or self.available)


@dataclass(frozen=True)
class Standing:
    """Everything worked out for one conversation's comparison.

    groups       cards by why they stand there, in the order of the page
    joint        the places that several of the open ones share
    results      of the medicines open to choice, by code; told on demand
    would_stand  the place of those apart, had they been open; by code
    shares       of the open ones with a place, by code
    parts        where a medicine and the one before it part, by code
    missing      what keeps one from answering the filter `wanted`, by code
    """

    groups: Mapping[Apart, tuple[Card, ...]]
    joint: frozenset[int]
    results: Mapping[str, Result]
    would_stand: Mapping[str, int]
    shares: Mapping[str, Share]
    parts: Mapping[str, Dependence | None]
    missing: Mapping[str, Missing]
    wanted: Wanted
    ranking: Ranking


def standing(
    profiles: Profiles,
    cards: Sequence[Card],
    checklist: Checklist,
    states: Mapping[int, Availability],
    wanted: Wanted,
    is_whole: bool = True,
) -> Standing:
    """Sort the cards into groups and rank those that are open to choice now.

    Without `is_whole`, what is only told on demand is not worked out: results, shares and parts
    are empty.
    """
    sorted_apart = {card.medication.code: _apart(card, states, wanted) for card in cards}
    open_codes = frozenset(code for code, why in sorted_apart.items() if why in RANKED)
    wishes = checklist.wishes if checklist.has_order else Wishes()
    ranking = rank(_open_profiles(profiles, open_codes), wishes)
    by_code = {card.medication.code: card for card in cards}
    in_order = [*ranking.codes, *sorted(set(by_code) - set(ranking.codes))]
    if wishes.are_comparable:
        for code in open_codes - set(ranking.places):
            if sorted_apart[code] == Apart.OPEN:
                sorted_apart[code] = Apart.NOT_PLACED
    groups = {
        why: tuple(by_code[code] for code in in_order if sorted_apart[code] == why) for why in Apart
    }
    return Standing(
        groups,
        joint_places(ranking),
        {each.code: each for each in results(ranking)} if is_whole else {},
        _would_stand(profiles, ranking, [code for code in by_code if code not in open_codes]),
        shares(ranking) if is_whole else {},
        _parts(ranking) if is_whole else {},
        {each.medication.code: why for each in cards if (why := missing(each, wanted))},
        wanted,
        ranking,
    )


def is_gated(card: Card) -> bool:
    """Tell whether a card has conditions that must be gone through first."""
    return any(caution.is_gating for caution in vars(card)["always_shown"])


def state_of(card: Card, states: Mapping[int, Availability]) -> Availability | None:
    """Return why a medicine cannot simply be given here; None when it can."""
    found = states.get(card.medication_id)
    return None if found is None or found.state == Availability.State.AVAILABLE else found


def missing(card: Card, wanted: Wanted) -> Missing | None:
    """Return what is missing for a preparation to answer both what form and how often."""
    if wanted.is_empty:
        return None
    its = preparations(card, wanted)
    if wanted.form and not its:
        return Missing.FORM if card.preparations.all() else Missing.FORMS
    if not wanted.once_a_day or any(is_once_a_day(each.how_often) for each in its):
        return None
    return Missing.ONCE if its and all(each.how_often for each in its) else Missing.HOW_OFTEN


def preparations(card: Card, wanted: Wanted) -> list[Preparation]:
    """Return the preparations of the form that is asked for; all of them when none is."""
    forms = FORMS.get(wanted.form, ())
    return [each for each in card.preparations.all() if not wanted.form or each.form in forms]


def is_once_a_day(how_often: str) -> bool:
    """Tell whether a preparation can be taken once a day, as its source puts it."""
    words = how_often.lower()
    return any(each in words for each in ONCE_A_DAY)


def _apart(card: Card, states: Mapping[int, Availability], wanted: Wanted) -> Apart:
    """Return where a card stands before anything is ranked; a withdrawal comes before all else."""
    if card.is_withdrawal:
        return Apart.WITHDRAWN
    if is_gated(card):
        return Apart.GATED
    state = state_of(card, states)
    if state is not None and state.state == Availability.State.NOT_STOCKED:
        return Apart.UNAVAILABLE
    why = missing(card, wanted)
    if (wanted.available and state is not None) or (why and why not in NOT_KNOWN):
        return Apart.LEFT_OUT
    return Apart.PERHAPS if why else Apart.OPEN


@lru_cache(maxsize=64)
def _open_profiles(profiles: Profiles, codes: frozenset[str]) -> Profiles:
    """Prepare those open to choice; kept, since the same ones are open for everybody."""
    if len(codes) == len(profiles):
        return profiles
    return Profiles(each for each in profiles if each.code in codes)


def _would_stand(profiles: Profiles, ranking: Ranking, apart: Iterable[str]) -> dict[str, int]:
    """Return which place each would have among those that are open."""
    whole = rank(profiles, ranking.wishes)
    taken = sorted(whole.places[code] for code in ranking.placed)
    return {
        code: 1 + sum(place < whole.places[code] for place in taken)
        for code in apart
        if code in whole.places
    }


def _parts(ranking: Ranking) -> dict[str, Dependence | None]:
    """Return where each placed medicine and the one before it part."""
    placed = ranking.placed
    return {code: dependence(ranking, before, code) for before, code in pairwise(placed)}
