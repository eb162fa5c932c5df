"""The ticket of a form: it names its conversation, and no other one can be read from it."""

from uuid import uuid4

import pytest
from django.core import signing

from consultations import tickets
from consultations.models import Consultation
from consultations.tickets import SALT, BadTicket

LOST = r"This form has lost its ticket\. Please open the page again\."
FOREIGN = r"This form belongs to another conversation\. Nothing was saved\."


def test_a_ticket_says_which_conversation_at_which_version() -> None:
    """As it stood when the form was drawn."""
    consultation = Consultation(version=7)
    ticket = tickets.read(tickets.issue(consultation), consultation.code)

    assert (ticket.code, ticket.version) == (consultation.code, 7)


def test_each_form_has_a_key_of_its_own() -> None:
    """Two drawings of one form count as two, one drawing as one however often it is sent."""
    consultation = Consultation()
    signed = tickets.issue(consultation)
    first, again = (tickets.read(signed, consultation.code) for _time in range(2))
    other = tickets.read(tickets.issue(consultation), consultation.code)

    assert first == again
    assert first.key != other.key


def test_a_ticket_of_another_conversation_is_not_taken() -> None:
    """Two tabs, two people: what was drawn for one is never written to the other."""
    ours, theirs = Consultation(), Consultation()

    with pytest.raises(BadTicket, match=FOREIGN):
        tickets.read(tickets.issue(theirs), ours.code)


def test_no_letter_of_a_ticket_can_be_changed() -> None:
    """Wherever it stands."""
    consultation = Consultation()
    signed = tickets.issue(consultation)

    for place, letter in enumerate(signed):
        changed = signed[:place] + ("A" if letter != "A" else "B") + signed[place + 1 :]
        if signing_differs(signed, changed):
            with pytest.raises(BadTicket, match=LOST):
                tickets.read(changed, consultation.code)


def signing_differs(signed: str, changed: str) -> bool:
    """Tell whether a change is more than the unused bits of the last letter of a part."""
    return (
        signing.b64_decode(signed.rpartition(":")[2].encode())
        != signing.b64_decode(changed.rpartition(":")[2].encode())
        or signed.rpartition(":")[0] != changed.rpartition(":")[0]
    )


@pytest.mark.parametrize(
    "words",
    [
        None,
        7,
        "words",
        {},
        [],
        ["no code", 1, uuid4().hex],
        [uuid4().hex, "one", uuid4().hex],
        [uuid4().hex, None, uuid4().hex],
        [uuid4().hex, 1, "no key"],
        [uuid4().hex, 1],
        [uuid4().hex, 1, uuid4().hex, 1],
    ],
)
def test_a_ticket_of_another_shape_is_lost(words: object) -> None:
    """Signed by an older or another version of the service: a sentence, not a fault."""
    with pytest.raises(BadTicket, match=LOST):
        tickets.read(signing.dumps(words, salt=SALT), uuid4())


@pytest.mark.parametrize("signed", ["", "ticket", "a:b:c", "\x00", "🎫:1:2"])
def test_what_is_no_ticket_is_lost(signed: str) -> None:
    """Whatever a browser sends."""
    with pytest.raises(BadTicket, match=LOST):
        tickets.read(signed, uuid4())


def test_a_signature_for_something_else_is_no_ticket() -> None:
    """The code with which a conversation is opened, for one."""
    consultation = Consultation()
    words = [consultation.code.hex, 1, uuid4().hex]

    with pytest.raises(BadTicket, match=LOST):
        tickets.read(signing.dumps(words, salt="new conversation"), consultation.code)
