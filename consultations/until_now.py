"""What becomes of a medicine taken until now, where the decision itself does not say it.

A decision says it of the medicine that it names. Of every other one somebody has to say it, once
for all of them: a family doctor who reads of a new medicine alone does not know whether the old
one goes on.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from consultations.models import Decision

Kind, UntilNow = Decision.Kind, Decision.UntilNow
CHANGES_NOTHING = (Kind.NO_CHANGE, Kind.NOT_TODAY)
NOTHING_LEFT = _("Nothing else is taken now, or nothing changes. Leave this empty.")
CHOOSE_AS_WELL = _("Choose what happens to it: words alone cannot tell.")
NOT_GOES_ON = _("No medicine was decided. So it cannot go on as it is.")
ONLY_LOWER = _("A lower dose was decided. So it neither goes on as it is nor stops at once.")


def name_in(taken: str) -> str:
    """Return the name with which a medicine taken now begins (presenters/taken.py)."""
    return taken.partition(", ")[0]


def left_over(kind: str, decided: str, taken: Sequence[str]) -> list[str]:
    """Return the names of what is taken now and needs a word on what becomes of it.

    `decided` is the name of the medicine that was decided, '' for none; `taken` is what is taken
    now, in words. A lower dose of the only one is about that one.
    """
    if kind in CHANGES_NOTHING:
        return []
    names = list(dict.fromkeys(name_in(each) for each in taken))
    if _is_lowered(kind, decided, names):
        return names
    return [each for each in names if each.casefold() != decided.casefold()]


def settled(kind: str, decided: str, names: Sequence[str], answer: str) -> str:
    """Return what is kept: without an answer it is not settled, unless a lower dose says it."""
    if answer or not names or _is_lowered(kind, decided, names):
        return answer
    return UntilNow.NOT_SETTLED.value


def contradicts(
    kind: str, decided: str, names: Sequence[str], answer: str, how: str
) -> tuple[str, str] | None:
    """Return the column and why its answer cannot be; None where all fits together."""
    if not names and (answer or how):
        return ("until_now" if answer else "until_now_how", str(NOTHING_LEFT))
    if how and not answer:
        return ("until_now", str(CHOOSE_AS_WELL))
    if kind == Kind.NONE and answer == UntilNow.GOES_ON:
        return ("until_now", str(NOT_GOES_ON))
    is_lowered = _is_lowered(kind, decided, names)
    if is_lowered and answer in (UntilNow.GOES_ON, UntilNow.STOPPED):
        return ("until_now", str(ONLY_LOWER))
    return None


def _is_lowered(kind: str, decided: str, names: Sequence[str]) -> bool:
    """Tell whether it is the decided lower dose itself that this is about."""
    its = {"", *(each.casefold() for each in names)}
    return kind == Kind.LOWER_DOSE and len(names) == 1 and decided.casefold() in its
