"""Who is here, in one calm sentence for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Account
from consultations.forms.joining import DoorForm
from consultations.models import Invitation, Participant, Together
from consultations.presenters.joining import presented_doors
from consultations.selectors.live import Here


@dataclass(frozen=True)
class PresentedHere:
    """Somebody who is here, or waits to be; what the reader can do about it, where there is.

    do, key, press   what the joining page is sent, and the words on the button
    """

    words: str
    do: str = ""
    key: int | None = None
    press: str = ""


def said_of_the_door(doors: Iterable[Invitation]) -> list[PresentedHere]:
    """Return a sentence for everybody who waits to be let in, with the press that lets them."""
    return [
        PresentedHere(each.words, DoorForm.ADMIT, each.key, _("Let them in"))
        for each in presented_doors(doors, None)
        if each.is_waiting
    ]


def said_of_others(
    here: Iterable[Here], asks: Account | Participant, *, has_ended: bool = False
) -> list[PresentedHere]:
    """Return a sentence for everybody but whoever asks, those who are connected first.

    After the end a screen in a seat is not connected any more, and is to be none the less.
    """
    others = [each for each in here if not _is(each, asks)]
    others.sort(key=lambda its: not its.is_connected)
    return [
        _said(each, _sentence(each, has_ended=has_ended), can_open=isinstance(asks, Account))
        for each in others
    ]


def _said(here: Here, words: str, *, can_open: bool) -> PresentedHere:
    """Say it of one, whose locked screen a clinician can open again."""
    if not (can_open and here.is_locked):
        return PresentedHere(words)
    again = DoorForm.OPEN_AGAIN
    return PresentedHere(words, again, here.participant, _("Open it again"))


def _is(here: Here, asks: Account | Participant) -> bool:
    """Tell whether it is whoever asks."""
    if isinstance(asks, Participant):
        return here.participant == asks.pk
    return here.account == asks.pk


def _sentence(here: Here, *, has_ended: bool) -> str:
    """Say whether somebody is here, types, or has a screen that is locked or not connected."""
    if here.is_locked:
        return _("%(name)s: the screen has locked, because nobody touched it") % {"name": here.name}
    if not here.is_connected and has_ended:
        return _("%(name)s can still see what they take home") % {"name": here.name}
    if here.sees_nothing:
        return _("%(name)s has come in; nothing is shared with them now") % {"name": here.name}
    if not here.is_connected:
        return _("%(name)s: screen not connected") % {"name": here.name}
    if here.is_typing:
        return _("%(name)s is typing") % {"name": here.name}
    return _("%(name)s is here") % {"name": here.name}


@dataclass(frozen=True)
class PresentedTogether:
    """What somebody asks everybody to look at: a sentence, where it is, and which asking it is."""

    key: int
    words: str
    url: str


def asked_together(
    together: Together | None, asks: Account | Participant, card: str
) -> PresentedTogether | None:
    """Return what somebody else asks to look at; `card` is the name of the address of cards."""
    if together is None or _asked(together, asks):
        return None
    who = together.account or together.participant
    # Without the medicine's name, which nowhere stands without its conditions when it has some.
    words = _("%(name)s asks you to look at a card with them.")
    return PresentedTogether(
        together.pk,
        words % {"name": who.name if who else ""},
        reverse(card, args=[together.consultation.code, together.medication.code]),
    )


def _asked(together: Together, asks: Account | Participant) -> bool:
    """Tell whether it is whoever asked."""
    if isinstance(asks, Participant):
        return together.participant_id == asks.pk
    return together.account_id == asks.pk
