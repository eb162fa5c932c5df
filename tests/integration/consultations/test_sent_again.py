"""A form with something to put right, while a colleague saves: nothing is overwritten unseen."""

import pytest
from django.urls import reverse

from consultations.models import Change, Consultation
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import WORDS
from tests.integration.consultations.reading import page_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
OLDER = "Somebody saved something else in the meantime."
LOST = "This form has lost its ticket."
DAY = {"way": "put_off", "look_again_on": "2126-12-21"}
Fields = dict[str, str]

in_every_form = pytest.mark.parametrize(
    ("name", "args", "right", "wrong"),
    [
        ("matters", (), {"get_better": "Sleep"}, {"get_better": "x" * 2001}),
        ("checklist_form", (), {"avoid-tremor": "1"}, {"avoid-weight_gain": "1"}),
        ("experience_add", ("before",), {"medication": "olanzapine"}, {"dose": "x" * 201}),
        ("pregnancy", (), {"pregnant": "no", "breast_feeding": "no"}, {"pregnant": "perhaps"}),
        ("another_day", (), DAY, {"look_again_on": "2020-01-01"}),
        ("decision", (), WORDS | {"keep": "yes"}, {"review_on": "soon"}),
    ],
    ids=lambda its: its if isinstance(its, str) else None,
)


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


def save_something(client: SignedIn) -> None:
    """Let a colleague say what matters."""
    address = reverse("matters", args=[CODE])
    fields = sent(page_of(client.get(address))) | {"good_life": "A walk"}
    assert client.post(address, fields).status_code == 302


@in_every_form
def test_what_a_colleague_saved_is_met_after_a_field_was_put_right(
    amara: SignedIn, cast: Cast, name: str, args: tuple, right: Fields, wrong: Fields
) -> None:
    """First the field, then the sentence with what was typed; only then is it saved."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address)))
    save_something(SignedIn(cast.people["ben"]))

    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    assert OLDER not in page.text

    ticket = {"ticket": sent(page)["ticket"]}
    page = page_of(amara.post(address, drawn | right | ticket), status=422)
    assert OLDER in page.text
    assert Change.objects.count() == 1

    ticket = {"ticket": sent(page)["ticket"]}
    assert amara.post(address, drawn | right | ticket).status_code == 302
    assert Change.objects.count() == 2


@in_every_form
def test_a_field_put_right_is_saved_and_counts_as_an_attempt_of_its_own(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields
) -> None:
    """Nobody else wrote, so there is nothing to tell."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address)))
    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    ticket = {"ticket": sent(page)["ticket"]}

    assert ticket["ticket"] != drawn["ticket"]
    assert amara.post(address, drawn | right | ticket).status_code == 302
    assert Change.objects.count() == 1


@in_every_form
@pytest.mark.parametrize("ticket", ["lost", ""])
def test_a_lost_ticket_stays_lost_until_that_is_said(
    amara: SignedIn, name: str, args: tuple, right: Fields, wrong: Fields, ticket: str
) -> None:
    """A field with an error is no way round it, and nobody goes round in a ring."""
    address = reverse(name, args=[CODE, *args])
    drawn = sent(page_of(amara.get(address))) | {"ticket": ticket}
    page = page_of(amara.post(address, drawn | right | wrong), status=422)
    assert sent(page)["ticket"] == ticket

    page = page_of(amara.post(address, drawn | right), status=422)
    assert LOST in page.text
    assert not Change.objects.exists()

    ticket = sent(page)["ticket"]
    assert amara.post(address, drawn | right | {"ticket": ticket}).status_code == 302


def test_a_decision_to_be_changed_keeps_the_version_that_was_read(
    amara: SignedIn, cast: Cast
) -> None:
    """Between reading it back and keeping it, a colleague may have saved."""
    address = reverse("decision", args=[CODE])
    drawn = sent(page_of(amara.get(address))) | WORDS
    read = sent(page_of(amara.post(address, drawn)))
    save_something(SignedIn(cast.people["ben"]))

    page = page_of(amara.post(address, read | {"change": "yes"}))
    page = page_of(amara.post(address, sent(page) | WORDS | {"keep": "yes"}), status=422)

    assert OLDER in page.text
    assert Consultation.objects.get(code=CODE).stage == "open"
