"""Small cases for laws: drawn by hypothesis, or by a seeded generator when there are thousands."""

from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from consultations.matching import SOMETHING_ELSE, Level, Profile, Wishes

EFFECTS = ("weight_gain", "restlessness", "tiredness", "dry_mouth", "tremor", "drooling", "tension")
MEDICINES = ("amber", "birch", "cedar", "dahlia", "elder", "fern")
LEVELS: tuple[Level, ...] = (0, 1, 2, 3, None)

Case = tuple[list[Profile], Wishes]

law = settings(max_examples=120, deadline=None, database=None)
"""How often a law is tried; without a clock, which would fail on a busy machine."""

levels = st.sampled_from(LEVELS)


@st.composite
def wishes(draw: st.DrawFn, *, least_avoid: int = 0, something_else: bool = True) -> Wishes:
    """Draw the wishes of one person, sometimes with line 37."""
    pool = [*EFFECTS, SOMETHING_ELSE] if something_else else list(EFFECTS)
    mixed = draw(st.permutations(pool))
    avoid = draw(st.integers(least_avoid, 5))
    helpful = draw(st.integers(0, len(pool) - avoid))
    return Wishes(tuple(mixed[:avoid]), tuple(mixed[avoid : avoid + helpful]))


@st.composite
def profiles(draw: st.DrawFn, *, least: int = 1) -> list[Profile]:
    """Draw a few medicines with any levels."""
    count = draw(st.integers(least, len(MEDICINES)))
    rows = st.lists(levels, min_size=len(EFFECTS), max_size=len(EFFECTS))
    return [
        Profile(name, dict(zip(EFFECTS, draw(rows), strict=True))) for name in MEDICINES[:count]
    ]


def with_level(profile: Profile, effect: str, level: Level) -> Profile:
    """Return the same medicine with one level changed."""
    return Profile(profile.code, {**profile.levels, effect: level})


def random_case(random: Random, *, medicines: int = 5, unknown: int = 1) -> Case:
    """Return a case by chance; one level in about 4 / `unknown` + 1 is not known."""
    choices = [0, 1, 2, 3] + [None] * unknown
    drawn = [
        Profile(MEDICINES[number], {effect: random.choice(choices) for effect in EFFECTS})
        for number in range(medicines)
    ]
    mixed = random.sample(EFFECTS, len(EFFECTS))
    avoid, helpful = random.randint(0, 5), random.choice((0, 0, 1, 2))
    return drawn, Wishes(tuple(mixed[:avoid]), tuple(mixed[avoid : avoid + helpful]))
