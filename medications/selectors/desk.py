"""Reads of the pharmacist's desk: what an organisation stands behind, has, and adds."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from medications.models import Approval, Availability, LocalNote, Medication


def standing_approvals(organisation: Organisation) -> dict[int, Approval]:
    """Return the approvals that stand here, with who gave them, by the key of the card."""
    rows = Approval.objects.filter(organisation=organisation, withdrawn_at=None)
    return {each.card_id: each for each in rows.select_related("by")}


def availability_so_far(organisation: Organisation, medication: Medication) -> list[Availability]:
    """Return all that was said of having a medicine here, newest first."""
    rows = Availability.objects.filter(organisation=organisation, medication=medication)
    return list(rows.select_related("by").order_by("-at", "-pk"))


def notes_so_far(organisation: Organisation, medication: Medication) -> QuerySet[LocalNote]:
    """Return the local notes of a medicine, those taken away too, with who wrote them."""
    rows = LocalNote.objects.filter(organisation=organisation, medication=medication)
    return rows.select_related("by", "retired_by")


def local_note(organisation: Organisation, medication: Medication, key: int) -> LocalNote:
    """Return one local note. Raises Http404 for one of another organisation or medicine."""
    return get_object_or_404(notes_so_far(organisation, medication), pk=key)
