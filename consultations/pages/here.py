"""Who is here: a strip on every page of a conversation, and the same as a page."""

from typing import Any, TypeGuard

from accounts.models import Account
from consultations.models import Consultation, Participant, Together
from consultations.pages.carer import carers_frame
from consultations.pages.room import card_news, room
from consultations.presenters.here import asked_together, said_of_others, said_of_the_door
from consultations.presenters.review import News
from consultations.presenters.room import is_seen_before
from consultations.selectors.for_carer import scope_of
from consultations.selectors.live import looked_at_together, who_is_here
from consultations.selectors.seats import doors
from consultations.stages import FINISHED


def here_strip(consultation: Consultation, account: Account) -> dict[str, Any]:
    """Gather who is here, for whoever asks; before the visit nobody is named."""
    has_ended = consultation.stage in FINISHED
    its = {"code": consultation.code, "has_ended": has_ended}
    if is_seen_before(consultation):
        return its | {"others": [], "together": None, "safety": None}
    asks = consultation.seen_by or account
    return its | {
        "others": [
            *(said_of_the_door(doors(consultation)) if asks is account else []),
            *said_of_others(who_is_here(consultation), asks, has_ended=has_ended),
        ],
        "together": asked_together(_looked_at(consultation, asks), asks, _card_for(asks)),
        "safety": _safety_news(consultation, asks),
    }


def _safety_news(consultation: Consultation, asks: Account | Participant) -> News | None:
    """Return that cards have changed for safety, unless a carer asks who sees none of them."""
    if _is_carer(asks):
        scope = scope_of(asks)
        if not (scope.sees_cards or scope.sees_comparison):
            return None
    found = card_news(consultation)
    return found if found and found.must_read else None


def _looked_at(consultation: Consultation, asks: Account | Participant) -> Together | None:
    """Return the card that everybody is asked to look at, unless it is not shared with a carer."""
    if _is_carer(asks) and not scope_of(asks).sees_cards:
        return None
    return looked_at_together(consultation)


def _is_carer(asks: Account | Participant) -> TypeGuard[Participant]:
    """Tell whether a carer asks."""
    return isinstance(asks, Participant) and asks.kind == Participant.Kind.CARER


def _card_for(asks: Account | Participant) -> str:
    """Return the name of the address of cards for whoever asks: a carer has their own."""
    return "carers_card" if _is_carer(asks) else "our_card"


def here_page(consultation: Consultation, account: Account) -> dict[str, Any]:
    """Gather the same as a page, without scripts; a carer's has a frame of its own."""
    seat = consultation.seen_by
    if seat is not None and seat.kind == Participant.Kind.CARER:
        frame = carers_frame(consultation, seat)
    else:
        frame = room(consultation, "here")
    return frame | here_strip(consultation, account)
