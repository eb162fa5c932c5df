"""How records are kept: whatever is restricted or on hold, and since when."""

from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from consultations.models import RecordMove, ServiceUser


def kept_record(organisation: Organisation, key: int) -> ServiceUser:
    """Return whose record it is, restricted or not, to say how it is kept. Raises Http404."""
    rows = ServiceUser.objects.filter(organisation=organisation).select_related("organisation")
    return get_object_or_404(rows, pk=key)


def record_moves(service_user: ServiceUser) -> list[RecordMove]:
    """Return what was done with a record, newest first, by whom and why."""
    rows = RecordMove.objects.filter(service_user=service_user).select_related("by")
    return list(rows.order_by("-pk"))
