"""Where the person's list and those of the others differ."""

from typing import Any

from consultations import selectors
from consultations.checklist import Checklist
from consultations.models import Consultation, Participant
from consultations.pages.carer import carers_frame
from consultations.pages.room import room
from consultations.presenters.differing import differing_for_carer, presented_differing
from consultations.presenters.wishes import names
from consultations.selectors.for_carer import own_beside_persons
from consultations.selectors.voices import other_lists
from medications.selectors import lines


def differ(consultation: Consultation) -> dict[str, Any]:
    """Gather the page."""
    person = selectors.said_checklist(consultation).checklist
    labels = _labels(consultation, person)
    found = presented_differing(person, other_lists(consultation), labels)
    return room(consultation, "differ") | {"differing": found}


def carers_differ(consultation: Consultation, carer: Participant) -> dict[str, Any]:
    """Gather a carer's: what is shared with them of the person's list, beside their own.

    A clinician's list is for the person to read, and nobody was asked whether a carer may.
    """
    its, own = own_beside_persons(carer)
    person = its.checklist or Checklist()
    found = differing_for_carer(its.person, person, own, _labels(consultation, person))
    return carers_frame(consultation, carer) | {"differing": found, "person": its.person}


def _labels(consultation: Consultation, person: Checklist) -> dict[str, str]:
    """Return the lines by code, line 37 in the person's own words."""
    labels = {each.code: each.label for each in lines(consultation.release)}
    return labels | dict(names((), person.own_words))
