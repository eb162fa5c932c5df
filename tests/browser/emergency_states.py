"""The states of pages for a record that somebody of another clinic opens in an emergency."""

from playwright.sync_api import Page

from consultations.models import ServiceUser
from tests.browser.state import State, send
from tests.factories import EmergencyOpeningFactory


def open_record(page: Page) -> None:
    """Say whose record, and why."""
    page.get_by_label("The person's local number").fill("R1001")
    page.get_by_role("radio", name="Somebody may come to harm").check()
    page.get_by_label("In a few words, what has happened?").fill("Found asleep at the station")
    send(page)


def open_and_read(page: Page) -> None:
    """Read a conversation of it."""
    open_record(page)
    with page.expect_navigation():
        page.locator("main .facts a").first.click()


def hear_of_it(page: Page) -> None:
    """Look again once somebody of another clinic has opened a record of this one."""
    EmergencyOpeningFactory(service_user=ServiceUser.objects.get(local_number="R1001"))
    page.reload()


def hear_and_read(page: Page) -> None:
    """Say that one has read it."""
    hear_of_it(page)
    with page.expect_navigation():
        page.get_by_role("button", name="I have read this").click()


EMERGENCIES = [
    State("emergency", who="carla"),
    State("emergency", words="with errors", who="carla", then=send),
    State("emergency_record", words="opened", who="carla", at="emergency", then=open_record),
    State("emergency_record", ("{person}",), "not opened", "carla", status=404),
    State("emergency_conversation", words="read", who="carla", at="emergency", then=open_and_read),
    State("emergencies", words="none", who="amara"),
    State("emergencies", words="one", who="amara", then=hear_of_it),
    State("emergencies", words="one, as a manager", who="femi", then=hear_of_it),
    State("emergencies", words="read", who="amara", then=hear_and_read),
    State("day", words="with a record opened", who="amara", then=hear_of_it),
]
