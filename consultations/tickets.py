"""The ticket that every form of a conversation carries, signed.

It says which conversation the form was drawn for, at which version, and holds a key of its own.
A form therefore writes to the conversation it shows, whatever else is open in another tab;
meets a conflict instead of overwriting what came in between; and counts once, however often it
is sent.
"""

import logging
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext as _

from consultations.models import Consultation

SALT = "conversation form"
log = logging.getLogger(__name__)


class BadTicket(ValueError):
    """A form without a ticket, with a changed one, or one of another conversation."""


@dataclass(frozen=True)
class Ticket:
    """Which conversation, at which version, and the form's own key."""

    code: UUID
    version: int
    key: UUID


def issue(consultation: Consultation) -> str:
    """Return a new signed ticket for a form of this conversation as it stands."""
    return _signed(consultation.code, consultation.version)


def renew(signed: str, code: UUID) -> str:
    """Return another ticket at the version of one that was sent, so that it counts as an attempt.

    One that cannot be read stays as it is: nobody knows at which version its form was drawn.
    """
    try:
        return _signed(code, read(signed, code).version)
    except BadTicket:
        return signed


def _signed(code: UUID, version: int) -> str:
    """Return a ticket with a new key."""
    return signing.dumps([code.hex, version, uuid4().hex], salt=SALT)


def read(signed: str, code: UUID) -> Ticket:
    """Return the ticket of a form sent to the conversation `code`. Raises BadTicket."""
    try:
        its_code, version, key = signing.loads(signed, salt=SALT)
        ticket = Ticket(UUID(its_code), int(version), UUID(key))
    except (signing.BadSignature, ValueError, TypeError):
        log.warning("A form came with a ticket that this service did not sign.")
        raise BadTicket(_("This form has lost its ticket. Please open the page again.")) from None
    if ticket.code != code:
        log.warning("A form came with the ticket of another conversation.")
        raise BadTicket(_("This form belongs to another conversation. Nothing was saved."))
    return ticket
