"""A medicine that was typed by its name: wherever it stands, that there is no card for it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Decision

FOR_THE_PERSON = gettext_lazy(
    "There is no card for %(name)s. So it was not compared with your list or with other medicines. "
    "What is known of it has to be looked up and talked through with you."
)
FOR_A_COLLEAGUE = gettext_lazy(
    "The tool that was used has no card for %(name)s. So it was not compared with other medicines. "
    "What is known of it has to be looked up and talked through."
)
"""The same in the letter and in the record."""


def marked(name: str) -> str:
    """Return a typed name with the news that it has no card; '' for no name."""
    return _("%(name)s (there is no card for it)") % {"name": name} if name else ""


def no_card(decided: str, named: str, words: Promise = FOR_THE_PERSON) -> str:
    """Say what having no card means, of each typed name once; '' where both are ''."""
    names = dict.fromkeys(filter(None, [decided, named]))
    return " ".join(str(words) % {"name": name} for name in names)


def no_card_for_a_colleague(decision: Decision) -> str:
    """Say it of a decision that is kept, for whoever was not there."""
    return no_card(decision.medication_name, decision.named_medication_name, FOR_A_COLLEAGUE)
