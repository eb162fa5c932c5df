"""The states of pages that tell what a change of cards means."""

from functools import partial
from uuid import uuid4

from playwright.sync_api import Page

from accounts.models import Account
from consultations.models import Consultation
from medications import services
from medications.models import Medication
from tests.browser.state import State
from tests.browser.told_states import press
from tests.cast import CODE
from tests.changed import KEY

PROMPT = ("{changed}", str(KEY))
DRAFT = (str(KEY),)


def set_aside_without_a_word(page: Page) -> None:
    """Press without a reason."""
    press(page, "Set aside")


def set_aside(page: Page) -> None:
    """Say why it needs no other look, and open it again."""
    page.get_by_label("Why does this need no other look?").fill("Noor takes another one now.")
    set_aside_without_a_word(page)
    page.get_by_text("Set aside by Amara Okafor").wait_for()


def withdraw() -> None:
    """Let a pharmacist withdraw a card that the conversation shows."""
    services.withdraw_card(
        organisation=Consultation.objects.get(code=CODE).organisation,
        medication=Medication.objects.get(code="olanzapine"),
        reason="The maker has taken it back.",
        by=Account.objects.get(name="Dev Patel"),
        key=uuid4(),
    )


def withdraw_meanwhile(page: Page) -> None:
    """Look again after that."""
    withdraw()
    page.goto(page.url)
    page.locator("main").get_by_text("Cards have changed, and safety is the reason").wait_for()


withdrawn = partial(State, words="withdrawn since", who="amara", then=withdraw_meanwhile)

CHANGED = [
    withdrawn("checklist", ("{conversation}",), needs_scripts=True),
    withdrawn("comparison", ("{conversation}",)),
    withdrawn("our_card", ("{conversation}", "olanzapine")),
    withdrawn("our_compare", ("{conversation}",), query="?medicine=olanzapine&medicine=quetiapine"),
    withdrawn("decision", ("{conversation}",)),
    State("impact", DRAFT, who="dev"),
    State("impact", DRAFT, "refused", "amara", status=403),
    State("touched", DRAFT, who="amara"),
    State("touched", ("999999",), "unknown", "amara", status=404),
    State("newest_cards", ("{conversation}",), who="amara"),
    State("review_prompt", PROMPT, who="amara"),
    State("review_prompt", PROMPT, "with errors", "amara", then=set_aside_without_a_word),
    State("review_prompt", PROMPT, "set aside", "amara", then=set_aside),
    State("then_and_now", ("{changed}",), who="amara"),
    State("conversation", ("{changed}",), "with a card that changed", "amara"),
]
