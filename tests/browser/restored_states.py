"""The states of a service that was brought back from a copy."""

from datetime import UTC, datetime

from playwright.sync_api import Page

from accounts.models import Organisation, Restoration
from tests.browser.state import State
from tests.browser.told_states import press


def bring_back(page: Page) -> None:
    """Say that the rows are a copy, without signing out who looks, and look again."""
    copy_of = datetime(2026, 11, 29, 13, 24, tzinfo=UTC)
    for each in Organisation.objects.all():
        Restoration.objects.create(organisation=each, copy_of=copy_of)
    Organisation.objects.update(unconfirmed_copy_of=copy_of)
    page.reload()
    page.get_by_text("This service was brought back from a copy of").wait_for()


def bring_back_and_confirm(page: Page) -> None:
    """Say that the cards are the newest."""
    bring_back(page)
    press(page, "I have looked: these cards are the newest")


RESTORED = [
    State("restored", who="dev"),
    State("restored", words="refused", who="amara", status=403),
    State("restored", words="to be confirmed", who="dev", then=bring_back),
    State("restored", words="confirmed", who="dev", then=bring_back_and_confirm),
    State("home", words="from a copy", then=bring_back),
    State("account_login", words="from a copy", then=bring_back),
    State("day", words="from a copy", who="amara", then=bring_back),
]
