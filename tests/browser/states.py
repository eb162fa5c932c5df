"""THE list of states of pages: every address that has a name stands here at least once.

A page that looks different when somebody else is signed in, or after something was done, is a
state of its own. tests/integration/test_states.py fails for a name that is missing.
"""

from playwright.sync_api import Page

from tests.browser.before_states import BEFORE
from tests.browser.carer_states import CARERS
from tests.browser.changed_states import CHANGED
from tests.browser.decision_states import DECISION
from tests.browser.desk_states import DESK
from tests.browser.draft_states import DRAFTS
from tests.browser.emergency_states import EMERGENCIES
from tests.browser.founding_states import FOUNDING
from tests.browser.joining_states import JOINING
from tests.browser.learning_states import LEARNING
from tests.browser.people_states import PEOPLE
from tests.browser.publishing_states import PUBLISHING
from tests.browser.record_states import RECORDS
from tests.browser.room_states import ROOM
from tests.browser.sheet_states import SHEETS
from tests.browser.sign_in_states import ADMINISTRATION, CLOSED, SECOND_STEP, SIGN_IN, sign_in_twice
from tests.browser.stage_states import STAGES
from tests.browser.state import UNKNOWN, State, send
from tests.browser.summary_states import SUMMARY
from tests.browser.told_states import TOLD
from tests.browser.translation_states import TRANSLATIONS

__all__ = ["STATES", "State", "send"]


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


def save_of_nobody(page: Page) -> None:
    """Save the entries of an account that is not there any more."""
    page.evaluate("document.querySelector('main [type=hidden][name=by]').value = '0'")
    with page.expect_navigation():
        page.get_by_role("button", name="Save these entries as a file").click()


FRONT_DOOR = [
    State("home"),
    State("home", who="amara"),
    State("my_roles", who="amara"),
    State("my_roles", who="femi"),
    State("sign_ins", who="amara"),
    State("sign_ins", words="here and elsewhere", then=sign_in_twice, who="amara"),
    State("team", who="femi"),
    State("team", words="refused", who="amara", status=403),
    State("clinic", ("{clinic}",), who="grace"),
    *ADMINISTRATION,
    State("clinic", (UNKNOWN,), who="grace", status=404),
    State("audit", who="femi"),
    State("audit", words="nothing", who="grace", query="?action=nothing"),
    State("export_audit", words="with errors", who="femi", at="audit", then=save_of_nobody),
    State("audit", words="with errors", who="grace", query="?by=0", status=422),
    State("gallery"),
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
    State("print_cards"),
    State("print_whole_cards", who="dev"),
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
ROOMS = ROOM + JOINING + BEFORE + CARERS + PEOPLE + STAGES + DECISION + TOLD + SUMMARY + LEARNING
ROOMS += RECORDS
DESKS = DESK + DRAFTS + FOUNDING + PUBLISHING + SHEETS + TRANSLATIONS
STATES = (
    FRONT_DOOR + SIGN_IN + SECOND_STEP + CLOSED + LIBRARY + DESKS + ROOMS + CHANGED + EMERGENCIES
)
