"""One press on the checklist against a bare view that writes, from 1, 16 and 64 browsers."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from statistics import quantiles
from time import perf_counter
from uuid import uuid4

from django.urls import reverse

from accounts.models import Account, Clinic
from consultations.models import Consultation, ServiceUser
from consultations.services import StartDetails, start_consultation
from medications.selectors import current_release
from tests.benchmarks.clients import Client
from tests.benchmarks.databases import LEFT_OUT, database, is_there
from tests.benchmarks.measure import Row
from tests.benchmarks.processes import seconds_below, seconds_of, since
from tests.benchmarks.served import server

CONVERSATIONS = 1_000
CLIENTS = (1, 16, 64)
ROUNDS, SECONDS = 5, 2.0
CLINICIAN = "clinician@demo.example"
TICKET = re.compile(rb'name="ticket"[^>]* value="([^"]+)"')
FIRST_PRESSES = ("avoid:weight_gain", "avoid:restlessness", "avoid:tremor", "keep:")
PRESSES = ("avoid:daytime_sleepiness", "unavoid:daytime_sleepiness")
"""Then each client chooses and takes back a fourth line, again and again."""

Press = Callable[[], object]


@dataclass
class Load:
    """What a number of clients met: seconds of each answer; processor seconds by whom."""

    answers: list[float] = field(default_factory=list)
    took: float = 0
    service: float = 0
    postgres: float = 0

    @property
    def each(self) -> float:
        """Seconds from one answer to the next, over all clients."""
        return self.took / len(self.answers)

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 answers came."""
        return quantiles(self.answers, n=20)[-1]

    def __str__(self) -> str:
        """Return how many answers a second, and whose work they are."""
        service, postgres = self.service / self.took, self.postgres / self.took
        return (
            f"{1 / self.each:.0f} answers a second, {service:.2f} processors for the service and "
            f"{postgres:.2f} for PostgreSQL"
        )


_notes: list[str] = []
MORE = (
    "What a press does and the bare view does not: it looks up roles, locks the conversation, "
    "reads who takes part, the list, the medicines taken and what can be had, writes the line, the "
    "change and the audit entry, ranks, says why for each medicine, and draws 34 KB instead of 2; "
    "12 questions to the database instead of 4."
)


def notes() -> list[str]:
    """Tell who took how much of the processors; or what is left out."""
    return [*_notes, MORE] if is_there() else [f"Left out, the tick: {LEFT_OUT}."]


def rows() -> list[Row]:
    """Measure at each number of clients."""
    if not is_there():
        return []
    found = []
    with database(CONVERSATIONS) as its, server(its.url) as served:
        its.use()
        clients = _clients(served.port)
        for count in CLIENTS:
            found += _measured(count, clients[:count], served.pid)
    return found


def _clients(port: int) -> list["Presser"]:
    """Let the demo's clinician sign in many times, each time in another conversation."""
    account = Account.objects.get(email=CLINICIAN)
    return [Presser(Client(port, account), each) for each in opened_for(max(CLIENTS))]


def opened_for(count: int) -> list[Consultation]:
    """Let the demo's clinician open so many conversations, each with somebody else."""
    account = Account.objects.get(email=CLINICIAN)
    clinic = account.memberships.select_related("clinic__organisation").get().clinic
    people = ServiceUser.objects.filter(organisation=clinic.organisation).order_by("pk")
    return [_opened(each, clinic, account) for each in people[:count]]


def _opened(service_user: ServiceUser, clinic: Clinic, by: Account) -> Consultation:
    """Open a conversation."""
    return start_consultation(
        service_user=service_user,
        clinic=clinic,
        release=current_release(clinic.organisation),
        details=StartDetails("clinic", "informal", "full"),
        by=by,
        code=uuid4(),
    )


def _measured(count: int, clients: list["Presser"], server_pid: int) -> list[Row]:
    """Let clients press, and call the bare view, in turns."""
    ticks, bares = Load(), Load()
    for _ in range(ROUNDS):
        _press([each.tick for each in clients], ticks, server_pid)
        _press([each.bare for each in clients], bares, server_pid)
        for each in clients:
            each.client.rest()
    browsers = "1 browser" if count == 1 else f"{count} browsers"
    _notes.append(f"With {browsers}: the tick {ticks}; the bare view {bares}.")
    limit = "a bare view on the same server: session, account, SELECT, UPDATE, 2 KB"
    work = f"a press on the checklist, saved and drawn again, {browsers}"
    return [
        Row(f"{work}: from answer to answer", ticks.each, limit, bares.each, 2),
        Row(f"{work}: 95 of 100 within", ticks.p95, limit, bares.p95, 2),
    ]


def _press(presses: list[Press], load: Load, server_pid: int) -> None:
    """Let each client press for some seconds, all at once; add what they met."""
    service, postgres = seconds_below(server_pid), seconds_of("postgres")
    begun = perf_counter()
    with ThreadPoolExecutor(len(presses)) as pool:
        for answers in pool.map(partial(_answers, until=begun + SECONDS), presses):
            load.answers += answers
    load.took += perf_counter() - begun
    load.service += since(service, seconds_below(server_pid))
    load.postgres += since(postgres, seconds_of("postgres"))


def _answers(press: Press, until: float) -> list[float]:
    """Press until the time is over; return the seconds of each answer."""
    seconds = []
    while (begun := perf_counter()) < until:
        press()
        seconds.append(perf_counter() - begun)
    return seconds


class Presser:
    """A clinician in one conversation, who chooses and takes back."""

    def __init__(self, client: Client, consultation: Consultation) -> None:
        """Open the checklist and choose three lines, in order."""
        self.client = client
        self.address = reverse("checklist", args=[consultation.code])
        self.bare_address = f"/bare/{consultation.code}/"
        self.ticket = self._ticket(client.get(self.address))
        self.presses = cycle(PRESSES)
        for press in FIRST_PRESSES:
            self._send(press)
        client.rest()

    def tick(self) -> None:
        """Choose a line, or take it back."""
        self._send(next(self.presses))

    def bare(self) -> None:
        """Write with the bare view, which counts the version up past our ticket."""
        self.client.post(self.bare_address, {"ticket": self.ticket, "do": "avoid:weight_gain"})

    def _send(self, press: str) -> None:
        answer = self.client.post(self.address, {"ticket": self.ticket, "do": press})
        self.ticket = self._ticket(answer)

    def _ticket(self, page: bytes) -> str:
        """Return the ticket of a page. Raises RuntimeError when it has none."""
        found = TICKET.search(page)
        if found is None:
            raise RuntimeError("There is no ticket in the answer.")
        return found[1].decode()
