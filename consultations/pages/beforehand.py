"""Before the visit: the clinician's page of the link, the sheet to hand out, the person's first."""

from typing import Any

from accounts.squares import drawn
from consultations import selectors
from consultations.models import Consultation
from consultations.pages.room import room
from consultations.presenters.beforehand import last_day, presented_link, steps_before
from consultations.presenters.room import contact
from consultations.presenters.wishes import names, read_back
from consultations.selectors.beforehand import link_of
from consultations.selectors.effects_now import said_effects
from consultations.services.beforehand import Link, open_until
from consultations.stages import FINISHED
from medications.selectors import lines


def beforehand(consultation: Consultation) -> dict[str, Any]:
    """Gather the clinician's page: whether the person has a link, and until when."""
    return room(consultation, "conversation") | {
        "link": presented_link(link_of(consultation)),
        "until": last_day(open_until(consultation)),
        "can_write": consultation.stage not in FINISHED,
    }


def sheet(consultation: Consultation, link: Link, address: str) -> dict[str, Any]:
    """Gather the sheet to hand out; it names nobody.

    Its letters are shown once, in the answer to the press: the database does not know them.
    """
    return {
        "code": consultation.code,
        "address": address,
        "letters": link.letters,
        "square": drawn(f"{address}#{link.letters}"),
        "until": last_day(link.invitation.expires_at),
        "contact": contact(consultation.organisation.texts),
    }


def before(consultation: Consultation) -> dict[str, Any]:
    """Gather the person's first page: what they can say, and how much they want explained."""
    seat, every = consultation.seen_by, lines(consultation.release)
    checklist = selectors.said_checklist(consultation).checklist
    context = room(consultation, "before")
    steps = steps_before(
        consultation,
        has_matters=not context["matters"].is_empty,
        list_words=read_back(checklist, names(every, checklist.own_words)),
        effects=len(said_effects(consultation)),
    )
    return context | {
        "steps": steps,
        "until": last_day(seat.seat_until) if seat and seat.seat_until else "",
        "chosen": seat.explanation if seat else "",
    }
