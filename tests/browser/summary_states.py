"""The states of the summary and the letter; files and what is not there answer with a page."""

from playwright.sync_api import Page

from tests.browser.state import State, send

DECIDED = ("{decided}",)
UNDECIDED = ("{conversation}",)


def copy_the_paragraph(page: Page) -> None:
    """Press the button that copies, where there is one."""
    page.get_by_role("button", name="Copy the paragraph").click()


def write_nothing(page: Page) -> None:
    """Send a letter without a word."""
    page.get_by_label("The letter").fill("")
    send(page)


def send_and_change(page: Page) -> None:
    """Look at the letter as it is printed, and go back to it."""
    send(page)
    send(page)


SUMMARY = [
    State("summary", UNDECIDED, "nothing decided yet", "amara"),
    State("summary", DECIDED, "decided", "amara"),
    State("summary", DECIDED, "copied", "amara", then=copy_the_paragraph, needs_scripts=True),
    State("earlier_summary", (*DECIDED, "1"), "replaced", "amara"),
    State("earlier_summary", (*DECIDED, "3"), "unknown", "amara", status=404),
    State("large_summary", (*DECIDED, "2"), who="amara"),
    State("large_summary", (*DECIDED, "1"), "replaced", "amara"),
    State("letter", (*DECIDED, "2"), who="amara"),
    State("letter", (*DECIDED, "1"), "of an earlier decision", "amara"),
    State("letter", (*DECIDED, "2"), "with errors", "amara", then=write_nothing),
    State("letter", (*DECIDED, "2"), "for printing", "amara", then=send),
    State("letter", (*DECIDED, "2"), "changed again", "amara", then=send_and_change),
    State("summary_pdf", UNDECIDED, "nothing decided yet", "amara", status=404),
    State("large_summary_pdf", (*UNDECIDED, "1"), "nothing decided yet", "amara", status=404),
    State("earlier_summary_pdf", (*DECIDED, "3"), "unknown", "amara", status=404),
    State("summary_text", (*UNDECIDED, "1"), "nothing decided yet", "amara", status=404),
]
