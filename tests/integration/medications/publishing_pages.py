"""What the tests of submitting and of reviewing share: addresses, forms, a submitted draft."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from medications.models import Card
from tests.cast import Cast
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import olanzapine, submit

DESK = "/desk/"
WHY = {"words": "A newer table.", "is_safety_change": "no"}
WEIGHT = "Weight gain: from +++ common or more severe to ++ commoner or moderately severe"


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
