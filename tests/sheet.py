"""The sheet of examples that a clinician can check by eye, drawn from `tests/examples.py`.

python -m tests.examples > docs/matching-examples.md
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from consultations.matching import SOMETHING_ELSE, Level, Profile, Ranking, rank
from tests.examples import Example, all_examples

SIGNS: dict[Level, str] = {
    0: "none known",
    1: "+ uncommon or mild",
    2: "++ commoner or moderately severe",
    3: "+++ common or more severe",
    None: "not known",
}
"""Every level as it stands on a card; a sign is never without its words."""

HEAD = """# How medicines compare: examples to check by eye

Each example shows what matters to one person, a few medicines with made-up names (A, B, C and D),
and how they compare. The rule is in [matching.md](matching.md). Cover the column of places, say how
you would expect the medicines to stand, and look.

| sign | in words |
|---|---|
| none known | a source compared medicines and found none |
| + | uncommon or mild |
| ++ | commoner or moderately severe |
| +++ | common or more severe |
| not known | no source says how often; never counted as none |

The order is a start for talking, not an instruction.
"""


def examples_sheet() -> str:
    """Return the whole sheet as Markdown."""
    drawn = (section(number, example) for number, example in enumerate(all_examples(), start=1))
    return "\n".join([HEAD, *drawn])


def section(number: int, example: Example) -> str:
    """Return one example: a heading, the wishes, one sentence and a table."""
    lines = [f"## {number}. {example.description}", "", *_wishes(example), "", example.says, ""]
    return "\n".join([*lines, *_table(example), ""])


def _wishes(example: Example) -> Iterator[str]:
    in_order = [f"{place}. {_words(effect)}" for place, effect in enumerate(example.avoid, start=1)]
    yield f"You most want to avoid: {'; '.join(in_order) or 'nothing chosen'}."
    if example.helpful:
        yield f"It would help you: {'; '.join(map(_words, example.helpful))}."


def _table(example: Example) -> Iterator[str]:
    effects = (*example.avoid, *example.helpful)
    ranking = rank(example.profiles, example.wishes)
    yield _row(["medicine", "place", *map(_words, effects)])
    yield _row(["---"] * (len(effects) + 2))
    for code in ranking.codes:
        cells = [_cell(ranking.profiles[code], effect) for effect in effects]
        yield _row([code, _place(ranking, code), *cells])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(effect: str) -> str:
    return effect.replace("_", " ")


def _cell(profile: Profile, effect: str) -> str:
    if effect == SOMETHING_ELSE:
        return "not on the cards: ask about this one"
    return SIGNS[profile.level(effect)]


def _place(ranking: Ranking, code: str) -> str:
    if code in ranking.not_placed:
        return "not enough is known"
    if code not in ranking.places:
        return "no places"
    place = ranking.places[code]
    return f"joint {place}" if Counter(ranking.places.values())[place] > 1 else str(place)
