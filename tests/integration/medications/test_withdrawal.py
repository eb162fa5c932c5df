"""A withdrawn medicine stays in sight everywhere, with the reason; an overdue card is marked."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from medications import selectors, services
from medications.models import Card, Medication, Release
from medications.selectors import versions
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read, forget_everything
from tests.integration.medications.drafting import REVIEW, publish, submit
from tests.integration.medications.reading import gate_of, words

PAGE = "/desk/pimozide/withdrawal/"
WHY = "The maker has taken it back."
MARK = f"Withdrawn here: {WHY}"
EVERYWHERE = [
    "/cards/",
    "/cards/?effect=tremor&level=0",
    "/cards/grid/",
    "/cards/pimozide/",
    "/cards/pimozide/short/",
    "/cards/pimozide/tremor/",
    "/cards/compare/?medicine=pimozide&medicine=olanzapine",
    "/effects/tremor/",
]


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


def key(client: Client, read: Read) -> str:
    """Return the key of the form on the page."""
    return str(read(PAGE, client=client).select_one("main input[name=key]")["value"])


def withdraw(cast: Cast, code: str = "pimozide") -> Release:
    """Withdraw a medicine's card."""
    return services.withdraw_card(
        organisation=cast.organisation,
        medication=Medication.objects.get(code=code),
        reason=WHY,
        by=cast.people["dev"],
        key=uuid.uuid4(),
    )


def test_one_pharmacist_withdraws_it_at_once(cast: Cast, dev: Client, read: Read) -> None:
    """The page says before what will happen, and afterwards there is nothing to press."""
    before = words(read(PAGE, client=dev))
    assert "You do it alone and at once" in before
    assert "What was decided before stays as it was." in before

    response = dev.post(PAGE, {"key": key(dev, read), "reason": WHY})

    assert (response.status_code, response["Location"]) == (302, "/cards/pimozide/")
    release = selectors.current_release(cast.organisation)
    assert (release.reason, release.is_safety_change) == (WHY, True)
    page = read(PAGE, client=dev)
    assert "This card has been withdrawn already." in words(page)
    forms = page.select("main form[method=post]")
    assert [each["action"] for each in forms] == ["/desk/pimozide/draft/"]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "Say why, in words that the person can read."), ("x" * 501, "Please shorten them.")],
)
def test_a_reason_is_asked_for(
    cast: Cast, dev: Client, read: Read, library: Release, reason: str, sentence: str
) -> None:
    response = dev.post(PAGE, {"key": key(dev, read), "reason": reason})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert sentence in words(page)
    assert words(page.select_one("textarea")) == reason
    assert selectors.current_release(cast.organisation) == library


def test_a_form_from_before_another_withdrew_it_says_so(
    cast: Cast, dev: Client, read: Read
) -> None:
    drawn = key(dev, read)
    withdraw(cast)
    response = dev.post(PAGE, {"key": drawn, "reason": "Mine."})
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "This card has been withdrawn already." in words(page)
    assert words(page.select_one("textarea")) == "Mine."


@pytest.mark.parametrize("name", ["amara", "femi", "grace", "hugo"])
def test_nobody_else_withdraws(cast: Cast, library: Release, name: str) -> None:
    response = signed_in(cast.people[name]).post(PAGE, {"key": uuid.uuid4(), "reason": WHY})
    assert response.status_code == 403
    assert not Release.objects.filter(number__gt=library.number).exists()


def test_it_is_marked_with_the_reason_wherever_the_medicine_stands(cast: Cast, read: Read) -> None:
    withdraw(cast)
    lacking = [each for each in EVERYWHERE if MARK not in words(read(each))]
    assert lacking == []


def test_a_withdrawn_medicine_keeps_its_conditions(cast: Cast, read: Read) -> None:
    withdraw(cast, "clozapine")
    for address in ("/cards/", "/cards/clozapine/", "/cards/grid/"):
        page = words(read(address))
        assert MARK in page
        assert all(sentence in page for sentence in gate_of("clozapine"))


def test_another_service_goes_on_with_it(cast: Cast, read: Read, library: Release) -> None:
    theirs = cast.other_organisation.releases.create(number=1)
    theirs.cards.set(library.cards.all())
    withdraw(cast)
    hugo = signed_in(cast.people["hugo"])
    assert MARK not in words(read("/cards/pimozide/", client=hugo))


def test_it_comes_back_by_two_people(cast: Cast, read: Read) -> None:
    withdraw(cast)
    draft = services.draft_card(
        release=selectors.current_release(cast.organisation),
        medication=Medication.objects.get(code="pimozide"),
        by=cast.people["dev"],
    )
    Card.objects.filter(pk=draft.pk).update(review_on=REVIEW)
    submit(draft, cast.people["dev"])
    publish(draft, cast.people["ewa"])
    forget_everything()

    assert MARK not in words(read("/cards/pimozide/"))
    assert not versions.content(draft).is_withdrawn


def test_an_overdue_card_is_marked_for_everyone(cast: Cast, read: Read, library: Release) -> None:
    card = library.cards.get(medication__code="pimozide")
    late = timezone.localdate() - timedelta(days=1)
    Card.objects.filter(pk=card.pk).update(review_on=late)
    forget_everything()

    for address in ("/cards/pimozide/", "/cards/pimozide/short/"):
        assert "This card should have been reviewed by" in words(read(address))
    for address in EVERYWHERE[:3] + EVERYWHERE[-2:]:
        sentence = "These cards should have been reviewed by now: Pimozide."
        assert sentence in words(read(address)), address
    assert "should have been reviewed" not in words(read("/cards/olanzapine/"))


def test_a_card_without_a_day_of_review_says_so(read: Read) -> None:
    assert "No review date has been set." in words(read("/cards/olanzapine/"))
