"""THE list of states of pages: every address that has a name stands here at least once.

A page that looks different when somebody else is signed in, or after something was done, is a
state of its own. tests/integration/test_states.py fails for a name that is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from tests.cast import CODE, Cast


@dataclass(frozen=True)
class State:
    """One state: the name of the address, its arguments, who looks, and what was done there.

    `args` are taken as they are, except "{clinic}", "{person}" and "{conversation}": those of the
    cast, and the conversation that Amara opened with Sam (tests/cast.py). An address that only
    takes what is sent is reached from the page named in `at`. `status` is what the first address
    answers; `then` is done after that. `words` tells states of one name apart.
    """

    name: str
    args: tuple[str, ...] = ()
    words: str = ""
    who: str = ""
    status: int = 200
    query: str = ""
    at: str = ""
    then: Callable[[Page], None] | None = None

    def path(self, cast: Cast) -> str:
        """Return the address within the service."""
        named = {
            "clinic": cast.clinic.code,
            "person": cast.service_user.pk,
            "conversation": CODE,
        }
        args = [each.format(**named) for each in self.args]
        return reverse(self.at or self.name, args=args) + self.query

    @property
    def label(self) -> str:
        """Return what a test report calls it."""
        return " ".join(filter(None, [self.name, *self.args, self.words, self.who]))


def send(page: Page) -> None:
    """Press the button of the page's form, whatever is in it."""
    with page.expect_navigation():
        page.locator("main form[method=post] button:not([type=button])").click()


def search_for(words: str) -> Callable[[Page], None]:
    """Return what somebody does who looks for a person."""

    def search(page: Page) -> None:
        page.get_by_label("Local number").fill(words)
        send(page)

    return search


def approve(page: Page) -> None:
    """Stand behind the card, which shows it again."""
    page.get_by_label("I have checked this card").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Approve this card").click()


def approve_and_take_back(page: Page) -> None:
    """Stand behind the card, then no longer."""
    approve(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Take back the approval").click()


def not_today(page: Page) -> None:
    """Say that it is not today, and forget the date to ask again."""
    page.get_by_role("radio", name="not today").check()
    send(page)


def begin(page: Page) -> None:
    """Open a conversation with what the form offers, and with a medicine taken now."""
    page.get_by_label("Medicine taken now").select_option("Olanzapine")
    page.get_by_label("How it is taken").fill("15 mg at night")
    send(page)


def say_what_matters(page: Page) -> None:
    """Fill in a goal and a topic, and save."""
    page.get_by_role("textbox").first.fill("Sleeping through the night")
    page.get_by_role("textbox").last.fill("Driving")
    send(page)


def send_a_lost_ticket(page: Page) -> None:
    """Save with a ticket that says nothing, as after a long time."""
    page.evaluate("document.querySelector('[name=ticket]').value = 'lost'")
    say_what_matters(page)


UNKNOWN = "00000000-0000-0000-0000-000000000000"
FRONT_DOOR = [
    State("home"),
    State("home", who="amara"),
    State("my_roles", who="amara"),
    State("my_roles", who="femi"),
    State("team", who="femi"),
    State("team", words="refused", who="amara", status=403),
    State("clinic", ("{clinic}",), who="grace"),
    State("clinic", (UNKNOWN,), who="grace", status=404),
    State("gallery"),
]
SIGN_IN = [
    State("account_login"),
    State("account_login", words="with errors", then=send),
    State("account_logout", who="amara"),
    State("account_inactive"),
    State("account_reset_password"),
    State("account_reset_password", words="with errors", then=send),
    State("account_reset_password_done"),
    State("account_reset_password_from_key", ("1", "bad-key")),
    State("account_reset_password_from_key_done"),
    State("account_change_password", who="amara"),
    State("account_change_password", words="with errors", who="amara", then=send),
    State("account_reauthenticate", who="amara"),
]
# Pages of django-allauth that nobody may open here.
CLOSED = [
    State("account_signup", status=403),
    State("account_email", status=403),
    State("account_email_verification_sent", status=403),
    State("account_confirm_email", ("key",), status=403),
    State("account_set_password", status=403),
    State("account_confirm_login_code", status=403),
]
NOTHING_FITS = "form=sublingual_tablet&effect=weight_gain&level=0"
THREE = "medicine=aripiprazole&medicine=clozapine&medicine=asenapine"
LIBRARY = [
    State("cards"),
    State("cards", words="filtered", query="?effect=weight_gain&level=1"),
    State("cards", words="of one form and class", query="?form=liquid&nice_class=heart"),
    State("cards", words="nothing fits", query=f"?{NOTHING_FITS}"),
    State("cards", words="with errors", query="?level=1"),
    State("card_grid"),
    State("card_grid", words="filtered", query="?form=liquid&nice_class=movement"),
    State("card_grid", words="nothing fits", query=f"?{NOTHING_FITS}"),
    State("card_grid", words="with errors", query="?effect=nowhere"),
    State("compare"),
    State("compare", words="only one", query="?medicine=pimozide"),
    State("compare", words="two", query="?medicine=clozapine&medicine=olanzapine"),
    State("compare", words="three", query=f"?{THREE}"),
    State("compare", words="one too many", query=f"?{THREE}&medicine=haloperidol"),
    State("card", ("aripiprazole",)),
    State("card", ("asenapine",)),
    State("card", ("clozapine",)),
    State("card", ("olanzapine",), who="dev"),
    State("short_card", ("clozapine",)),
    State("approve", ("olanzapine",), "with errors", "dev", at="card", then=send),
    State("approve", ("olanzapine",), "done", "dev", at="card", then=approve),
    State(
        "withdraw_approval", ("olanzapine",), "done", "dev", at="card", then=approve_and_take_back
    ),
    State("rating", ("aripiprazole", "restlessness")),
    State("rating", ("pericyazine", "weight_loss")),
    State("effects"),
    State("effect", ("weight_gain",)),
    State("effect", ("something_else",)),
    State("effect", ("nowhere",), words="unknown", status=404),
    State("sources"),
    State("levels"),
]
ROOM = [
    State("day", words="empty", who="carla"),
    State("day", words="one conversation", who="amara"),
    State("day", words="refused", who="dev", status=403),
    State("people", who="amara"),
    State("people", words="empty search", who="amara", then=send),
    State("people", words="found", who="amara", then=search_for("riv")),
    State("people", words="nobody found", who="amara", then=search_for("nobody")),
    State("new_person", who="amara"),
    State("new_person", words="with errors", who="amara", then=send),
    State("person", ("{person}",), "without conversations", "carla"),
    State("person", ("{person}",), "with one", "amara"),
    State("person", ("0",), "unknown", "amara", status=404),
    State("start", ("{person}",), who="amara"),
    State("start", ("{person}",), "with errors", "amara", then=not_today),
    State("start", ("{person}",), "begun", "amara", then=begin),
    State("conversation", ("{conversation}",), who="ben"),
    State("conversation", (UNKNOWN,), "unknown", "amara", status=404),
    State("matters", ("{conversation}",), who="amara"),
    State("matters", ("{conversation}",), "with errors", "amara", then=send_a_lost_ticket),
    State("matters", ("{conversation}",), "said", "amara", then=say_what_matters),
]
STATES = FRONT_DOOR + SIGN_IN + CLOSED + LIBRARY + ROOM
