"""Conversations for the screens to work in, and checking each when they have stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from accounts.models import Account, Clinic
from consultations.models import Consultation, Participant, ServiceUser
from consultations.selectors import Matters
from consultations.services import Guest, StartDetails, start_consultation
from consultations.services.joining import admit, hand_over, knock, open_door, sit_down
from consultations.services.matters import record_matters
from consultations.tickets import Ticket
from medications.selectors import current_release
from tests.benchmarks.clients import Client
from tests.chaos import carers, history
from tests.chaos.carers import Carer, Sharing
from tests.chaos.people import Follower, Screen

CLINICIANS = ("clinician@demo.example", "colleague@demo.example")


@dataclass(frozen=True)
class Room:
    """One conversation with its screens: two clinicians, the person, and a carer's."""

    consultation: Consultation
    screens: list[Screen]
    followers: list[Follower]
    carer: Carer
    sharing: Sharing

    def begin(self) -> None:
        """Let everybody follow, and the carer look."""
        for each in (*self.followers, self.carer, self.sharing):
            each.start()

    def cease(self) -> None:
        """Let nothing be shared any more, and the carer leave."""
        self.sharing.stop()
        self.carer.stop()

    def leave(self) -> None:
        """Let nobody follow any more."""
        for each in self.followers:
            each.stop()


def begun(port: int, conversations: int, seed: int) -> list[Room]:
    """Open conversations, each with a person and a carer in seats and two clinicians signed in."""
    clinicians = [Account.objects.get(email=each) for each in CLINICIANS]
    clinic = clinicians[0].memberships.select_related("clinic__organisation").get().clinic
    return [_begun(port, clinic, clinicians, seed + number) for number in range(conversations)]


def _begun(port: int, clinic: Clinic, clinicians: list[Account], seed: int) -> Room:
    """Open one of them, in which the person has written something."""
    by = clinicians[0]
    person = ServiceUser.objects.create(
        organisation=clinic.organisation, preferred_name="Somebody", local_number=uuid4().hex
    )
    consultation = start_consultation(
        service_user=person,
        clinic=clinic,
        release=current_release(clinic.organisation),
        details=StartDetails("clinic", "informal", "full", guests=(Guest("Jo", is_carer=True),)),
        by=by,
        code=uuid4(),
    )
    code, words = str(consultation.code), uuid4().hex
    seat = f"seat={hand_over(consultation=consultation, by=by)}"
    ticket = Ticket(consultation.code, consultation.version, uuid4())
    record_matters(ticket=ticket, by=by, matters=Matters({"get_better": words}, (words,), ()))
    cookies = [seat, *(Client(port, each).cookies.split(";")[0] for each in clinicians)]
    jo = Participant.objects.get(consultation=consultation, kind=Participant.Kind.CARER)
    return Room(
        consultation,
        [Screen(port, code, each, seed) for each in cookies],
        [Follower(port, code, each) for each in cookies],
        Carer(port, code, f"seat={_sat_down(consultation, jo, by)}", words),
        Sharing(port, consultation, jo.pk, cookies[1]),
    )


def _sat_down(consultation: Consultation, carer: Participant, by: Account) -> str | None:
    """Let a carer in; return what their browser keeps."""
    door = open_door(consultation=consultation, by=by, participant=carer)
    invitation = knock(code=door.code)
    if invitation is None:
        return None
    admit(invitation=invitation, by=by)
    invitation.refresh_from_db()
    return sit_down(invitation=invitation)


def checked(room: Room, until: float) -> Iterator[str]:
    """Return what does not hold in a conversation, as it stands now."""
    room.consultation.refresh_from_db()
    senders = {
        history.CHECKLIST: [each.said for each in room.screens],
        history.CONSENT: [room.sharing.said],
    }
    yield from history.findings(room.consultation, senders)
    yield from history.on_the_screens(room.consultation, room.screens, room.followers, until)
    yield from carers.findings(room.carer, room.sharing)
