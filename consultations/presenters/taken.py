"""A medicine taken now or before, and one that is not simply to be had, in words."""

from django.utils.translation import gettext as _

from consultations.selectors.medicines import SaidMedicine
from medications.models import Availability


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
