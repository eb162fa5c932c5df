"""A person's record is restricted or put on hold, and that is lifted."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Account, Role
from accounts.selectors import roles_of
from accounts.services import record_audit
from consultations.models import RecordMove, ServiceUser
from consultations.permissions import check_not_restricted

Kind = RecordMove.Kind


def moves_open_to(by: Account, service_user: ServiceUser) -> list[str]:
    """Return what somebody may do with a record as it stands."""
    roles = roles_of(by, service_user.organisation)
    is_clinician, is_manager = Role.CLINICIAN in roles, Role.MANAGER in roles
    is_restricted = service_user.restricted_by_id is not None
    may_lift = is_manager or (is_clinician and service_user.restricted_by_id == by.pk)
    may_hold = is_manager or (is_clinician and (may_lift or not is_restricted))
    return [
        *([Kind.RESTRICT] if is_clinician and not is_restricted else []),
        *([Kind.LIFT] if may_lift and is_restricted else []),
        *([Kind.RELEASE if service_user.is_held else Kind.HOLD] if may_hold else []),
    ]


@transaction.atomic
def move_record(*, service_user: ServiceUser, kind: str, reason: str, by: Account) -> None:
    """Restrict a record, put it on hold, or lift either. Raises PermissionDenied."""
    now = ServiceUser.objects.select_for_update().get(pk=service_user.pk)
    _check(kind, moves_open_to(by, now))
    if kind in (Kind.RESTRICT, Kind.LIFT):
        now.restricted_by = by if kind == Kind.RESTRICT else None
    else:
        now.is_held = kind == Kind.HOLD
    now.save(update_fields=["restricted_by", "is_held"])
    RecordMove.objects.create(
        organisation_id=now.organisation_id, service_user=now, kind=kind, reason=reason, by=by
    )
    record_audit(
        action=f"{kind}_record",
        record=f"service_user:{now.pk}",
        organisation=now.organisation,
        by=by,
    )


def _check(kind: str, allowed: Collection[str]) -> None:
    """Raise PermissionDenied unless it is among what somebody may do."""
    if kind not in allowed:
        raise PermissionDenied(_("This is not open to you, or somebody has done it meanwhile."))


def check_can_keep(by: Account, service_user: ServiceUser) -> None:
    """Raise PermissionDenied unless somebody may see how a record is kept."""
    if Role.MANAGER not in roles_of(by, service_user.organisation):
        check_not_restricted(by, service_user)
