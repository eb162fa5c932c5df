"""What a colleague reads alike in the letter and in the record, said once for both."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from consultations.presenters.summary import Known, unapproved
from consultations.presenters.summary_sections import NOT_CHECKED_BY_IT, differs
from consultations.presenters.until_now import LEFT_OPEN, leaves_open


def left_open(known: Known) -> str:
    """Say that nobody wrote down what becomes of what was taken; '' where it is known."""
    return str(LEFT_OPEN) if leaves_open(known) else ""


def clinicians_view(known: Known) -> Iterator[tuple[str, str]]:
    """Return what the clinician thinks, and why, under headings; the words may be ''."""
    yield _("The clinician's view"), known.decision.clinician_view
    yield _("The clinician's reason"), known.decision.clinician_reason


def why_it_differs(known: Known) -> str:
    """Return why something other was decided than the person named; '' where it is the same."""
    return known.decision.difference_reason if differs(known.decision) else ""


def limits(known: Known) -> list[str]:
    """Return what was not checked, and that nobody here approved the cards where it is so."""
    return [each for each in (str(NOT_CHECKED_BY_IT), unapproved(known.frozen)) if each]


def under_headings(facts: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Return facts in words, those without words left out."""
    yield from (f"{heading}: {words}" for heading, words in facts if words)
