"""The clinician's day: what is open, paused and planned in one's own clinics."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from consultations import selectors
from consultations.models import Consultation
from consultations.selectors.conversations import PAGE
from consultations.stages import Stage
from tests.cast import Cast
from tests.factories import ConsultationFactory, MembershipFactory, ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import page_of, queries
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
NONE = "None at the moment."
MORE = "There are more. Find them by the person."
RIVERSIDE = ["Riverside clinic: open", "Riverside clinic: paused", "Riverside clinic: planned"]
HILLTOP = ["Hilltop clinic: open", "Hilltop clinic: paused", "Hilltop clinic: planned"]
PINNED = 8
WINTER = datetime.datetime(2026, 1, 15, 11, 5, tzinfo=datetime.UTC)
SUMMER = datetime.datetime(2026, 7, 1, 11, 5, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)


def sections(client: SignedIn) -> dict[str, BeautifulSoup]:
    """Return the lists of the day by their headings, in order."""
    page = page_of(client.get(reverse("day")))
    return {words(each.h2): each for each in page.select("main section")}


def people(section: BeautifulSoup) -> list[str]:
    """Return the people of a list, in order."""
    return [words(each).partition(",")[0] for each in section.select("li a")]


def told(cast: Cast, name: str, **fields: object) -> Consultation:
    """Write a conversation of the clinic with somebody of this name."""
    person = ServiceUserFactory(organisation=cast.organisation, preferred_name=name)
    place = {"organisation": cast.organisation, "clinic": cast.clinic, "service_user": person}
    return ConsultationFactory(**(place | fields))


def test_an_empty_day_says_so_and_shows_the_way(cast: Cast, amara: SignedIn) -> None:
    """Three lists with nothing in them, and a button to find a person."""
    found = sections(amara)

    assert list(found) == RIVERSIDE
    assert [words(each.p) for each in found.values()] == [NONE] * 3
    page = page_of(amara.get(reverse("day")))
    assert page.select_one("main a.nhsuk-button")["href"] == reverse("people")


def test_each_conversation_stands_in_the_list_of_its_stage(cast: Cast, amara: SignedIn) -> None:
    """What is over stands in none."""
    told(cast, "Ola", open=True)
    told(cast, "Pat", paused=True)
    told(cast, "Noor", not_today=True)
    told(cast, "Dee", decided=True)
    told(cast, "Eli", ended=True)

    assert [people(each) for each in sections(amara).values()] == [["Ola"], ["Pat"], ["Noor"]]


def test_a_list_begins_with_the_oldest(cast: Cast, amara: SignedIn) -> None:
    """Whoever has waited longest stands first, in London's time, winter and summer."""
    told(cast, "Summer", open=True, starts_at=SUMMER)
    told(cast, "Late", open=True, starts_at=LATE)
    told(cast, "Winter", open=True, starts_at=WINTER)
    links = sections(amara)[RIVERSIDE[0]].select("li a")

    assert [words(each) for each in links] == [
        "Winter, 15 January 2026, 11:05",
        "Late, 1 July 2026, 00:30",
        "Summer, 1 July 2026, 12:05",
    ]


def test_a_line_leads_to_its_conversation(cast: Cast, amara: SignedIn) -> None:
    """By its code, which says nothing."""
    ola = told(cast, "Ola", open=True)
    link = sections(amara)[RIVERSIDE[0]].select_one("li a")

    assert link["href"] == reverse("conversation", args=[ola.code])
    assert amara.get(link["href"]).status_code == 200


def test_only_ones_own_clinics_are_listed(cast: Cast, amara: SignedIn) -> None:
    """A colleague of the next clinic sees theirs, and another organisation nothing of either."""
    told(cast, "Ola", open=True)
    told(cast, "Hari", open=True, clinic=cast.other_clinic)
    carla, hugo = (SignedIn(cast.people[who]) for who in ("carla", "hugo"))
    everywhere = SignedIn(MembershipFactory(organisation=cast.organisation).account)

    assert people(sections(amara)[RIVERSIDE[0]]) == ["Ola"]
    assert list(sections(carla)) == HILLTOP
    assert people(sections(carla)[HILLTOP[0]]) == ["Hari"]
    assert sections(hugo) == {}
    assert list(sections(everywhere)) == HILLTOP + RIVERSIDE
    assert people(sections(everywhere)[RIVERSIDE[0]]) == ["Ola"]


def test_a_role_that_is_no_clinicians_opens_no_clinic(cast: Cast, amara: SignedIn) -> None:
    """Managing all clinics does not list their conversations."""
    MembershipFactory(account=cast.people["amara"], organisation=cast.organisation, manager=True)

    assert list(sections(amara)) == RIVERSIDE


@pytest.mark.parametrize(("conversations", "are_more"), [(20, False), (21, True), (45, True)])
def test_more_than_a_page_is_said(
    cast: Cast, amara: SignedIn, conversations: int, are_more: bool
) -> None:
    """Twenty are shown, and where to find the rest."""
    for number in range(conversations):
        told(cast, f"Person {number}", open=True)
    found = sections(amara)

    assert len(people(found[RIVERSIDE[0]])) == PAGE == 20
    assert (MORE in words(found[RIVERSIDE[0]])) == are_more
    assert MORE not in words(found[RIVERSIDE[1]])


def test_two_hundred_conversations_ask_no_more_than_one(cast: Cast, amara: SignedIn) -> None:
    """The page's cost does not grow with the clinic's work."""
    template = told(cast, "Ola", open=True)
    one = queries(lambda: amara.get(reverse("day")))
    for stage in ("open", "paused", "planned"):
        ConsultationFactory.create_batch(
            67,
            organisation=cast.organisation,
            clinic=cast.clinic,
            service_user=template.service_user,
            release=template.release,
            stage=stage,
        )

    assert Consultation.objects.count() > 200
    assert one == queries(lambda: amara.get(reverse("day"))) == PINNED


@pytest.mark.parametrize("is_one_moment", [True, False])
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, is_one_moment: bool) -> None:
    """A page begins where the last one ended, even when all began at one moment."""
    now = timezone.now()
    made = [
        told(cast, f"Person {number}", open=True, starts_at=now - datetime.timedelta(minutes=late))
        for number in range(45)
        for late in [0 if is_one_moment else number]
    ]
    seen: list[Consultation] = []
    after = None
    while rows := selectors.day(cast.clinic, Stage.OPEN, after):
        assert len(rows) <= PAGE + 1
        seen += rows[:PAGE]
        after = (seen[-1].starts_at, seen[-1].pk)

    assert seen == sorted(made, key=lambda each: (each.starts_at, each.pk))
