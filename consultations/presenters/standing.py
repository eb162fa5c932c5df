"""Why a medicine stands where it stands, in sentences: first one, then more on demand."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.matching import Answer, Dependence, Level, Reason, Result, Share
from consultations.matching.weights import whole_weights
from consultations.matching.wishes import Wishes
from consultations.presenters.wishes import Names, listed

SIGNS = ("0", "+", "++", "+++")
NEARLY_ALL, HARDLY_ANY = 0.95, 0.05


def place_words(place: int | None, is_joint: bool) -> str:
    """Return a place in words: "1st", "joint 2nd"; '' without one."""
    if place is None:
        return ""
    words = ordinal(place)
    return _("joint %(place)s") % {"place": words} if is_joint else words


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th … 11th."""
    last = 0 if 10 < number % 100 < 14 else number % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{ending}"


Said = tuple[Answer, bool, Level]
"""What of a reason decides its words: the answer, whether helpful, and + to +++ if it may cause."""

WHY: Mapping[Said, Promise] = {
    (Answer.AVOIDS, False, None): gettext_lazy("none known for %(wishes)s"),
    (Answer.MAY_CAUSE, False, 3): gettext_lazy("may cause %(wishes)s (+++)"),
    (Answer.MAY_CAUSE, False, 2): gettext_lazy("may cause %(wishes)s (++)"),
    (Answer.MAY_CAUSE, False, 1): gettext_lazy("may cause %(wishes)s (+)"),
    (Answer.NOT_KNOWN, False, None): gettext_lazy(
        "not enough is known about %(wishes)s (counts as +++)"
    ),
    (Answer.NOT_ON_CARDS, False, None): gettext_lazy("ask about %(wishes)s"),
    (Answer.MAY_BRING, True, None): gettext_lazy("may bring %(wishes)s"),
    (Answer.DOES_NOT_BRING, True, None): gettext_lazy("does not bring %(wishes)s"),
    (Answer.NOT_KNOWN, True, None): gettext_lazy("whether it brings %(wishes)s is not known"),
    (Answer.NOT_ON_CARDS, True, None): gettext_lazy("ask whether it brings %(wishes)s"),
}
"""The parts of the sentence why a medicine stands where it stands, in their order."""


def phrases() -> dict[Said, str]:
    """Return the parts of the sentence in the language of the page, looked up once for a page."""
    return {said: str(words) for said, words in WHY.items()}


def why(reasons: Sequence[Reason], names: Names, phrases: Mapping[Said, str]) -> str:
    """Return one sentence: what is avoided, what may come, what is not known."""
    wishes: dict[Said, list[str]] = {}
    for each in reasons:
        level = each.level if each.answer == Answer.MAY_CAUSE else None
        wishes.setdefault((each.answer, each.helpful, level), []).append(names[each.effect])
    parts = [
        words % {"wishes": listed(wishes[said])}
        for said, words in phrases.items()
        if said in wishes
    ]
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def also(strong: Sequence[str], names: Names) -> str:
    """Name every +++ outside the wishes; '' when there is none."""
    if not strong:
        return ""
    wishes = listed([names[code] for code in strong])
    return _("also: +++ %(wishes)s") % {"wishes": wishes}


def holds(result: Result, medicines: Names) -> list[str]:
    """Say what is so however the person's order is weighed."""
    if result.always_first:
        return [
            _(
                "However much more your higher wishes matter, it comes out at least as well as "
                "every other one placed here."
            )
        ]
    surely = [code for code in result.behind if code in result.surely_behind]
    rest = [code for code in result.behind if code not in result.surely_behind]
    said = []
    if surely:
        said.append(
            ngettext(
                "However much more your higher wishes matter, %(names)s comes out at least as "
                "well, whatever is still to be found out.",
                "However much more your higher wishes matter, %(names)s come out at least as "
                "well, whatever is still to be found out.",
                len(surely),
            )
            % {"names": listed([medicines[code] for code in surely])}
        )
    if rest:
        said.append(
            ngettext(
                "However much more your higher wishes matter, %(names)s comes out at least as "
                "well, mainly because little is known about this one.",
                "However much more your higher wishes matter, %(names)s come out at least as "
                "well, mainly because little is known about this one.",
                len(rest),
            )
            % {"names": listed([medicines[code] for code in rest])}
        )
    if result.every_scale:
        words = {"names": listed([medicines[code] for code in result.every_scale])}
        said.append(_("Beside %(names)s it is so however + to +++ are counted.") % words)
    return said


def depends(found: Dependence | None, code: str, names: Names, medicines: Names) -> list[str]:
    """Say on which wishes a medicine and the one before it part; nothing when it is settled."""
    if found is None:
        return []
    is_one = found.one == code
    mine, theirs = found.one_less, found.other_less
    if not is_one:
        mine, theirs = theirs, mine
    words = {
        "other": medicines[found.other if is_one else found.one],
        "mine": names[mine],
        "theirs": names[theirs],
    }
    return [
        _(
            "Beside %(other)s it depends on how much more you mind one than the other: "
            "this one has less %(mine)s, %(other)s has less %(theirs)s."
        )
        % words
    ]


def how_often_first(share: Share | None) -> list[str]:
    """Say in how many ways of weighing the order it is first; never a chance that it works."""
    if share is None:
        return []
    if share.first > NEARLY_ALL:
        return [_("First in nearly all ways of weighing your order.")]
    if share.first < HARDLY_ANY:
        return [_("First in hardly any way of weighing your order.")]
    words = {"count": min(max(round(share.first * 10), 1), 9) * 10}
    return [_("First in about %(count)d of 100 ways of weighing your order.") % words]


def may_still_change(result: Result) -> list[str]:
    """Say how high it could stand once more is known."""
    its = result.range
    if its is None or not result.unknown or its.could_be_as_high_as == result.place:
        return []
    words = {"place": ordinal(its.could_be_as_high_as)}
    return [_("If what is not known turned out well, it could stand as high as %(place)s.") % words]


def weight_shares(wishes: Wishes) -> list[tuple[str, str]]:
    """Return how much each wish counts: its place in the list, and its share out of 100.

    Shares are rounded, so they may add up to 99 or 101.
    """
    compared = wishes.compared_avoid
    weights = whole_weights(len(compared)) if compared else ()
    total = sum(weights)
    return [
        (ordinal(wishes.avoid.index(code) + 1), str(round(100 * weight / total)))
        for code, weight in zip(compared, weights, strict=True)
    ]
