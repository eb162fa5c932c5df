"""Only a draft is written in; what was typed for one that no longer is one stays in sight."""

import pytest
from django.test import Client

from medications.stages import Stage
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import (
    begun,
    card_at,
    drawn,
    fields,
    main_form,
    page_of,
    save,
)
from tests.integration.medications.drafting import submit
from tests.integration.medications.reading import words


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


class TestStages:
    """Only a draft is written in."""

    def test_a_submitted_one_says_so_and_can_be_taken_back(
        self, cast: Cast, dev: Client, read: Read
    ) -> None:
        """By its address, and its sections lead to it."""
        address = begun(dev)
        submit(card_at(address), cast.people["dev"])
        page = read(address, client=dev)
        assert "It waits for a second pharmacist." in words(page)
        assert dev.get(f"{address}levels/weight_gain/")["Location"] == address

        form = page.select_one(f"form[action='{address}back/']")
        assert form is not None
        key = str(form.select_one("input[name=key]")["value"])
        assert dev.post(f"{address}back/", {"key": key}).status_code == 302
        assert card_at(address).stage == Stage.DRAFT

    def test_what_was_typed_meanwhile_is_not_lost(self, cast: Cast, dev: Client) -> None:
        """It stands in the form, with why it cannot be saved."""
        address = begun(dev)
        form = drawn(dev, f"{address}words/driving/") | {"words": "Wait a week."}
        submit(card_at(address), cast.people["dev"])
        response = dev.post(f"{address}words/driving/", form)

        assert response.status_code == 422
        assert "waiting for a second pharmacist, so it cannot be changed" in words(
            page_of(response)
        )
        assert words(page_of(response).select_one("textarea")) == "Wait a week."

    def test_what_was_typed_is_kept_when_one_is_signed_out(self, dev: Client) -> None:
        """The page that says so sends it once more, after one has signed in again."""
        address = f"{begun(dev)}words/driving/"
        form = drawn(dev, address) | {"words": "Wait a week."}
        response = Client().post(address, form, headers={"origin": "http://testserver"})

        assert response.status_code == 403
        kept = main_form(page_of(response), address)
        again = fields(kept)
        assert again == form
        assert dev.post(address, again).status_code == 302
        assert card_at(address).sections["driving"] == ["Wait a week."]

    def test_a_draft_is_given_up(self, dev: Client, read: Read) -> None:
        """Its rows are kept, and another one can be begun."""
        address = begun(dev)
        key = str(read(address, client=dev).select_one("input[name=key]")["value"])
        response = dev.post(f"{address}discarded/", {"key": key, "words": "Begun by mistake."})

        assert (response.status_code, response["Location"]) == (302, "/desk/")
        assert card_at(address).stage == Stage.DISCARDED
        assert "cannot be changed" in words(read(address, client=dev))
        assert begun(dev) != address

    def test_a_move_that_is_not_allowed_says_why(self, dev: Client, read: Read) -> None:
        """A draft has nothing to be taken back from."""
        address = begun(dev)
        key = str(read(address, client=dev).select_one("input[name=key]")["value"])

        assert dev.post(f"{address}back/", {"key": key}).status_code == 302
        assert "It cannot be taken back to work on." in words(read(address, client=dev))
        assert dev.post(f"{address}discarded/", {"key": "no"}).status_code == 422

    def test_who_wrote_a_word_is_no_second_pharmacist(self, cast: Cast, dev: Client) -> None:
        """Whatever section it was."""
        address = begun(dev)
        save(signed_in(cast.people["ewa"]), f"{address}words/driving/", words="Wait.")

        assert set(card_at(address).written_by.all()) == {cast.people["ewa"]}
