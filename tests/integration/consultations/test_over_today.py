"""The list of what was decided or ended today: a day's work, however much was kept before it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.selectors.bookmarks import PAGE
from tests.cast import Cast
from tests.factories import ConsultationFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.days import REVIEW, TODAY, on, people, sections, told
from tests.integration.consultations.reading import page_of, queries
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
ALONE = f"{reverse('day')}?list=today"
PINNED = 5
"""The list alone: session, account, organisation, clinics, and one question for its rows."""


def midnight() -> datetime.datetime:
    """Return when this day began in the UK."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def test_what_is_over_since_midnight_stands_in_it(cast: Cast, amara: SignedIn) -> None:
    """Decided or not, in the order of the day, with where it stands; yesterday is over."""
    before = midnight() - datetime.timedelta(seconds=1)
    told(cast, "Dee", decided=True)
    told(cast, "Eli", ended=True, ended_at=midnight())
    told(cast, "Yesterday", decided=True, ended_at=before)
    told(cast, "Ola", open=True)
    today = sections(amara)[TODAY]

    assert people(today) == ["Eli", "Dee"]
    first, second = (words(each) for each in today.select("li"))
    assert first.endswith("ended without a decision, to be looked at again on 3 May 2027")
    assert second.endswith("decided, to be looked at again on 3 May 2027")


def test_a_line_leads_to_its_conversation(cast: Cast, amara: SignedIn) -> None:
    """What changed since is asked where it is due, and not here."""
    dee = told(cast, "Dee", decided=True, look_again_on=on(1))
    found = sections(amara)

    link = reverse("conversation", args=[dee.code])
    assert [each["href"] for each in found[TODAY].select("a")] == [link]
    assert len(found[REVIEW].select("a")) == 2


def test_only_ones_own_clinics_are_listed(cast: Cast, amara: SignedIn) -> None:
    """A colleague of the next clinic sees theirs, and another organisation nothing of either."""
    told(cast, "Dee", decided=True)
    told(cast, "Hari", ended=True, clinic=cast.other_clinic)

    seen = {who: people(sections(SignedIn(cast.people[who]))[TODAY]) for who in ("carla", "hugo")}
    assert people(sections(amara)[TODAY]) == ["Dee"]
    assert seen == {"carla": ["Hari"], "hugo": []}


def test_a_long_day_goes_on_where_its_page_ended(cast: Cast, amara: SignedIn) -> None:
    """None is lost or shown twice, also where several ended at one moment."""
    for number in range(PAGE + 5):
        stage = {"decided": True} if number % 3 else {"ended": True}
        told(cast, f"Person {number}", ended_at=midnight(), **stage)
    first = sections(amara)[TODAY]
    following = first.select_one("nav a")["href"]
    second = page_of(amara.get(following)).select_one("main section")

    assert people(first) + people(second) == [f"Person {number}" for number in range(PAGE + 5)]


def test_neither_a_long_day_nor_what_was_kept_before_costs_more(
    cast: Cast, amara: SignedIn
) -> None:
    """One question answers it."""
    template = told(cast, "Dee", decided=True)
    few = queries(lambda: amara.get(ALONE))
    for ended_at in (midnight(), midnight() - datetime.timedelta(days=400)):
        ConsultationFactory.create_batch(
            40,
            organisation=cast.organisation,
            clinic=cast.clinic,
            service_user=template.service_user,
            release=template.release,
            decided=True,
            ended_at=ended_at,
        )

    assert few == queries(lambda: amara.get(ALONE)) == PINNED
