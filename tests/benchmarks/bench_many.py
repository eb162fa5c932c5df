"""A million conversations against a thousand: lists, pages, one conversation, searches.

Making a million takes some minutes: CONVERSATIONS=100000 measures with fewer.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import Account, Clinic, Organisation, Role
from accounts.services import add_membership
from consultations import selectors
from consultations.models import Consultation, ServiceUser
from consultations.selectors.bookmarks import PAGE, Bookmark
from consultations.selectors.day import LISTS, of_the_day
from consultations.stages import Stage
from tests.benchmarks.clients import Client
from tests.benchmarks.databases import LEFT_OUT, Database, database, is_there
from tests.benchmarks.measure import Row, Work, interleaved
from tests.benchmarks.served import server

FEW = 1_000
MANY = int(os.environ.get("CONVERSATIONS", 1_000_000))
GOAL = 1.3
SOME = 20
CLINICIAN = "clinician@demo.example"

Works = dict[str, Work]


def notes() -> list[str]:
    """Tell what is left out."""
    return [] if is_there() else [f"Left out, a thousand and a million: {LEFT_OUT}."]


def rows() -> list[Row]:
    """Measure the same work with few and with many conversations, in turns."""
    if not is_there():
        return []
    with database(FEW) as few, database(MANY) as many:
        took = interleaved(_both(few, many, _selected), rounds=25, repeats=4)
        with server(few.url) as one, server(many.url) as other:
            ports = {few.conversations: one.port, many.conversations: other.port}
            served = _both(few, many, lambda its: _served(its, ports[its.conversations]))
            took |= interleaved(served, rounds=25, repeats=2)
    works = [name for its, name in took if its == MANY and (FEW, name) in took]
    limit = f"the same with {FEW:,} conversations"
    return [
        Row(f"{work}, {MANY:,} conversations", took[MANY, work], limit, took[FEW, work], GOAL)
        for work in works
    ]


def _both(
    few: Database, many: Database, works: Callable[[Database], Works]
) -> dict[tuple[int, str], Work]:
    """Return the works on each of two databases."""
    return {
        (its.conversations, name): partial(_on, its, work)
        for its in (few, many)
        for name, work in works(its).items()
    }


def _on(its: Database, work: Work) -> object:
    """Do a work on a database."""
    its.use()
    return work()


@dataclass(frozen=True)
class Asked:
    """Who asks, and for what: people and conversations that are alike in both databases.

    marks   where the first page of a list ends, by the list's name
    """

    account: Account
    organisation: Organisation
    clinics: list[Clinic]
    marks: dict[str, Bookmark]
    codes: Iterator[UUID]
    people: Iterator[ServiceUser]


def _asked(its: Database) -> Asked:
    """Let the demo's clinician work in all clinics, and choose what is asked for."""
    its.use()
    account = Account.objects.get(email=CLINICIAN)
    organisation = account.memberships.select_related("organisation").first().organisation
    if not account.memberships.filter(clinic=None).exists():
        add_membership(account=account, organisation=organisation, role=Role.CLINICIAN)
    clinics = list(selectors.clinics_of(account, organisation))
    _end_today()
    marks = {}
    for each in LISTS:
        sealed = of_the_day(clinics, each).next
        if sealed:
            marks[each.name] = Bookmark.opened(sealed, each.kind)
    few = Consultation.objects.filter(service_user=OuterRef("pk")).order_by()
    count = few.values("service_user").annotate(count=Count("pk")).values("count")
    people = ServiceUser.objects.annotate(count=Subquery(count)).filter(count=3)[:SOME]
    codes = Consultation.objects.order_by("pk").values_list("code", flat=True)[:SOME]
    return Asked(account, organisation, clinics, marks, cycle(list(codes)), cycle(list(people)))


def _end_today() -> None:
    """Let the newest decisions be of today: as many, however many conversations there are."""
    decided = Consultation.objects.filter(stage=Stage.DECIDED).order_by("-pk")
    newest = list(decided.values_list("pk", flat=True)[: 2 * PAGE])
    Consultation.objects.filter(pk__in=newest).update(ended_at=timezone.now())


def _whole(person: ServiceUser) -> str:
    """Return a name as it is called out in a waiting room."""
    return f"{person.given_names} {person.family_name}"


def _selected(its: Database) -> Works:
    """Return what is read through the selectors."""
    asked = _asked(its)
    who = (asked.account, asked.organisation)
    lists = {
        f"selector: {each.name}, {page}": partial(of_the_day, asked.clinics, each, after)
        for each in LISTS
        if each.name in asked.marks
        for page, after in (("first page", None), ("next page", asked.marks[each.name]))
    }
    find = partial(selectors.find_people, asked.organisation)
    return lists | {
        "selector: one by its code": lambda: selectors.conversation(*who, next(asked.codes)),
        "selector: find by number": lambda: find(next(asked.people).local_number),
        "selector: find by the first letter of a name": lambda: find("a"),
        "selector: find by a family name": lambda: find(next(asked.people).family_name),
        "selector: find by a whole name": lambda: find(_whole(next(asked.people))),
        "selector: conversations of a person": lambda: selectors.of_person(
            *who, next(asked.people)
        ),
    }


def _served(its: Database, port: int) -> Works:
    """Return what is asked of the server."""
    asked = _asked(its)
    client = Client(port, asked.account)
    mark = asked.marks["planned"].sealed()
    people = reverse("people")

    def find(words: str) -> bytes:
        return client.post(people, {"words": words})

    return {
        "page: the day": lambda: client.get(reverse("day")),
        "page: next page of a list": lambda: client.get(
            f"{reverse('day')}?list=planned&after={mark}"
        ),
        "page: one conversation": lambda: client.get(
            reverse("conversation", args=[next(asked.codes)])
        ),
        "page: find by number": lambda: find(next(asked.people).local_number),
        "page: find by the first letter of a name": lambda: find("a"),
        "page: find by a whole name": lambda: find(_whole(next(asked.people))),
        "page: a person": lambda: client.get(reverse("person", args=[next(asked.people).pk])),
    }
