"""A medicine taken now or before, and one that is not simply to be had, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.selectors.medicines import SaidMedicine
from medications.models import Availability

TAKES_NONE = gettext_lazy("no antipsychotic")
NOT_SAID = gettext_lazy("nothing was said yet")
"""Two things: what is not known is never none."""


def taken_said(words: Iterable[str], takes_none: bool) -> str:
    """Return what is taken now in one line, that it is none, or that nothing was said."""
    return "; ".join(words) or str(TAKES_NONE if takes_none else NOT_SAID)


def taken_words(said: SaidMedicine) -> str:
    """Return a medicine taken now, with how it is taken: "olanzapine, 15 mg, at night"."""
    return ", ".join(filter(None, [said.name, said.preparation, said.dose]))


def experience_words(said: SaidMedicine) -> str:
    """Return what the person said of a medicine taken before, in their own words."""
    parts = [
        said.taken_when,
        _("good: %(words)s") % {"words": said.good} if said.good else "",
        _("bad: %(words)s") % {"words": said.bad} if said.bad else "",
    ]
    return "; ".join(filter(None, parts))


def unavailable_words(state: Availability | None) -> str:
    """Return why a medicine is not simply to be had here, as the service says it."""
    if state is None:
        return ""
    words = {"state": str(state.get_state_display()).capitalize(), "reason": state.reason}
    return _("%(state)s here. %(reason)s") % words
