"""Who may change what in the library. A refusal is a sentence that the page can show."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts import selectors
from accounts.models import Account, Organisation, Role
from accounts.permissions import role
from medications.models import Card

pharmacist = role(Role.PHARMACIST)


def check_is_pharmacist(by: Account, organisation: Organisation | None) -> None:
    """Raise PermissionDenied unless a pharmacist of the organisation writes."""
    if not selectors.has_role(by, organisation, [Role.PHARMACIST]):
        raise PermissionDenied(_("Only a pharmacist of this organisation does this."))


def check_can_approve(by: Account, organisation: Organisation, card: Card) -> None:
    """Raise PermissionDenied unless a pharmacist here approves a starter card in use."""
    if not selectors.has_role(by, organisation, [Role.PHARMACIST]):
        raise PermissionDenied(_("Only a pharmacist of this organisation approves its cards."))
    if card.organisation_id is not None:
        raise PermissionDenied(_("This card was published here: it needs no approval."))
