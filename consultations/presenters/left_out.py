"""Why a medicine does not answer a filter, in words: what is not known is never told as a no."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.comparing import Missing, Wanted, preparations
from medications.models import Card

NO_SUCH_FORM: dict[str, Promise] = {
    "tablet": gettext_lazy("No tablet or capsule was found in what was read."),
    "liquid": gettext_lazy("No liquid was found in what was read."),
    "injection": gettext_lazy("No injection was found in what was read."),
}
"""By what the filter asks for."""


def missing_words(missing: Missing | None, card: Card, wanted: Wanted) -> str:
    """Say which part of a filter a medicine does not answer, and what its sources say instead."""
    if missing == Missing.FORM:
        return str(NO_SUCH_FORM[wanted.form])
    if missing == Missing.FORMS:
        return _("In which forms it comes is not known.")
    if missing == Missing.HOW_OFTEN:
        return _("How often it is taken is not known.")
    if missing == Missing.ONCE:
        how_often = dict.fromkeys(each.how_often for each in preparations(card, wanted))
        return _("How often, in what was read: %(words)s.") % {"words": "; ".join(how_often)}
    return ""
