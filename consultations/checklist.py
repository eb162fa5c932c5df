"""The checklist of one voice as one frozen value, and every change that a press can make to it.

Pure: no database, no page. A change gives a new value or raises `NotPossible` with a sentence for
the page; the old value is never touched, so nothing that was chosen can be lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from consultations.matching import Wishes
from consultations.matching.wishes import AVOIDANCES_AT_MOST, SOMETHING_ELSE


class NotPossible(ValueError):
    """A press that cannot be carried out; its text is a sentence for the page.

    `instead` are the presses that the page offers as buttons, (what it does, the effect).
    """

    def __init__(self, sentence: str, instead: tuple[tuple[str, str], ...] = ()) -> None:
        """Keep the sentence and what can be done instead."""
        super().__init__(sentence)
        self.instead = instead


class Overtaken(NotPossible):
    """A press that had to wait, on a line that somebody else changed meanwhile; not carried out.

    effect  the line; '' when it is the order
    """

    def __init__(self, effect: str) -> None:
        """Keep which line; the page says it by its name."""
        super().__init__(_("Somebody else changed the order while you had no connection."))
        self.effect = effect


@dataclass(frozen=True)
class Checklist:
    """What one voice chose.

    avoid      effect codes, picked; once `is_ordered`, most important first
    helpful    effect codes that would help
    marks      effect code to `Mark.Kind`: does not apply, rather not say
    why        effect code to one line in own words, for what is avoided
    own_words  what line 37 stands for
    is_ordered whether the voice has put the picked ones in order and kept that order
    """

    avoid: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    own_words: str = ""
    is_ordered: bool = False

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> "Checklist":
        """Return it as a change keeps it (services/checklist.py), what is kept beside left out."""
        said = {each.name: kept[each.name] for each in fields(cls)}
        return cls(**said | {"avoid": tuple(said["avoid"]), "helpful": tuple(said["helpful"])})

    @property
    def wishes(self) -> Wishes:
        """The wishes that the matching rule compares by."""
        return Wishes(self.avoid, self.helpful)

    @property
    def has_order(self) -> bool:
        """Whether the medicines can have places: kept in order, or nothing to put in order."""
        return self.is_ordered or len(self.avoid) < 2

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen or marked."""
        return not (self.avoid or self.helpful or self.marks)

    def is_full(self) -> bool:
        """Tell whether there is room for no other avoidance."""
        return len(self.avoid) >= AVOIDANCES_AT_MOST

    def avoiding(self, effect: str) -> "Checklist":
        """Pick an effect to avoid; it comes last, and the order has to be kept anew."""
        if effect in self.avoid:
            return self
        self._check_can_take(effect, "avoid")
        if self.is_full():
            raise NotPossible(
                _("You have five. Take one out first, or swap it for number 5."),
                (("swap", effect), *(("unavoid", each) for each in self.avoid), ("words", "")),
            )
        return replace(self.unmarked(effect), avoid=(*self.avoid, effect), is_ordered=False)

    def swapping(self, effect: str) -> "Checklist":
        """Pick an effect in the place of number 5, whose order it takes over."""
        if not self.is_full() or effect in self.avoid:
            return self.avoiding_instead(effect)
        others = self.not_helped_by(effect).not_avoiding(self.avoid[-1])
        others._check_can_take(effect, "avoid")
        return replace(
            others.unmarked(effect), avoid=(*others.avoid, effect), is_ordered=self.is_ordered
        )

    def not_avoiding(self, effect: str) -> "Checklist":
        """Take an effect out of the five; the others stay in their order."""
        left = tuple(each for each in self.avoid if each != effect)
        why = {code: words for code, words in self.why.items() if code in left}
        return replace(self, avoid=left, why=why)

    def helped_by(self, effect: str) -> "Checklist":
        """Say that an effect would help."""
        if effect in self.helpful:
            return self
        self._check_can_take(effect, "help")
        return replace(self.unmarked(effect), helpful=(*self.helpful, effect))

    def not_helped_by(self, effect: str) -> "Checklist":
        """Take that back."""
        return replace(self, helpful=tuple(each for each in self.helpful if each != effect))

    def avoiding_instead(self, effect: str) -> "Checklist":
        """Avoid an effect that was said to help."""
        return self.not_helped_by(effect).avoiding(effect)

    def helped_instead_by(self, effect: str) -> "Checklist":
        """Be helped by an effect that was to be avoided."""
        return self.not_avoiding(effect).helped_by(effect)

    def marked(self, effect: str, kind: str) -> "Checklist":
        """Leave a line out: it does not apply, or one would rather not say."""
        if effect in self.avoid or effect in self.helpful:
            raise NotPossible(
                _("You have chosen this line. Take it out first if it is to be left out."),
                (("drop", effect),),
            )
        return replace(self, marks={**self.marks, effect: kind})

    def unmarked(self, effect: str) -> "Checklist":
        """Take a mark back."""
        return replace(
            self, marks={code: kind for code, kind in self.marks.items() if code != effect}
        )

    def dropping(self, effect: str) -> "Checklist":
        """Take a line out of everything."""
        return self.not_avoiding(effect).not_helped_by(effect).unmarked(effect)

    def placed(self, effect: str, priority: int) -> "Checklist":
        """Put a picked effect at a place, 1 = most wants to avoid; beyond the ends is the end."""
        if effect not in self.avoid:
            return self
        others = [each for each in self.avoid if each != effect]
        others.insert(min(max(priority, 1), len(self.avoid)) - 1, effect)
        return replace(self, avoid=tuple(others))

    def moved(self, effect: str, steps: int) -> "Checklist":
        """Move a picked effect up (below 0) or down (above 0)."""
        if effect not in self.avoid:
            return self
        return self.placed(effect, self.avoid.index(effect) + 1 + steps)

    def kept(self) -> "Checklist":
        """Keep the order as it stands."""
        return replace(self, is_ordered=True)

    def saying(self, why: Mapping[str, str]) -> "Checklist":
        """Take over the lines on why that were sent; what was not sent stays."""
        said = {code: words for code, words in {**self.why, **why}.items() if words}
        return replace(self, why={code: said[code] for code in self.avoid if code in said})

    def calling_it(self, own_words: str) -> "Checklist":
        """Say what line 37 stands for; as long as it is chosen, its words stay."""
        is_chosen = SOMETHING_ELSE in (*self.avoid, *self.helpful)
        return self if is_chosen and not own_words else replace(self, own_words=own_words)

    def _check_can_take(self, effect: str, wanted: str) -> None:
        """Raise NotPossible when a line is chosen for the opposite, or has no words yet."""
        if wanted == "avoid" and effect in self.helpful:
            raise NotPossible(
                _("You said that this would help you. It can be one of the two, not both."),
                (("avoid_instead", effect),),
            )
        if wanted == "help" and effect in self.avoid:
            raise NotPossible(
                _("You said that you want to avoid this. It can be one of the two, not both."),
                (("help_instead", effect),),
            )
        if effect == SOMETHING_ELSE and not self.own_words:
            raise NotPossible(_("Write first what it is, in your own words. Then choose."))


