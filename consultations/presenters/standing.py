"""Why a medicine stands where it stands, in sentences: first one, then more on demand."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.matching import Answer, Dependence, Reason, Result, Share
from consultations.matching.weights import whole_weights
from consultations.matching.wishes import Wishes
from consultations.presenters.wishes import Names, listed

SIGNS = ("0", "+", "++", "+++")
NEARLY_ALL, HARDLY_ANY = 0.95, 0.05


def place_words(result: Result) -> str:
    """Return a place in words: "1st", "joint 2nd"; '' without one."""
    if result.place is None:
        return ""
    words = ordinal(result.place)
    return _("joint %(place)s") % {"place": words} if result.is_joint else words


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th … 11th."""
    last = 0 if 10 < number % 100 < 14 else number % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{ending}"


def why(reasons: Sequence[Reason], names: Names) -> str:
    """Return one sentence: what is avoided, what may come, what is not known."""
    parts = [
        words % {"wishes": listed([names[each.effect] for each in found])}
        for words, found in (
            (_("none known for %(wishes)s"), _with(reasons, Answer.AVOIDS)),
            *((words, found) for words, found in _may_cause(reasons)),
            (_("not known for %(wishes)s"), _with(reasons, Answer.NOT_KNOWN, helpful=False)),
            (_("ask about %(wishes)s"), _with(reasons, Answer.NOT_ON_CARDS)),
            (_("may bring %(wishes)s"), _with(reasons, Answer.MAY_BRING)),
            (_("does not bring %(wishes)s"), _with(reasons, Answer.DOES_NOT_BRING)),
            (
                _("whether it brings %(wishes)s is not known"),
                _with(reasons, Answer.NOT_KNOWN, helpful=True),
            ),
        )
        if found
    ]
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _with(reasons: Sequence[Reason], answer: Answer, helpful: bool | None = None) -> list[Reason]:
    """Return the reasons with an answer."""
    return [
        each
        for each in reasons
        if each.answer == answer and (helpful is None or each.helpful == helpful)
    ]


def _may_cause(reasons: Sequence[Reason]) -> list[tuple[str, list[Reason]]]:
    """Return what may come by level, strongest first, with its sign in words to come."""
    caused = _with(reasons, Answer.MAY_CAUSE)
    words = (
        (3, _("may cause %(wishes)s (+++)")),
        (2, _("may cause %(wishes)s (++)")),
        (1, _("may cause %(wishes)s (+)")),
    )
    return [(said, [each for each in caused if each.level == level]) for level, said in words]


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
