"""The page on which a draft is submitted, and who opens it."""

import uuid

import pytest
from django.test import Client

from medications.models import Card
from medications.stages import Stage
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import olanzapine, submit
from tests.integration.medications.publishing_pages import (
    DESK,
    WEIGHT,
    WHY,
    review,
    sent,
    soup,
    submission,
    unseen,
    waiting,
)
from tests.integration.medications.reading import words


class TestSubmitting:
    """The author says why, and reads in words what they changed."""

    def test_it_is_submitted_and_stands_on_the_desk_of_both(
        self, cast: Cast, dev: Client, ewa: Client, read: Read
    ) -> None:
        """Yours for the author, with a name for the other."""
        draft = olanzapine(cast)
        page = words(read(submission(draft), client=dev))
        assert WEIGHT in page
        assert "Reason: A newer table." in page
        assert "Version 2, yours." in words(read(DESK, client=dev))

        response = sent(dev, submission(draft), read, **WHY)

        assert (response.status_code, response["Location"]) == (302, DESK)
        draft.refresh_from_db()
        assert (draft.stage, draft.stage_reason) == (Stage.SUBMITTED, WHY["words"])
        assert not draft.is_safety_change
        desk = read(DESK, client=ewa)
        assert "Version 2, begun by Dev Patel." in words(desk)
        assert desk.select_one(f"a[href='{review(draft)}']")

    def test_a_safety_change_is_kept_as_one(self, cast: Cast, dev: Client, read: Read) -> None:
        """And the second pharmacist reads what that means."""
        draft = olanzapine(cast)
        sent(dev, submission(draft), read, **WHY | {"is_safety_change": "yes"})
        draft.refresh_from_db()

        assert draft.is_safety_change
        assert "The author calls it a safety change" in words(read(review(draft), client=dev))

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"words": ""}, "Say in one line why the card is changed."),
            ({"words": "x" * 201}, "Please shorten them."),
            ({"is_safety_change": ""}, "Choose whether this is a safety change."),
        ],
    )
    def test_a_fault_is_said_and_what_was_typed_stays(
        self, cast: Cast, dev: Client, read: Read, form: dict[str, str], sentence: str
    ) -> None:
        """And nothing is submitted."""
        draft = olanzapine(cast)
        response = sent(dev, submission(draft), read, **WHY | form)

        assert response.status_code == 422
        assert sentence in words(soup(response))
        said = soup(response).select_one("input[name=words]")
        assert said.get("value", "") == (WHY | form)["words"]
        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT

    def test_what_is_missing_is_listed_and_holds_it_back(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """A reason that is needed, and a day of review."""
        draft = olanzapine(cast)
        draft.ratings.filter(effect__code="weight_gain").update(reason="")
        Card.objects.filter(pk=draft.pk).update(review_on=None)
        page = read(submission(draft), client=dev)
        listed = [words(each) for each in page.select(".notice--caution li")]

        assert listed[0].startswith("Set a day in the future")
        assert listed[1].startswith("Weight gain: say why the level is")
        response = sent(dev, submission(draft), read, **WHY)
        assert response.status_code == 422
        assert listed[0] in words(soup(response).select_one(".nhsuk-error-summary"))

    def test_a_draft_that_was_edited_since_is_shown_as_it_stands(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """With the words kept; the same form can be sent once more."""
        draft = olanzapine(cast)
        drawn = unseen(read(submission(draft), client=dev))
        draft.ratings.filter(effect__code="weight_gain").update(level=1)
        response = dev.post(submission(draft), drawn | WHY)
        page = soup(response)

        assert response.status_code == 422
        assert "This version was edited since you read it." in words(page)
        assert "to + uncommon or mild" in words(page)
        assert page.select_one("input[name=words]")["value"] == WHY["words"]
        assert dev.post(submission(draft), unseen(page) | WHY).status_code == 302

    def test_what_is_submitted_already_leads_to_its_page(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """And a form from before says so."""
        draft = olanzapine(cast)
        drawn = unseen(read(submission(draft), client=dev)) | {"key": str(uuid.uuid4())}
        submit(draft, cast.people["dev"])
        page = read(submission(draft), client=dev)

        assert page.select_one(f"a[href='{review(draft)}']")
        assert not page.select("main form[method=post]")
        late = dev.post(submission(draft), drawn | WHY)
        assert late.status_code == 422
        assert "It cannot be submitted." in words(soup(late))


@pytest.mark.parametrize("name", ["amara", "femi", "grace"])
def test_nobody_but_a_pharmacist_opens_them(cast: Cast, read: Read, name: str) -> None:
    draft = waiting(cast)
    client = signed_in(cast.people[name])
    for address in (submission(draft), review(draft)):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_another_services_version_is_not_there(cast: Cast, dev: Client, read: Read) -> None:
    draft = waiting(cast)
    Card.objects.filter(pk=draft.pk).update(organisation=cast.other_organisation)
    for address in (submission(draft), review(draft)):
        read(address, client=dev, status=404)
        assert dev.post(address).status_code == 404
