"""The clinician's day: open, paused, planned, to be looked at again, over today."""

import datetime

import pytest
from django.urls import reverse

from consultations.selectors.bookmarks import PAGE
from tests.cast import Cast
from tests.factories import (
    ClinicFactory,
    ConsultationFactory,
    MembershipFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.days import (
    HEADINGS,
    OPEN,
    PLANNED,
    REVIEW,
    on,
    people,
    sections,
    told,
)
from tests.integration.consultations.reading import page_of, queries
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
PINNED = 12
WINTER = datetime.datetime(2026, 1, 15, 11, 5, tzinfo=datetime.UTC)
SUMMER = datetime.datetime(2026, 7, 1, 11, 5, tzinfo=datetime.UTC)
LATE = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)


def walked(client: SignedIn, heading: str) -> list[str]:
    """Return the people of every page of a list, going on until there is no next page."""
    seen, address = [], reverse("day")
    while address:
        page = page_of(client.get(address))
        section = next(each for each in page.select("main section") if words(each.h2) == heading)
        seen += people(section)
        onward = [a for a in section.select("nav a") if words(a).startswith("Next")]
        address = reverse("day") + onward[0]["href"].removeprefix(reverse("day")) if onward else ""
    return seen


def test_an_empty_day_says_so_and_shows_the_way(cast: Cast, amara: SignedIn) -> None:
    """Five lists with nothing in them, and a box to find a person."""
    found = sections(amara)

    assert list(found) == list(HEADINGS)
    assert [words(each.p) for each in found.values()] == [
        "No conversation is open. Find a person to begin one.",
        "No conversation waits to go on.",
        "Nobody waits to be asked again.",
        "Nothing is to be looked at again in the next 14 days.",
        "Nothing was decided or ended today.",
    ]


def test_a_person_is_found_from_the_day(cast: Cast, amara: SignedIn) -> None:
    """By what is sent; it never stands in an address."""
    box = page_of(amara.get(reverse("day"))).select_one("main form")

    assert (box["method"], box["action"]) == ("post", reverse("people"))
    assert "Samuel Rivers" in words(page_of(amara.post(box["action"], {"words": "riv"})).main)


def test_each_conversation_stands_in_the_list_of_its_stage(cast: Cast, amara: SignedIn) -> None:
    """What was over before today, and is not to be looked at for long, stands in none."""
    told(cast, "Ola", open=True)
    told(cast, "Pat", paused=True)
    told(cast, "Noor", not_today=True)
    told(cast, "Dee", decided=True, look_again_on=on(100))
    told(cast, "Eli", ended=True, look_again_on=on(100), ended_at=SUMMER)
    lists = [people(each) for each in sections(amara).values()]

    assert lists == [["Ola"], ["Pat"], ["Noor"], [], ["Dee"]]


def test_a_list_begins_with_the_oldest(cast: Cast, amara: SignedIn) -> None:
    """Whoever has waited longest stands first, in London's time, winter and summer."""
    told(cast, "Summer", open=True, starts_at=SUMMER)
    told(cast, "Late", open=True, starts_at=LATE)
    told(cast, "Winter", open=True, starts_at=WINTER)
    links = sections(amara)[OPEN].select("li a")

    assert [words(each) for each in links] == [
        "Winter, 15 January 2026, 11:05, UK time",
        "Late, 1 July 2026, 00:30, UK time",
        "Summer, 1 July 2026, 12:05, UK time",
    ]


def test_planned_ones_stand_by_the_date_to_offer_again(cast: Cast, amara: SignedIn) -> None:
    """Whenever they were planned; a plan without a date comes last."""
    told(cast, "Undated")
    told(cast, "Second", not_today=True, look_again_on=on(8), starts_at=WINTER)
    told(cast, "First", not_today=True, look_again_on=on(7), starts_at=SUMMER)

    assert people(sections(amara)[PLANNED]) == ["First", "Second", "Undated"]


def test_a_planned_one_says_why_it_was_put_off(cast: Cast, amara: SignedIn) -> None:
    """How much was wanted, in the person's words; others do not say it in a list."""
    told(cast, "Noor", not_today=True, participation_reason="too tired")
    told(cast, "Ola", open=True, participation="some_parts", participation_reason="busy")
    found = sections(amara)

    assert "not today, in the person's words: “too tired”" in words(found[PLANNED])
    assert "busy" not in words(found[OPEN])


def test_a_line_leads_to_its_conversation(cast: Cast, amara: SignedIn) -> None:
    """By its code, which says nothing."""
    ola = told(cast, "Ola", open=True)
    link = sections(amara)[OPEN].select_one("li a")

    assert link["href"] == reverse("conversation", args=[ola.code])
    assert amara.get(link["href"]).status_code == 200


def test_only_ones_own_clinics_are_listed(cast: Cast, amara: SignedIn) -> None:
    """A colleague of the next clinic sees theirs, and another organisation nothing of either."""
    told(cast, "Ola", open=True)
    told(cast, "Hari", open=True, clinic=cast.other_clinic)
    carla, hugo = (SignedIn(cast.people[who]) for who in ("carla", "hugo"))
    everywhere = SignedIn(MembershipFactory(organisation=cast.organisation).account)

    assert people(sections(amara)[OPEN]) == ["Ola"]
    assert people(sections(carla)[OPEN]) == ["Hari"]
    assert people(sections(hugo)[OPEN]) == []
    assert people(sections(everywhere)[OPEN]) == ["Ola", "Hari"]


