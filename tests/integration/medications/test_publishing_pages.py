"""The pages on which a draft is submitted, read by a second pharmacist, and published."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from medications import selectors, services
from medications.models import Card, Release
from medications.stages import Move, Stage
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import olanzapine, publish, submit
from tests.integration.medications.reading import words

DESK = "/desk/"
WHY = {"words": "A newer table.", "is_safety_change": "no"}
WEIGHT = "Weight gain: from +++ common or more severe to ++ commoner or moderately severe"


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of the author."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def ewa(cast: Cast) -> Client:
    """Open the browser of the second pharmacist."""
    return signed_in(cast.people["ewa"])


def submission(card: Card) -> str:
    """Return where a draft is submitted."""
    return f"/desk/drafts/{card.pk}/submission/"


def review(card: Card) -> str:
    """Return where a submitted version is read."""
    return f"/desk/drafts/{card.pk}/review/"


def unseen(page: BeautifulSoup) -> dict[str, str]:
    """Return what the form of a page sends along unseen."""
    fields = page.select("main form[method=post] input[type=hidden]")
    return {each["name"]: each["value"] for each in fields}


def sent(client: Client, address: str, read: Read, **form: str) -> HttpResponse:
    """Open a page and send its form."""
    return client.post(address, unseen(read(address, client=client)) | form)


def soup(response: HttpResponse) -> BeautifulSoup:
    """Read an answer as a browser does."""
    return BeautifulSoup(response.content, "html.parser")


def waiting(cast: Cast) -> Card:
    """Return a draft that Dev has submitted."""
    draft = olanzapine(cast)
    submit(draft, cast.people["dev"])
    draft.refresh_from_db()
    return draft


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
            ({"is_safety_change": ""}, "Choose one."),
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