PRESSES: Mapping[str, Callable[[Checklist, str], Checklist]] = {
    "avoid": Checklist.avoiding,
    "swap": Checklist.swapping,
    "unavoid": Checklist.not_avoiding,
    "help": Checklist.helped_by,
    "unhelp": Checklist.not_helped_by,
    "avoid_instead": Checklist.avoiding_instead,
    "help_instead": Checklist.helped_instead_by,
    "does_not_apply": lambda its, effect: its.marked(effect, "does_not_apply"),
    "rather_not_say": lambda its, effect: its.marked(effect, "rather_not_say"),
    "unmark": Checklist.unmarked,
    "drop": Checklist.dropping,
    "up": lambda its, effect: its.moved(effect, -1),
    "down": lambda its, effect: its.moved(effect, 1),
    "to1": lambda its, effect: its.placed(effect, 1),
    "to2": lambda its, effect: its.placed(effect, 2),
    "to3": lambda its, effect: its.placed(effect, 3),
    "to4": lambda its, effect: its.placed(effect, 4),
    "to5": lambda its, effect: its.placed(effect, 5),
    "keep": lambda its, _effect: its.kept(),
    "words": lambda its, _effect: its,
}
"""Every press of the page: what it does to a checklist and, for most, to which line."""

WITHOUT_EFFECT = ("keep", "words")
"""The presses that are about no line."""
