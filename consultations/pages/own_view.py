"""The page on which a carer or a clinician makes a list of their own."""

from typing import Any

from consultations.forms.own_view import OwnViewForm
from consultations.models import Consultation, Participant
from consultations.pages.carer import carers_frame
from consultations.pages.room import room


def my_view(consultation: Consultation, form: OwnViewForm) -> dict[str, Any]:
    """Gather the clinician's."""
    return room(consultation, "my_view") | {"form": form}


def carers_list(
    consultation: Consultation, carer: Participant, form: OwnViewForm
) -> dict[str, Any]:
    """Gather the carer's: nothing of the person but what they wrote themselves."""
    return carers_frame(consultation, carer) | {"form": form}
