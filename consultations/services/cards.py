"""Going on with the newest cards: a conversation moves to another release, never by itself."""

from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.models import Consultation
from consultations.selectors.newer import newer_releases
from consultations.services.saving import Writing, Written, save
from consultations.stages import FINISHED
from consultations.tickets import Ticket


class ReadFirst(ValueError):
    """Cards have changed for safety and that has not been read; the sentence says where to."""


class NotTheNewest(ValueError):
    """What was read is not what the cards say now; the sentence asks to read again."""


def move_to_release(*, ticket: Ticket, by: Account, read: int) -> Consultation:
    """Go on with the organisation's newest cards, of which somebody has read what changed.

    `read` is the key of the release that was read about. Raises NotTheNewest when another one
    has been made since, and what `save` raises.
    """

    def write(writing: Writing) -> Written:
        consultation = writing.consultation
        newest = newer_releases(consultation).last()
        if newest is None or newest.pk != read:
            raise NotTheNewest(
                _("The cards have changed once more since you read this. Please read it again.")
            )
        before = consultation.release.number
        consultation.release = newest
        return Written({"release": before}, {"release": newest.number})

    return save(ticket=ticket, by=by, what="move_to_release", write=write)


def check_has_read(consultation: Consultation) -> None:
    """Raise ReadFirst while a safety change of the cards has not been read here."""
    if not newer_releases(consultation).filter(is_safety_change=True).exists():
        return
    if consultation.stage in FINISHED:
        raise ReadFirst(
            _(
                "The cards have changed since this conversation ended, and safety is the reason. "
                "To decide again, say what changed since, in a new conversation."
            )
        )
    raise ReadFirst(
        _(
            "The cards have changed, and safety is the reason. Read what changed before you "
            "decide: the link stands at the top of this page."
        )
    )
