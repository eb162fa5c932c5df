"""A form of a conversation that was sent: saved, or drawn again with every word as it was typed."""

from collections.abc import Callable
from typing import cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import QueryDict

from consultations import services, tickets
from consultations.models import Consultation
from consultations.permissions import Finished

IS_OLDER, HAS_ENDED = "is older", "has ended"
"""The errors of a form that was drawn before what is kept now, or of which nobody knows when, and
of one whose conversation has ended since."""


def is_saved(
    form: BaseForm,
    found: Consultation,
    write: Callable[[tickets.Ticket], object],
    *reasons: type[Exception],
) -> bool:
    """Save what was typed, or say on the form why not. `reasons` have a sentence for the page."""
    try:
        write(tickets.read(form.data.get("ticket", ""), found.code))
    except (tickets.BadTicket, services.VersionConflict) as reason:
        form.add_error(None, ValidationError(str(reason), code=IS_OLDER))
        return False
    except Finished as reason:
        # It may have ended while the form was on its way: the page is to be that of an ended one.
        found.refresh_from_db(fields=["stage"])
        form.add_error(None, ValidationError(str(reason), code=HAS_ENDED))
        return False
    except reasons as reason:
        form.add_error(None, str(reason))
        return False
    return True


def sent_again(form: BaseForm, found: Consultation) -> int:
    """Give a form that was sent the ticket for the next attempt; return the status of its page.

    Only where the page says that something else was saved, and shows it, does the ticket name
    the newest version. Elsewhere what a colleague saved in between would be overwritten unseen.
    """
    if not form.is_bound:
        return 200
    typed = cast(QueryDict, form.data).copy()
    is_told = form.has_error(NON_FIELD_ERRORS, IS_OLDER)
    drawn_at = str(typed.get("ticket", ""))
    typed["ticket"] = tickets.issue(found) if is_told else tickets.renew(drawn_at, found.code)
    form.data = typed
    return 403 if form.has_error(NON_FIELD_ERRORS, HAS_ENDED) else 422
