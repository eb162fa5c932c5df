"""The pure core: how medicines compare for one person's wishes.

Imports no Django, reads no clock, database or settings; numpy only in `batch` and `shares`.
The rule is written out in docs/matching.md, with examples in docs/matching-examples.md.

    ranking = rank(profiles, Wishes(avoid=("weight_gain",), helpful=("evening_sleepiness",)))
    ranking.places                the order, exact, with ties
    results(ranking)              all the page says of each medicine
    shares(ranking)               how often each is first when the order is weighed otherwise
    dependence(ranking, a, b)     where two medicines part
    which_changed(before, after, history)   whose order another release would change
"""

from .batch import WishTable, rank_many, which_changed
from .dominance import Dependence, Dominance, dependence, dependences, dominance
from .losses import score
from .overlap import OVERLAP_GROUPS, Overlap, overlaps
from .profiles import HIGHEST, Level, Profile, Profiles
from .ranking import RULE_VERSION, Ranking, rank
from .reasons import Answer, Reason, reasons, strong_elsewhere
from .results import Result, results
from .shares import DRAWS, Share, shares
from .unknowns import UnknownRange, unknown_ranges, unknown_wishes
from .wishes import AVOIDANCES_AT_MOST, SOMETHING_ELSE, Wishes

__all__ = [
    "AVOIDANCES_AT_MOST",
    "DRAWS",
    "HIGHEST",
    "OVERLAP_GROUPS",
    "RULE_VERSION",
    "SOMETHING_ELSE",
    "Answer",
    "Dependence",
    "Dominance",
    "Level",
    "Overlap",
    "Profile",
    "Profiles",
    "Ranking",
    "Reason",
    "Result",
    "Share",
    "UnknownRange",
    "WishTable",
    "Wishes",
    "dependence",
    "dependences",
    "dominance",
    "overlaps",
    "rank",
    "rank_many",
    "reasons",
    "results",
    "score",
    "shares",
    "strong_elsewhere",
    "unknown_ranges",
    "unknown_wishes",
    "which_changed",
]
