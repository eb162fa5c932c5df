"""A short letter for the family doctor, which the clinician edits and prints; nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.presenters.colleague import (
    clinicians_view,
    left_open,
    limits,
    under_headings,
    why_it_differs,
)
from consultations.presenters.no_card import no_card_for_a_colleague
from consultations.presenters.summary import (
    Known,
    Section,
    british,
    how_taken,
    identified,
    mark,
    moment,
    stamp,
    taken_then,
    when,
)
from consultations.presenters.summary_medicines import conditions
from consultations.presenters.summary_sections import (
    NOT_CHECKED_BY_IT,
    chosen,
    named_choice,
    who_decided,
)
from consultations.presenters.until_now import told


@dataclass(frozen=True)
class Letter:
    """The letter as it was typed, for paper: whose it is, and conditions of what it names.

    scope   what the tool does not check; '' where the text still says so itself
    """

    whose: str
    mark: str
    text: str
    conditions: Section
    scope: str
    stamp: str


def letter_text(known: Known) -> str:
    """Return the letter to begin with."""
    return "\n\n".join(filter(None, _paragraphs(known)))


def presented_letter(known: Known, text: str) -> Letter:
    """Return a typed letter for paper; a medicine never stands without its conditions."""
    scope = str(NOT_CHECKED_BY_IT)
    return Letter(
        identified(known.frozen),
        mark(known),
        text,
        conditions(known.frozen, [text]),
        "" if scope in text else scope,
        stamp(known),
    )


def _paragraphs(known: Known) -> Iterator[str]:
    """Return the paragraphs; an empty one has nothing to say."""
    frozen, decision = known.frozen, known.decision
    words = {
        "whose": identified(frozen),
        "when": when(frozen),
        "moment": moment(decision.decided_at),
        "taken": "; ".join(taken_then(frozen)) or _("nothing was said about this"),
        "chosen": chosen(known),
        "who": who_decided(known),
        "review": british(decision.review_on),
    }
    yield _("Dear colleague,")
    yield _("About: %(whose)s") % words
    yield _("We talked about medicine: %(when)s. We decided on %(moment)s.") % words
    yield _("Taken then: %(taken)s.") % words
    how = how_taken(decision)
    decided = _("What was decided: %(chosen)s.") % words
    taken = _("How it is taken: %(how)s.") % {"how": how} if how else ""
    who = _("Who decided: %(who)s.") % words
    without = no_card_for_a_colleague(decision)
    until_then = told(known) or left_open(known)
    yield " ".join(filter(None, [decided, without, taken, until_then, who]))
    yield _avoids(known)
    yield _difference(known)
    yield from under_headings(clinicians_view(known))
    if decision.open_questions:
        yield _("Still to talk about: %(words)s") % {"words": decision.open_questions}
    yield _("We look at this again on %(review)s.") % words
    yield " ".join(limits(known))
    yield "\n".join([_("Yours sincerely,"), decision.decided_by.name])


def _avoids(known: Known) -> str:
    """Say what the person most wants to avoid."""
    labels = "; ".join(each.label for each in known.frozen.wishes.avoid)
    name = known.frozen.person.get("name", "")
    if not labels:
        return ""
    return _("What %(name)s most wants to avoid: %(labels)s.") % {"name": name, "labels": labels}


def _difference(known: Known) -> str:
    """Say what the person named where it differs from what was decided, and why."""
    reason = why_it_differs(known)
    if not reason:
        return ""
    return _("%(name)s had named: %(named)s. Why it differs: %(reason)s") % {
        "name": known.frozen.person.get("name", ""),
        "named": named_choice(known),
        "reason": reason,
    }