def test_the_clinic_is_named_to_whoever_has_several(cast: Cast, amara: SignedIn) -> None:
    """On each line; in a single clinic it goes without saying."""
    told(cast, "Ola", open=True)
    everywhere = SignedIn(MembershipFactory(organisation=cast.organisation).account)

    assert "Riverside clinic" in words(sections(everywhere)[OPEN].li)
    assert "Riverside clinic" not in words(sections(amara)[OPEN].li)


def test_a_role_that_is_no_clinicians_opens_no_clinic(cast: Cast, amara: SignedIn) -> None:
    """Managing all clinics does not list their conversations."""
    MembershipFactory(account=cast.people["amara"], organisation=cast.organisation, manager=True)
    told(cast, "Hari", open=True, clinic=cast.other_clinic)

    assert people(sections(amara)[OPEN]) == []


@pytest.mark.parametrize(("conversations", "are_more"), [(20, False), (21, True), (45, True)])
@pytest.mark.parametrize(("stage", "heading"), [("open", OPEN), ("planned", PLANNED)])
def test_every_row_stands_on_one_page(
    cast: Cast, amara: SignedIn, conversations: int, are_more: bool, stage: str, heading: str
) -> None:
    """Twenty on each, also when all are of one moment or have no date."""
    for number in range(conversations):
        told(cast, f"Person {number}", stage=stage, starts_at=WINTER)
    first = sections(amara)[heading]

    assert len(people(first)) == PAGE == 20
    assert bool(first.select("nav")) == are_more
    assert walked(amara, heading) == [f"Person {number}" for number in range(conversations)]


def test_pages_go_on_from_dates_to_plans_without_one(cast: Cast, amara: SignedIn) -> None:
    """And over several clinics and stages none is lost or shown twice."""
    everywhere = SignedIn(MembershipFactory(organisation=cast.organisation).account)
    for number in range(45):
        clinic = (cast.clinic, cast.other_clinic)[number % 2]
        dated = {"not_today": True, "look_again_on": on(number)} if number < 22 else {}
        told(cast, f"Person {number}", clinic=clinic, **dated)
        done = {"decided": True} if number % 3 else {"ended": True}
        told(cast, f"Done {number}", clinic=clinic, look_again_on=on(number - 60), **done)

    assert walked(everywhere, PLANNED) == [f"Person {number}" for number in range(45)]
    assert walked(everywhere, REVIEW) == [f"Done {number}" for number in range(45)]


def test_a_row_that_comes_in_between_shifts_nothing(cast: Cast, amara: SignedIn) -> None:
    """The next page begins after the last row that was seen."""
    for number in range(30):
        moment = WINTER + datetime.timedelta(minutes=number)
        told(cast, f"Person {number}", open=True, starts_at=moment)
    following = sections(amara)[OPEN].select_one("nav a")["href"]
    told(cast, "New", open=True, starts_at=WINTER - datetime.timedelta(days=1))
    page = page_of(amara.get(following))

    assert people(page.select_one("main section")) == [f"Person {n}" for n in range(20, 30)]
    assert words(page.select_one("main nav")) == "Back to the first"
    assert page.select_one("main nav a")["href"] == reverse("day")


def test_an_address_of_a_page_says_nothing_of_anybody(cast: Cast, amara: SignedIn) -> None:
    """Neither a name nor a number; it is sealed, and a changed one opens no page."""
    for number in range(21):
        told(cast, f"Person {number}", open=True)
    following = sections(amara)[OPEN].select_one("nav a")["href"]

    assert "Person" not in following
    assert amara.get(following).status_code == 200
    assert amara.get(f"{following}x").status_code == 404


@pytest.mark.parametrize("query", ["list=nowhere", "list=open&after=1", "list=planned&after=x:y"])
def test_an_unknown_page_is_not_there(cast: Cast, amara: SignedIn, query: str) -> None:
    """As any other address that leads nowhere."""
    assert amara.get(f"{reverse('day')}?{query}").status_code == 404


def test_a_bookmark_of_another_list_opens_no_page(cast: Cast, amara: SignedIn) -> None:
    """A moment is no date to offer again."""
    for number in range(21):
        told(cast, f"Person {number}", open=True)
    following = sections(amara)[OPEN].select_one("nav a")["href"]

    assert amara.get(following.replace("list=open", "list=review")).status_code == 404


@pytest.mark.parametrize("clinics", [1, 5])
def test_more_work_asks_the_database_no_more_often(
    cast: Cast, amara: SignedIn, clinics: int
) -> None:
    """Whether in one clinic or in five."""
    template = told(cast, "Ola", open=True)
    one = queries(lambda: amara.get(reverse("day")))
    for number in range(clinics - 1):
        clinic = ClinicFactory(organisation=cast.organisation, name=f"Clinic {number}")
        MembershipFactory(
            account=cast.people["amara"], organisation=cast.organisation, clinic=clinic
        )
    for stage in ("open", "paused", "planned"):
        ConsultationFactory.create_batch(
            40,
            organisation=cast.organisation,
            clinic=cast.clinic,
            service_user=template.service_user,
            release=template.release,
            stage=stage,
        )

    assert one == queries(lambda: amara.get(reverse("day"))) == PINNED
