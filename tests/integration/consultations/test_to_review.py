"""The list to look at again: what is due stands in it, what was looked at again leaves it."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories import ConsultationFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.days import OPEN, REVIEW, on, people, sections, told

pytestmark = pytest.mark.django_db


def test_what_is_due_is_to_be_looked_at_again(cast: Cast, amara: SignedIn) -> None:
    """Within fourteen days or past, the longest due first, decided or not."""
    for name, days in (("Soon", 14), ("Later", 15), ("Past", -40), ("Today", 0)):
        told(cast, name, decided=True, look_again_on=on(days))
    told(cast, "Ended", ended=True, look_again_on=on(-1))

    assert people(sections(amara)[REVIEW]) == ["Past", "Ended", "Today", "Soon"]


def test_what_was_looked_at_again_is_no_longer_due(cast: Cast, amara: SignedIn) -> None:
    """The conversation that follows it stands where it is."""
    dee = told(cast, "Dee", decided=True, look_again_on=on(0))
    ConsultationFactory(
        organisation=cast.organisation,
        clinic=cast.clinic,
        service_user=dee.service_user,
        follows=dee,
        open=True,
    )
    found = sections(amara)

    assert (people(found[REVIEW]), people(found[OPEN])) == ([], ["Dee"])


@pytest.mark.parametrize(
    ("later", "is_due"),
    [({"decided": True}, False), ({"open": True}, True), ({"ended": True}, True)],
    ids=["decided", "still open", "ended without a decision"],
)
def test_what_was_decided_anew_is_no_longer_due(
    cast: Cast, amara: SignedIn, later: dict[str, bool], is_due: bool
) -> None:
    """Also in a conversation that was simply opened; only its own date counts from then on."""
    dee = told(cast, "Dee", decided=True, look_again_on=on(0))
    told(cast, "Ola", decided=True, look_again_on=on(1))
    told(cast, "Dee again", service_user=dee.service_user, **later)

    assert people(sections(amara)[REVIEW]) == (["Dee", "Ola"] if is_due else ["Ola"])


def test_a_due_line_leads_to_saying_what_changed_since(cast: Cast, amara: SignedIn) -> None:
    """Only there."""
    dee = told(cast, "Dee", decided=True, look_again_on=on(0))
    told(cast, "Ola", open=True)
    found = sections(amara)
    link = found[REVIEW].select_one("a.conversation-since")

    assert link["href"] == f"{reverse('start', args=[dee.service_user.pk])}?since={dee.code}"
    assert found[OPEN].select_one("a.conversation-since") is None
