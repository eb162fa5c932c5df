"""The page on which a second pharmacist reads a version, and publishes it."""

import uuid

import pytest
from django.test import Client

from medications import selectors, services
from medications.models import Release
from medications.stages import Move, Stage
from tests.cast import Cast
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import publish
from tests.integration.medications.publishing_pages import (
    DESK,
    WEIGHT,
    review,
    sent,
    soup,
    submission,
    unseen,
    waiting,
)
from tests.integration.medications.reading import words


class TestReviewing:
    """The second pharmacist reads, and then comments, sends back or publishes."""

    def test_the_change_is_read_in_words_and_published(
        self, cast: Cast, ewa: Client, read: Read, library: Release
    ) -> None:
        """With the words that were typed kept as a comment."""
        draft = waiting(cast)
        page = words(read(review(draft), client=ewa))
        assert WEIGHT in page
        assert "Why it is changed: Weight gain from a newer table." in page

        response = sent(ewa, review(draft), read, move="publish", words="Checked it.")

        assert (response.status_code, response["Location"]) == (302, DESK)
        release = selectors.current_release(cast.organisation)
        assert release.number == library.number + 1
        assert release.reason == "Weight gain from a newer table."
        moves = [(each.move, each.words) for each in draft.moves.all()]
        assert (Move.COMMENT, "Checked it.") in moves
        said = words(read(DESK, client=ewa))
        assert f"Published. Release {release.number} is in use from now." in said

    def test_the_author_is_told_that_another_has_to_do_it(
        self, cast: Cast, dev: Client, read: Read, library: Release
    ) -> None:
        """Neither button is there, and neither works."""
        draft = waiting(cast)
        page = read(review(draft), client=dev)
        buttons = [each["value"] for each in page.select("main form[method=post] button")]

        assert "Another pharmacist has to do this" in words(page)
        assert buttons == ["take_back", "comment"]
        for move in ("publish", "send_back"):
            response = sent(dev, review(draft), read, move=move, words="Mine.")
            assert response.status_code == 422
            assert "so another pharmacist has to do this" in words(soup(response))
            assert words(soup(response).select_one("textarea")) == "Mine."
        assert selectors.current_release(cast.organisation) == library

    def test_the_author_takes_it_back(self, cast: Cast, dev: Client, read: Read) -> None:
        """It is a draft again."""
        draft = waiting(cast)
        assert sent(dev, review(draft), read, move="take_back").status_code == 302
        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT

    def test_it_is_sent_back_with_words_and_commented_on_with_words(
        self, cast: Cast, dev: Client, ewa: Client, read: Read
    ) -> None:
        """Without words both are asked for; the author reads them where they submit again."""
        draft = waiting(cast)
        for move, sentence in (
            ("send_back", "Say what has to be changed"),
            ("comment", "Write the comment first."),
        ):
            response = sent(ewa, review(draft), read, move=move)
            assert response.status_code == 422
            assert sentence in words(soup(response))
        commented = sent(ewa, review(draft), read, move="comment", words="Which table?")
        assert commented["Location"] == review(draft)
        assert "Which table?" in words(read(review(draft), client=dev))
        sent(ewa, review(draft), read, move="send_back", words="Name the table.")

        draft.refresh_from_db()
        assert draft.stage == Stage.DRAFT
        page = words(read(submission(draft), client=dev))
        assert "Sent back. Ewa Nowak" in page
        assert "Name the table." in page

    def test_what_was_published_meanwhile_is_shown_before_one_publishes(
        self, cast: Cast, ewa: Client, read: Read
    ) -> None:
        """What stands now is on the page, what was typed too, and the form works again."""
        draft = waiting(cast)
        drawn = unseen(read(review(draft), client=ewa))
        services.withdraw_card(
            organisation=cast.organisation,
            medication=draft.medication,
            reason="Recalled.",
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )
        form = {"move": "publish", "words": "Checked it."}
        response = ewa.post(review(draft), drawn | form)
        page = soup(response)

        assert response.status_code == 422
        assert "Something was published or changed since you read this." in words(page)
        assert "The card: it is in use once more" in words(page)
        assert words(page.select_one("textarea")) == "Checked it."
        assert not draft.moves.filter(move=Move.COMMENT).exists()
        assert ewa.post(review(draft), unseen(page) | form).status_code == 302

    @pytest.mark.parametrize("move", ["", "withdraw", "supersede"])
    def test_another_move_is_not_offered(
        self, cast: Cast, ewa: Client, read: Read, move: str
    ) -> None:
        """Only those of the page."""
        draft = waiting(cast)
        response = sent(ewa, review(draft), read, move=move)
        assert response.status_code == 422
        assert "Choose what to do." in words(soup(response))

    def test_a_published_version_waits_for_nobody(
        self, cast: Cast, ewa: Client, read: Read
    ) -> None:
        """Its page is read, and offers nothing."""
        draft = waiting(cast)
        publish(draft, cast.people["ewa"])
        page = read(review(draft), client=ewa)
        assert "This version is published. It is not waiting for anybody." in words(page)
        assert not page.select("main form[method=post]")

    def test_a_form_sent_twice_publishes_once(
        self, cast: Cast, ewa: Client, read: Read, library: Release
    ) -> None:
        """As after a double press."""
        draft = waiting(cast)
        form = unseen(read(review(draft), client=ewa)) | {"move": "publish", "words": ""}
        assert [ewa.post(review(draft), form).status_code for _ in range(2)] == [302, 302]
        assert selectors.current_release(cast.organisation).number == library.number + 1
