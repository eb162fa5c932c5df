"""The page on which a correction is added."""

from typing import Any

from consultations.forms.addendum import AddendumForm
from consultations.models import Consultation
from consultations.pages.room import room
from consultations.presenters.addenda import PresentedAddendum, presented_addenda
from consultations.selectors.addenda import addenda


def addendum_page(consultation: Consultation, form: AddendumForm) -> dict[str, Any]:
    """Gather the form, with the corrections that are there."""
    its = {"form": form, "addenda": added_to(consultation)}
    return room(consultation, "summary") | its


def added_to(consultation: Consultation) -> list[PresentedAddendum]:
    """Return the corrections of a conversation in words."""
    return presented_addenda(addenda(consultation))
