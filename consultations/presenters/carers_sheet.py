"""What a carer takes home once that is agreed: the decision, and what always holds.

It is made of the frozen decision, as the person's own sheet is, and of a part of it alone: what
the person said, what the clinician thinks and the medicines taken until then may be kept apart
from a carer, and the frozen record does not know which of them are.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.presenters.no_card import no_card
from consultations.presenters.summary import (
    Known,
    Line,
    Section,
    Summary,
    british,
    how_taken,
    mark,
    record,
    stamp,
    when,
    words_of,
)
from consultations.presenters.summary_medicines import conditions
from consultations.presenters.summary_sections import DRAFT, chosen, limits, who_decided

CHANGE_MIND = gettext_lazy(
    "%(person)s can change their mind: then they talk with the clinician again and decide anew."
)
NOT_SUDDENLY = gettext_lazy(
    "Stopping suddenly can make somebody feel ill. Whoever wants to stop can have help to come off "
    "it bit by bit: tell the team."
)


def carers_sheet(known: Known, watch_for: str) -> Summary:
    """Return the sheet of one decision for a carer; `watch_for` is the service's own text."""
    frozen, decision = known.frozen, known.decision
    person = frozen.person.get("name", "")
    sections = tuple(_sections(known, watch_for))
    meant = {decision.medication.code} if decision.medication else set()
    agreed = _("For a carer of %(person)s, who agreed to it")
    named = conditions(frozen, words_of(sections), meant)
    return Summary(
        _("What was decided"),
        ", ".join(filter(None, [agreed % {"person": person}, frozen.person.get("band", "")])),
        when(frozen),
        mark(known),
        sections if named.is_empty else (*sections, named),
        record(known),
        stamp(known),
    )


def in_one_line(known: Known) -> str:
    """Return what was decided and when it is looked at again."""
    words = {"chosen": chosen(known), "date": british(known.decision.review_on)}
    return _("%(chosen)s. To be looked at again on %(date)s.") % words


def _sections(known: Known, watch_for: str) -> Iterator[Section]:
    """Return what was decided, what follows, and what holds for every carer."""
    decision = known.decision
    words = {
        _("Decided"): chosen(known),
        _("To know"): no_card(decision.medication_name, ""),
        _("How it is taken"): how_taken(decision),
        _("Who decided"): who_decided(known),
        _("To be looked at again on"): british(decision.review_on),
    }
    lines = tuple(Line(said, lead) for lead, said in words.items() if said)
    rest = _("What becomes of other medicines is not on this sheet. Ask the person or the team.")
    yield Section("decided", _("What was decided"), lines, after=(rest,))
    yield Section("next", _("What to watch for"), said=(watch_for,))
    person = {"person": known.frozen.person.get("name", "")}
    ask = (known.frozen.service.get("contact", ""), str(CHANGE_MIND) % person, str(NOT_SUDDENLY))
    said = tuple(filter(None, ask))
    yield Section("ask", _("Whom to ask"), said=said, after=(str(DRAFT),))
    yield limits(known.frozen)
