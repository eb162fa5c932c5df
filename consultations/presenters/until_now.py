"""What becomes of a medicine taken until now, in the same words wherever a decision is told."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from consultations.models import Decision
from consultations.presenters.changed_since import begun
from consultations.presenters.summary import Known
from consultations.presenters.wishes import listed

UntilNow = Decision.UntilNow
CHANGED = (UntilNow.STOPPED, UntilNow.STEPWISE)

STEP_BY_STEP = gettext_lazy(
    "Do not stop or change it by yourself: plan each step with your clinician."
)
NOTHING_ELSE = gettext_lazy(
    "Do not stop or change anything else by yourself: plan each step with your clinician."
)
"""The same for the person, where stopping it is what was decided."""

LEFT_OPEN = gettext_lazy("What becomes of the medicine taken until then is not recorded here.")
"""For a colleague, of a decision that was made before it was asked."""


def until_now_words(answer: str, how: str, names: Sequence[str]) -> str:
    """Return one sentence on what becomes of these medicines; '' where there is nothing to say."""
    if not answer:
        return ""
    ways = {
        UntilNow.GOES_ON: ngettext(
            "%(names)s goes on as it is", "%(names)s go on as they are", len(names)
        ),
        UntilNow.STOPPED: ngettext("%(names)s is stopped", "%(names)s are stopped", len(names)),
        UntilNow.STEPWISE: ngettext(
            "%(names)s is taken less, step by step, and then stopped",
            "%(names)s are taken less, step by step, and then stopped",
            len(names),
        ),
        UntilNow.NOT_SETTLED: _("What happens to %(names)s is not settled yet"),
    }
    said = begun(ways[UntilNow(answer)] % {"names": listed(names)})
    return ended(f"{said}: {how}" if how else said)


def for_the_person(answer: str, how: str, names: Sequence[str]) -> str:
    """Say the same, and that no other step is taken alone."""
    said = until_now_words(answer, how, names)
    alone = NOTHING_ELSE if answer in CHANGED else STEP_BY_STEP
    return f"{said} {alone}" if said else ""


def in_short(decision: Decision) -> str:
    """Say the same of what was decided, where the medicine taken until then is not named.

    A name would bring its conditions with it, for which a line has no room.
    """
    names = [_("what was taken until then")]
    return until_now_words(decision.until_now, decision.until_now_how, names)


def told(known: Known) -> str:
    """Return the sentence of a decision that is kept, for a colleague."""
    decision = known.decision
    return until_now_words(decision.until_now, decision.until_now_how, known.frozen.until_now)


def told_to_the_person(known: Known) -> str:
    """Return the same for the sheet that is taken home."""
    decision = known.decision
    return for_the_person(decision.until_now, decision.until_now_how, known.frozen.until_now)


def leaves_open(known: Known) -> bool:
    """Tell whether a medicine was decided beside another one, and nobody asked what becomes of it.

    So it was with every decision before the question stood on the page.
    """
    decision = known.decision
    taken = " ".join(known.frozen.taken_now)
    is_new = decision.medicine_name.lower() not in taken.lower()
    is_asked = bool(decision.until_now)
    return decision.kind == Decision.Kind.MEDICINE and bool(taken) and is_new and not is_asked


def ended(said: str) -> str:
    """Return a sentence with its full stop, whatever words it ends with."""
    return said if said.endswith((".", "!", "?")) else f"{said}."
